"""What is agreed, on paper, for each reader and any date; and the history in words."""

import ast
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import pactwork
from pactwork.contracts import actions
from pactwork.contracts.models import Agreement
from pactwork.contracts.rows import ALTERED
from pactwork.contracts.rules.answers import PointSaid
from pactwork.documents.pages.agreed import in_force
from pactwork.ground.canonical import fingerprint
from pactwork.ground.installed import acts, manifests
from pactwork.history.models import Entry
from tests.conftest import Clock
from tests.contracts.plans import asked, reader, text_of
from tests.stories import World

SOURCE = Path(pactwork.__file__).parent


def paper(world: World, who: str, on: str = "") -> Any:
    address = f"/contracts/{world.contract().ref}/agreement/"
    return world.client(who).get(address, {"on": on} if on else {})


def history(world: World, who: str) -> str:
    response = world.client(who).get(f"/contracts/{world.contract().ref}/history/")
    assert response.status_code == 200
    return text_of(response)


def test_the_agreement_with_its_yeses_and_fingerprint(world: World) -> None:
    world.agreed()
    digest = Agreement.objects.get().draft.digest
    page = text_of(paper(world, "nadine"))
    assert "Handling complaints well, starting with my own calls" in page
    assert "Agreed Monday 5 October 2026" in page
    assert fingerprint(digest) in page
    assert digest in page
    for words in (
        "Carol Benning Workplace 5 October 2026, 10:00, by link",
        "Dr Helen Marsh University 5 October 2026, 10:00, signed in",
        "Nadine Brooks Student researcher 5 October 2026, 10:00, shared this text",
        "Two tutorials of half an hour with a learning facilitator",
        "I will not rewrite the complaints policy.",
    ):
        assert words in page


def test_before_the_first_nothing_was_in_force(world: World, clock: Any) -> None:
    world.agreed()
    before = text_of(paper(world, "nadine", "2026-10-04"))
    assert "Nothing was in force on Sunday 4 October 2026" in before
    assert "The first agreement was made on Monday 5 October 2026." in before
    assert "Tenants ring me" not in before


def test_nothing_agreed_yet(world: World) -> None:
    world.share()
    assert "Nothing is agreed yet. Still to say yes to draft 1" in text_of(paper(world, "nadine"))


def test_a_date_that_is_none_is_refused_and_today_is_shown(world: World) -> None:
    world.agreed()
    response = paper(world, "nadine", "last week")
    assert response.status_code == 422
    assert "“last week” is not one." in text_of(response)
    assert "Agreed Monday" in text_of(response)


def test_the_text_in_force_on_any_date_is_a_lookup(world: World, clock: Any) -> None:
    world.agreed()
    clock.forward(days=10)
    world.share(stops={"outside": "I leave every policy alone."})
    world.ask("university")
    assert "rewrite the complaints policy" in text_of(paper(world, "nadine"))
    world.answer("university")
    assert "I leave every policy alone." in text_of(paper(world, "nadine"))
    assert "rewrite the complaints policy" in text_of(paper(world, "nadine", "2026-10-14"))
    days = [date(2026, 10, 5) + timedelta(days=n) for n in range(-1, 12)]
    found = [in_force(world.dossier(), day) for day in days]
    assert [a.draft.number if a else 0 for a in found] == [0, *[1] * 10, 2, 2]


def test_the_day_is_the_institutions_own(world: World, clock: Any) -> None:
    clock.forward(hours=14, minutes=30)  # 23:30 in UTC is half past midnight in London
    world.agreed()
    assert in_force(world.dossier(), date(2026, 10, 5)) is None
    assert in_force(world.dossier(), date(2026, 10, 6))


def test_the_advocate_has_a_copy_of_what_concerns_her(world: World) -> None:
    world.share(triage={"sensitive": "yes", "letters": "PRIVATE-LETTERS"})
    world.ask("workplace")
    carol = reader(world)
    carol.answer("yes")
    assert carol.client.get(f"{carol.page}agreement/").status_code == 404
    world.ask("ethics")
    world.answer("ethics")
    world.ask("university")
    world.answer("university", "yes_conditions")
    assert "Read what is agreed" in text_of(carol.open())
    page = text_of(carol.client.get(f"{carol.page}agreement/"))
    assert "Listen back to twelve" in page
    assert "Carol Benning Workplace" in page
    assert "Learning plan" in page
    for private in ("PRIVATE", "Kapoor", "Handling complaints", "rewrite", "pick the calls"):
        assert private not in page


def test_peers_see_key_elements_and_no_reasons(world: World) -> None:
    world.share(triage={"sensitive": "yes", "letters": "PRIVATE-LETTERS"})
    world.ask("ethics")
    world.answer("ethics")
    actions.waive(
        world.contract(),
        world.seat("workplace").ref,
        by=world.actor("helen"),
        reason="PRIVATE-REASON",
    ) if world.dossier().stands.stage == "asking" else None
    world.ask("university")
    world.answer("university", "yes_suggest")
    peer, own = text_of(paper(world, "priya")), text_of(paper(world, "nadine"))
    assert "PRIVATE-REASON" in own
    assert "PRIVATE-LETTERS" in own
    assert "Say how you will pick the calls." in own
    assert "Workplace: yes waived by Dr Helen Marsh" in peer
    for private in ("PRIVATE", "Kapoor", "Say how you will pick", "Listens to three calls"):
        assert private not in peer


def test_strangers_find_nothing(world: World) -> None:
    world.agreed()
    assert paper(world, "colin").status_code == 404
    assert paper(world, "dan").status_code == 404


def test_suspended_is_said(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(days=1)
    seat = world.seat("university").ref
    actions.withdraw_yes(world.contract(), seat, by=world.actor("helen"), reason="The lab closed.")
    assert "On hold since" in text_of(paper(world, "nadine"))


def test_every_act_in_the_house_can_be_told() -> None:
    named = set()
    for path in SOURCE.rglob("*.py"):
        if "actions" not in path.relative_to(SOURCE).with_suffix("").parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "finish":
                assert isinstance(node.args[0], ast.Constant)
                named.add(node.args[0].value)
    assert named | {ALTERED} == set(acts()).union(
        *(one.untold for one in manifests())
    )  # that one comes before an act of its own


def test_the_history_tells_acts_to_whom_they_concern(world: World) -> None:
    carol = asked(world)
    carol.answer("revise", note="PRIVATE-NOTE")
    helen = world.actor("helen")
    actions.mark_read(world.contract(), by=helen, draft=1)
    own = history(world, "nadine")
    assert own.index("asked for changes to draft 1 (Workplace)") < own.index("shared draft 1")
    assert "Nadine Brooks asked Carol Benning about draft 1 (Workplace)." in own
    assert "Dr Helen Marsh marked draft 1 as read." in own
    peer = history(world, "priya")
    assert "Carol Benning asked for changes to draft 1 (Workplace)." in peer
    assert "marked draft 1 as read" not in peer
    assert "PRIVATE" not in own + peer


def test_the_set_is_not_told_that_ethics_is_asked(world: World) -> None:
    world.share(triage={"sensitive": "yes", "letters": "A letter."})
    world.ask("ethics")
    world.answer("ethics", "revise", points=(PointSaid("Say who sees it.", "reasoning"),))
    actions.settle_point(
        world.contract(),
        world.dossier().answers[0].points.all()[0].ref,
        by=world.actor("nadine"),
        response="adopted",
    )
    assert "Dr Anil Kapoor asked for changes to draft 1 (Ethics)." in history(world, "nadine")
    told = history(world, "priya")
    acts_told = told[told.index("What happened") :]
    assert "Kapoor" not in acts_told
    assert "adopted a point" not in acts_told


def test_agreement_is_told_and_an_erased_act_leaves_its_place(world: World) -> None:
    world.agreed()
    assert "This brought draft 1 into force." in history(world, "nadine")
    Entry.objects.filter(act="asked").update(payload={})
    assert "Something that has since been erased." in history(world, "nadine")


@pytest.mark.parametrize("answers", [1, 3])
def test_a_page_costs_the_same_however_much_happened(
    world: World, clock: Any, answers: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(answers):
        world.share(stops={"outside": f"Nothing of number {number}."})
        world.ask("university")
        world.answer("university", "revise" if number < answers - 1 else "yes_suggest")
        for point in world.dossier().answers[-1].points.all():
            actions.settle_point(
                world.contract(), point.ref, by=world.actor("nadine"), response="adopted"
            )
        clock.forward(days=1)
    client = world.client("nadine")
    with django_assert_max_num_queries(26):
        client.get(f"/contracts/{world.contract().ref}/history/")
    with django_assert_max_num_queries(26):
        client.get(f"/contracts/{world.contract().ref}/agreement/")
