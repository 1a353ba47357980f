"""Small changes to the code inside functions, and how a running process is given one of them."""

import ast
import builtins
import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

SOURCE = Path(__file__).parents[1] / "src" / "pactwork"
SWAPS: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
Site = tuple[
    ast.AST, str, int | None, ast.stmt
]  # parent, its field, which of a list, in which statement


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in its place, always in the same order."""
    match node:
        case ast.Compare(left, [op], comparators) if type(op) in SWAPS:
            yield ast.Compare(left, [SWAPS[type(op)]()], comparators)
        case ast.BinOp(left, op, right) if type(op) in SWAPS:
            yield ast.BinOp(left, SWAPS[type(op)](), right)
        case ast.BoolOp(op, values):
            for out in range(len(values)):
                kept = [value for n, value in enumerate(values) if n != out]
                yield kept[0] if len(kept) == 1 else ast.BoolOp(op, kept)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.IfExp(_, body, orelse):
            yield from (body, orelse)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(str(value)):
            yield ast.Constant(f"XX{value}")
        case ast.Return(value) if value and not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Call()) | ast.AugAssign() | ast.Raise():
            yield ast.Pass()


def sites(node: ast.AST, within: ast.stmt | None = None) -> Iterator[Site]:
    """Where inside functions something could be changed: no docstrings, decorators or types."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "args"} and within is None:
            continue
        if name in {"annotation", "returns"}:
            continue
        several = isinstance(value, list)
        for n, child in enumerate(value if several else [value]):
            if not isinstance(child, ast.AST) or _is_docstring(child):
                continue
            inside = within
            if isinstance(child, ast.stmt) and (within or isinstance(node, ast.FunctionDef)):
                inside = child
            if inside and any(variants(child)):
                yield node, name, n if several else None, inside
            yield from sites(child, inside)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@dataclass
class Mutant:
    place: str
    path: Path
    site: int
    variant: int
    line: int = 0
    was: str = ""
    now: str = ""
    fate: str = "not reached"
    tests: list[str] = field(default_factory=list)
    ran: int = 0

    def tree(self) -> ast.Module:
        """The module with this change, and no other."""
        tree = ast.parse(self.path.read_text())
        parent, name, n, _ = list(sites(tree))[self.site]
        there = getattr(parent, name) if n is None else getattr(parent, name)[n]
        new = ast.copy_location(list(variants(there))[self.variant], there)
        self.line, self.was, self.now = there.lineno, ast.unparse(there), ast.unparse(new)
        if n is None:
            setattr(parent, name, new)
        else:
            getattr(parent, name)[n] = new
        return ast.fix_missing_locations(tree)

    @property
    def row(self) -> str:
        where = f"{self.path.relative_to(SOURCE)}:{self.line}"
        return f"{where}  `{self.was[:90]}`  ->  `{self.now[:90]}`  ({self.ran} tests)"


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield from _codes(const)


@cache
def _functions(path: str) -> list[FunctionType]:
    gc.unfreeze()  # what is frozen is not listed
    return [
        f for f in gc.get_objects() if type(f) is FunctionType and f.__code__.co_filename == path
    ]


def install(path: Path, tree: ast.Module) -> None:
    """Let every function of this file run the code of this tree from now on."""
    new = defaultdict(list)
    for code in _codes(compile(tree, str(path), "exec")):
        new[code.co_qualname, code.co_firstlineno].append(code)
    for function in _functions(str(path)):
        match new.get((function.__code__.co_qualname, function.__code__.co_firstlineno)):
            case [one] if one.co_freevars == function.__code__.co_freevars:
                function.__code__ = one


def install_notes(mutants: Sequence[Mutant], reached: Callable[[int], None]) -> None:
    """Before each statement that has a mutant, a call that says it was reached."""
    setattr(builtins, "__reached__", reached)  # noqa: B010 - no name that a checker knows
    for path in {mutant.path for mutant in mutants}:
        tree = ast.parse(path.read_text())
        found, notes = list(sites(tree)), defaultdict(list)
        for number, mutant in enumerate(mutants):
            if mutant.path == path:
                notes[id(found[mutant.site][3])].append(number)
        for node in [*ast.walk(tree)]:
            for name, value in ast.iter_fields(node):
                if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                    setattr(node, name, [new for old in value for new in _noted(old, notes)])
        install(path, ast.fix_missing_locations(tree))


def _noted(statement: ast.stmt, notes: dict[int, list[int]]) -> list[ast.stmt]:
    calls = [ast.parse(f"__reached__({number})").body[0] for number in notes.get(id(statement), ())]
    for call in calls:
        for node in ast.walk(call):
            ast.copy_location(node, statement)
    return [*calls, statement]
