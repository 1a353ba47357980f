"""The note that says where every sentence about the state of a contract comes from, read off the imports."""

import ast
import inspect
from collections import defaultdict
from pathlib import Path

import pactwork
from pactwork.contracts import own_states, seat_states, states, vocabulary

SOURCE = Path(pactwork.__file__).parent
HOMES = {
    "pactwork.contracts.states": states,
    "pactwork.contracts.seat_states": seat_states,
    "pactwork.contracts.own_states": own_states,
    "pactwork.contracts.vocabulary": vocabulary,
}
# Pages by link and the rest of the paper have their words from one of these, through a page model.
RULE = "pactwork/contracts/rules/state.py"


def _askers() -> dict[str, list[str]]:
    """Each sentence-maker with the files that ask it."""
    found = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module in HOMES:
                for name in node.names:
                    found[name.name].append(str(path.relative_to(SOURCE.parent)))
    return found


def states_page() -> str:
    asked, rows = _askers(), []
    for module in HOMES.values():
        for name, made in inspect.getmembers(module, inspect.isfunction):
            if made.__module__ != module.__name__ or name.startswith("_"):
                continue
            says = (inspect.getdoc(made) or "").split("\n")[0]
            by = ", ".join(f"`{path}`" for path in asked.get(name, [])) or "the other sentences"
            rows.append(f"| `{name}` | {says} | {by} |")
    named = [f"| `{key}` | {word} |" for key, (_mark, word) in vocabulary.stage_words().items()]
    return "\n".join(
        [
            "# Where sentences about a state come from\n",
            "No page, mail or paper decides by itself whether something is agreed, in force, on hold or "
            f"over. The rule is `{RULE}`, the sentences are in `contracts/states.py`, those about "
            "one seat in `contracts/seat_states.py`, about one's own answer in "
            "`contracts/own_states.py`, the names in `contracts/vocabulary.py`. "
            "`tests/contracts/states_table.py` lists, by hand, what each party reads in every stage; "
            "`tests/contracts/test_states.py` plays the stages and reads the pages, mails and papers, "
            "and lets no other file say such a sentence.\n",
            "| sentence | what it says | who asks for it |\n| --- | --- | --- |",
            *rows,
            "\nStages, by the one name that every page, mail and paper uses:\n",
            "| in the code | on screen |\n| --- | --- |",
            *named,
            "",
        ]
    )
