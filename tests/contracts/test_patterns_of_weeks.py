"""Hours by a pattern: the same in each week, so many in all, evenings and days; without a script."""

from typing import Any

import pytest
from django.urls import reverse

from pactwork.contracts.rules.kinds.weeks import totals
from pactwork.contracts.rules.spreading import Pattern, filled
from pactwork.workspace.forms.presets import with_preset
from tests.contracts.plans import text_of
from tests.stories import World


@pytest.fixture
def context(world: World) -> Any:
    return world.dossier().context


def of(value: dict[str, Any], kind: str) -> list[Any]:
    return [value["weeks"].get(n, {}).get(kind) for n in sorted(value["weeks"], key=int)]


def test_the_same_in_each_week_and_so_many_in_all(context: Any) -> None:
    kind = context.hours[0].key
    each = filled({}, context, Pattern(kind, 2.5, [2, 3, 4]))
    assert of(each, kind) == [2.5, 2.5, 2.5]
    spread = filled({}, context, Pattern(kind, 7.5, [1, 2], in_all=True))
    assert of(spread, kind) == [4, 3.5]
    assert totals(spread, context)[kind] == 7.5
    many = filled({}, context, Pattern(kind, 100, [w.number for w in context.weeks], in_all=True))
    assert totals(many, context)[kind] == 100


def test_what_was_there_stays(context: Any) -> None:
    kind, other = context.hours[0].key, context.hours[1].key
    before = {"weeks": {"1": {"doing": "Rest", kind: 9, other: 4}}, "why": "So."}
    after = filled(before, context, Pattern(kind, 2, [1]))
    assert after == {"weeks": {"1": {"doing": "Rest", kind: 2, other: 4}}, "why": "So."}
    assert filled(before, context, Pattern("nothing", 2, [1])) == before
    assert filled(before, context, Pattern(kind, 2, [99])) == before


@pytest.mark.parametrize(
    ("how", "given", "code"),
    [
        ("each", "", "hours_missing"),
        ("each", "many", "not_hours"),
        ("each", "169", "not_hours"),
        ("total", "5001", "not_hours"),
        ("evening", "", ""),
        ("none", "x", ""),
        ("total", "169", ""),
    ],
)
def test_hours_that_are_none_are_refused_beside_their_field(
    context: Any, how: str, given: str, code: str
) -> None:
    form = {"preset-how": how, "preset-hours": given, "preset-from": "1", "preset-to": "2"}
    form["preset-kind"] = context.hours[0].key
    value, wrong = with_preset({}, form, context)
    assert {name: one.code for name, one in wrong.items()} == (
        {"preset-hours": code} if code else {}
    )
    assert bool(value) is not bool(code)


def test_a_student_fills_weeks_on_the_page(world: World) -> None:
    contract, nadine = world.contract(), world.client("nadine")
    page = reverse("contracts:step", args=[contract.ref, "weeks"])
    assert "Fill several weeks at once" in text_of(nadine.get(page))
    kind = world.dossier().context.hours[0].key
    sent = {"version": "0", "then": "preset", "preset-how": "evenings", "preset-kind": kind}
    sent |= {"preset-from": "3", "preset-to": "2", "preset-hours": ""}
    assert nadine.post(page, sent).status_code == 302
    weeks = world.dossier().working["weeks"]["weeks"]
    assert [weeks[n][kind] for n in ("1", "2", "3", "4")] == ["", 4, 4, ""]
    refused = nadine.post(page, {**sent, "version": "1", "preset-how": "each"})
    assert refused.status_code == 422
    assert "Enter the hours, like 6 or 2.5." in text_of(refused)
