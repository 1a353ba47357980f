"""Where things are: numbers that decide something, emails and who sends them, acts of the history."""

import ast
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pactwork.ground.installed import manifests

SOURCE = Path(__file__).resolve().parent.parent / "src" / "pactwork"
VARIABLE = re.compile(r"PACTWORK_[A-Z_]+|DATABASE_URL|SECRET_KEY")
INVENTED = {"demo", "migrations"}  # what these decide, they decide for nobody
ENTERS = {"finish", "record", "note"}  # functions whose text argument in small letters names an act
HEAD = """# Where it is decided

Every number that decides something, every variable, every kind of email and every act, with the file to
open. What pages there are, and the view and the template of each, is in
[the addresses](diagrams/addresses.md).
"""


class Module:
    """One file of the code, read once."""

    def __init__(self, path: Path) -> None:
        self.text = path.read_text()
        self.tree = ast.parse(self.text)
        self.lines = self.text.splitlines()
        self.place = path.relative_to(SOURCE).as_posix()
        self.app = path.relative_to(SOURCE).parts[0]

    def texts(self) -> set[object]:
        return {node.value for node in ast.walk(self.tree) if isinstance(node, ast.Constant)}

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))


def modules() -> list[Module]:
    found = (p for p in sorted(SOURCE.rglob("*.py")) if not INVENTED & {*p.parts})
    return [Module(path) for path in found]


def where_page() -> str:
    code = modules()
    parts = (_numbers(code), _variables(code), _emails(code), _acts(code))
    return "\n".join([HEAD, *(line for part in parts for line in (*part, ""))])


def _numbers(code: list[Module]) -> Iterator[str]:
    yield "## Limits, spans and times\n"
    yield "| number | is | what it is | file |"
    yield "|---|---|---|---|"
    for module in code:
        for node in module.tree.body:
            for name, value in _named(node):
                if _is_number(value):
                    said = ast.unparse(value).replace("datetime.", "")
                    cells = (f"`{name}`", f"`{said}`", _comment(module, node), f"`{module.place}`")
                    yield "| " + " | ".join(cells) + " |"


def _variables(code: list[Module]) -> Iterator[str]:
    """Where each variable of an installation is read; what it means is in docs/how-to."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in code:
        for text in module.texts():
            if isinstance(text, str) and VARIABLE.fullmatch(text):
                found[text].add(f"`{module.place}`")
    yield "## Variables of an installation\n"
    yield "| variable | files |"
    yield "|---|---|"
    yield from (f"| `{name}` | {', '.join(sorted(found[name]))} |" for name in sorted(found))


def _named(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """Constants that a statement gives, each with its value: ``MOST = 3`` and ``MOST, FEW = 3, 1``."""
    if isinstance(node, ast.Assign):
        target, value = node.targets[0], node.value
    elif isinstance(node, ast.AnnAssign) and node.value:
        target, value = node.target, node.value
    else:
        return
    pairs = [(target, value)]
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = [*zip(target.elts, value.elts, strict=True)]
    for name, of in pairs:
        if isinstance(name, ast.Name) and name.id.isupper() and not name.id.startswith("_"):
            yield name.id, of


def _is_number(node: ast.expr) -> bool:
    """A number, a span of time, a sum of such, or some of them in a row."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    if isinstance(node, ast.Tuple):
        return bool(node.elts) and all(_is_number(one) for one in node.elts)
    made = isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1]
    return made in ("timedelta", "time", "range")


def _comment(module: Module, node: ast.stmt) -> str:
    """What stands beside it or, in lines of its own, above it."""
    _code, mark, beside = module.lines[(node.end_lineno or node.lineno) - 1].partition("  # ")
    if mark:
        return _cell(beside)
    above: list[str] = []
    for line in reversed(module.lines[: node.lineno - 1]):
        if not line.startswith("# "):
            break
        above.insert(0, line[2:])
    return _cell(" ".join(above))


def _cell(text: str) -> str:
    return text.partition(" # ")[0].replace("|", "\\|").strip()


def _emails(code: list[Module]) -> Iterator[str]:
    senders = [m for m in code if "Notice(" in m.text and m.app != "emails"]
    yield "## Emails\n"
    yield "| kind | words | facts | named by what sends emails in |"
    yield "|---|---|---|---|"
    for manifest in manifests():
        for kind, email in sorted(manifest.emails.items()):
            facts = inspect.unwrap(email.build)
            place = facts.__module__.removeprefix("pactwork.").replace(".", "/") + ".py"
            words = sorted(SOURCE.rglob(f"emails/{kind}.txt"))
            by = [f"`{module.place}`" for module in senders if kind in module.texts()]
            cells = (kind, f"`{words[0].relative_to(SOURCE).as_posix()}`" if words else "")
            yield f"| {' | '.join(cells)} | `{place}`: `{facts.__name__}` | {', '.join(by)} |"


def _acts(code: list[Module]) -> Iterator[str]:
    yield "## Acts, as the history calls them\n"
    yield "How each reads in a contract's history is in the app's `timeline.py`.\n"
    yield "| act | file |"
    yield "|---|---|"
    found: dict[str, set[str]] = defaultdict(set)
    for module in code:
        for function in module.functions():
            for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
                if ast.unparse(call.func).split(".")[-1] in ENTERS:
                    for act in (a.value for a in call.args if isinstance(a, ast.Constant)):
                        found[str(act)].add(f"`{module.place}`: `{function.name}`")
    for act, places in sorted(found.items()):
        yield f"| {act} | {'; '.join(sorted(places))} |"
