"""A plan of weeks is drawn: weeks alike in one row, kinds of hours that are none left out, sums below."""

from typing import Any

from pactwork.contracts.rules.kinds import Context
from pactwork.documents.pages.planned import planned_of
from pactwork.modules.rules.calendar import Week
from pactwork.modules.rules.specification import Hours
from tests.contracts.test_review import look, put
from tests.one_line import one_line
from tests.stories import World

KINDS = tuple(Hours(key=key, title=key.title(), hours=10) for key in ("read", "try", "show"))


def weeks_of(world: World) -> tuple[Week, ...]:
    return world.dossier().context.weeks[:5]


def test_weeks_alike_are_one_row_and_the_sums_are_right(world: World) -> None:
    weeks = weeks_of(world)
    said = [{"read": 2, "doing": ""}] * 2 + [{"read": 2.5, "show": 1, "doing": "Leave. "}]
    value = {"weeks": {str(w.number): row for w, row in zip(weeks, said, strict=False)}}
    found = planned_of(value, Context(hours=KINDS, weeks=weeks))
    assert found
    assert found.kinds == ("Read", "Show")
    first, third = weeks[0].number, weeks[2].number
    rows = [(row.label, row.week.hours, row.week.doing) for row in found.rows]
    assert rows == [
        (f"{first} to {weeks[1].number}, each", (2, 0), ""),
        (str(third), (2.5, 1), "Leave."),
        (f"{weeks[3].number} to {weeks[4].number}, each", (0, 0), ""),
    ]
    assert (found.sums, found.total, found.most, found.words) == ([6.5, 1], 7.5, 3.5, 1)


def test_without_hours_there_is_nothing_to_draw(world: World) -> None:
    context = Context(hours=KINDS, weeks=weeks_of(world))
    empty: list[dict[str, Any]] = [{}, {"weeks": {}}]
    for value in [*empty, {"weeks": {"1": {"read": "x", "doing": "Leave."}}}]:
        assert planned_of(value, context) is None
    assert planned_of({}, Context()) is None


def test_a_reader_sees_the_table_and_a_comparison_the_lines(world: World) -> None:
    put(world)
    page = one_line(look(world))
    assert 'class="weeks-drawn"' in page
    assert '<ul class="promise-list">' in page
    world.share(stops={"inside": "Only what I hear."})
    assert 'class="weeks-drawn"' not in look(world, against="1")
