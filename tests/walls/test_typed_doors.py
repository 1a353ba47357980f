"""Every field of a form that holds somebody's words passes the door, where what nobody sees is taken out."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pactwork.contracts.actions.recording import record_yes
from pactwork.contracts.typed import Told
from tests.access.fields import wordy_fields
from tests.contracts.plans import asked, reader
from tests.stories import CAROL, World
from tests.walls.test_house import SOURCE, files, name_of

# Fields in which nobody writes: choices, numbers, refs, seals, and addresses of pages.
NO_WORDS = {
    *("add-row", "at", "back", "draft", "draft_form", "drop-row", "next", "version", "key"),
    *("ask_again", "copy", "do", "in_place_of", "kind", "minutes", "pick", "response", "then"),
    *("right_for", "wording_only", "about", "adopt", "column", "days", "helpful", "kinds", "on"),
    *("move", "peer", "quiet_from", "quiet_until", "quotes", "rhythm", "role", "run", "seal"),
    *("stands", "sure", "tell", "theme", "to", "topic", "whole", "code", "dispute_code"),
    *("object_code", "printed", "ticket", "KEPT_AS", "place"),
}
# Who reads whole forms, or names that are worked out; each with how its words pass the door.
READERS = {
    "ground/typed.py": "the door itself",
    "contracts/rules/kinds/base.py": "`first` cleans; choices are compared with those on offer",
    "workspace/forms/sections.py": "hands the form to the kinds of section",
    "links/visits.py": "words of a form that was lost are shown again, and not kept",
    "web/middleware.py": "a note that was refused is shown again, and not kept",
    "web/trouble.py": "shown again, and not kept",
    "web/unsent.py": "sent again to the same form",
    "modules/editing/fields.py": "`posted` cleans what belongs to the page",
    "modules/forms.py": "headings of a file, compared with those in it",
    "demo/views.py": "a demo keeps nothing of it",
}
READS = {"get", "getlist", "items", "lists", "values", "dict", "pop"}


def is_form(node: ast.expr) -> bool:
    said = ast.unparse(node)
    return said.endswith(".POST") or said in ("post", "form", "data", "posted")


def reads(tree: ast.AST) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """Each value that is taken from a form, with the field's name where one is said."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and is_form(node.value):
            yield node, node.slice
        func = getattr(node, "func", None)
        if isinstance(node, ast.Call) and isinstance(func, ast.Attribute):
            yield from _asked(node, func)


def _asked(node: ast.Call, func: ast.Attribute) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    if func.attr in READS and is_form(func.value):
        yield node, node.args[0] if node.args else None


def is_harmless(tree: ast.AST, node: ast.expr, name: ast.expr | None) -> bool:
    if getattr(name, "value", getattr(name, "id", None)) in NO_WORDS:
        return True
    numbers = ("typed_number", "number_in", "number")  # nothing but digits comes out of these
    return any(
        (isinstance(one, ast.Call) and ast.unparse(one.func) in numbers and node in ast.walk(one))
        or (isinstance(one, ast.Compare) and one.left is node)  # asked, and not kept
        for one in ast.walk(tree)
    )


def past_the_door(tree: ast.AST) -> list[str]:
    return [ast.unparse(n) for n, name in reads(tree) if not is_harmless(tree, n, name)]


def faces_people(path: Path) -> bool:
    """Where forms are read: every other room is given values."""
    name = name_of(path)
    return "request" in path.read_text() or "QueryDict" in path.read_text() or name in READERS


@pytest.mark.asvs("V1.1.1", "V1.3.3")
def test_no_field_is_read_past_the_door() -> None:
    """A new field: read it by ``typed_in`` or ``markdown_in``, or say here that nobody writes in it."""
    found = {
        name_of(path): past
        for path in files(SOURCE)
        if faces_people(path) and name_of(path) not in READERS
        if (past := past_the_door(ast.parse(path.read_text())))
    }
    assert found == {}


def test_every_reader_on_the_list_is_there() -> None:
    assert all((SOURCE / name).is_file() for name in READERS)


@pytest.mark.parametrize(
    ("code", "past"),
    [
        ("why = request.POST['reason']", True),
        ("why = request.POST.get('reason', '')", True),
        ("why = post.get(f'why-{ref}', '')", True),
        ("said = {n: request.POST.get(n, '') for n in names}", True),
        ("said = dict(request.POST.items())", True),
        ("why = typed_in(request.POST, 'reason')", False),
        ("draft = request.POST.get('draft', '')", False),
        ("if 'reason' in request.POST: pass", False),
        ("if request.POST.get('sure') == 'yes': pass", False),
        ("grade = typed_number(post.get('grade', ''))", False),
    ],
)
def test_the_wall_sees_a_field_that_is_read_past_the_door(code: str, past: bool) -> None:
    assert bool(past_the_door(ast.parse(code))) is past


ODD = "We lost\u00a0a \u200bcol\u00adleague \u202emoc.live \uf0b7 x"
SEEN = "We lost a colleague moc.live • x"


def kept() -> set[str]:
    """Every place in the database that holds a mark which the door takes out."""
    return {
        place
        for place, model, field in wordy_fields()
        for value in model._base_manager.values_list(field, flat=True)
        if any(mark in str(value) for mark in ("\u00a0a", "\u200bcol", "\u202emoc", "\uf0b7 x"))
    }


def test_what_a_workplace_gives_as_its_reason_passes_the_door(world: World) -> None:
    """A yes that is taken back."""
    carol = asked(world)
    page = carol.answer("yes")
    sent = carol.form(page, "withdrawal") | {"reason": ODD, "code": carol.code}
    assert carol.client.post(f"{carol.page}withdrawal/", sent, follow=True).status_code == 200
    (given,) = world.dossier().answers
    assert given.withdrawn_why == SEEN
    assert kept() == set()


def test_what_disputes_a_yes_that_was_written_down_passes_the_door(world: World) -> None:
    world.share()
    told = Told("meeting", date(2026, 10, 5), **CAROL, reason="We met on Monday.")
    seat = world.seat("workplace").ref
    record_yes(world.contract(), seat, told, by=world.actor("nadine"), draft=1)
    carol = reader(world)
    sent = carol.form(carol.open(), "dispute") | {"dispute_reason": ODD, "dispute_code": carol.code}
    assert carol.client.post(f"{carol.page}dispute/", sent, follow=True).status_code == 200
    (given,) = world.dossier().answers
    assert given.recording.disputed_why == SEEN
    assert kept() == set()
