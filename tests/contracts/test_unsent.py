"""Points beside the words: kept for whoever wrote them, sent with their answer, never silently lost."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.models import Answer, Point, UnsentPoint
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.rules.unsent import MOST, have_changed, parted, with_quote
from pactwork.desk.pages.unsent import unsent_of
from pactwork.documents.pages.redlines import shown
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Entry
from tests.contracts.test_review import NEW_WORDS, decide, look, move, point, put, words
from tests.one_line import one_line
from tests.stories import World

QUOTE = "complaint calls I take myself"
SAID = "Count these for two mornings first."


def write(world: World, by: str = "helen", **said: Any) -> UnsentPoint:
    said = {"draft": 1, "section": "stops", "quote": QUOTE, "text": SAID, **said}
    return actions.write_unsent(world.contract(), by=world.actor(by), **said)


def posts(world: World, by: str = "helen", **said: str) -> HttpResponse:
    said = {"draft": "1", "about": "stops.inside", "quote": QUOTE, "text": SAID, **said}
    return world.client(by).post(reverse("contracts:unsent", args=[world.contract().ref]), said)  # type: ignore[return-value]


def panel(world: World, by: str = "helen") -> str:
    page = words(world.client(by).get(reverse("contracts:queue"), {"open": world.contract().ref}))
    return page.partition('id="peek"')[2]


def carried(one: UnsentPoint, number: int = 0, **said: str) -> dict[str, str]:
    """What the form sends of it."""
    sent = {"text": one.text, "section": one.section, "quote": one.quote, "unsent": one.ref}
    return point(number, **{**sent, **said})


def test_a_point_is_kept_where_one_reads_and_nobody_else_sees_it(world: World) -> None:
    put(world)
    before = Entry.objects.count()
    kept = posts(world)
    one = UnsentPoint.objects.get()
    assert kept["Location"].endswith(f"/review/#unsent-{one.ref}")
    assert (one.section, one.quote, one.text, one.draft.number) == ("stops", QUOTE, SAID, 1)
    for page in (look(world), panel(world)):
        assert f'id="unsent-{one.ref}"' in page
        assert SAID in page
    assert "1 point goes with your request" in panel(world)
    for page in (look(world, "owen"), panel(world, "owen"), look(world, "ruth")):
        assert SAID not in page
    assert Entry.objects.count() == before  # private: the history hears of it when it is sent
    back = posts(world, back="show=ours", text="And who counts?")
    assert f"open={world.contract().ref}#unsent-" in back["Location"]


def test_the_same_twice_is_one(world: World) -> None:
    put(world)
    assert posts(world)["Location"] == posts(world)["Location"]
    assert UnsentPoint.objects.count() == 1


def test_all_are_sent_at_once_with_the_words_they_are_about(world: World) -> None:
    put(world)
    first, second = write(world), write(world, section="signs", quote="", text="Who sees it?")
    form = one_line(look(world).partition('class="decide')[2])
    assert f'name="point-0-unsent" value="{first.ref}"' in form
    assert f'name="point-1-unsent" value="{second.ref}"' in form
    more = carried(second, 1, text="Who will see it?")
    assert decide(world, kind="revise", **carried(first), **more).status_code == 302
    told = list(Point.objects.values_list("section", "text"))
    assert told == [("stops", f"“{QUOTE}”\n{SAID}"), ("signs", "Who will see it?")]
    assert not UnsentPoint.objects.exists()
    page = world.client("nadine").get(reverse("contracts:points", args=[world.contract().ref]))
    assert f"“{QUOTE}”" in words(page)


@pytest.mark.parametrize(
    ("becomes", "kind", "left"),
    [("keep", "yes", 1), ("drop", "yes", 0), ("suggest", "yes_suggest", 0)],
)
def test_accepting_asks_what_becomes_of_them(
    world: World, becomes: str, kind: str, left: int
) -> None:
    put(world)
    one = write(world)
    asked = decide(world, kind="yes", note="Ready.", **carried(one, text="Count them first."))
    assert asked.status_code == 422
    assert "You have written 1 point that you have not sent." in words(asked)
    assert "Ready." in words(asked)
    assert (
        UnsentPoint.objects.get().text == "Count them first."
    )  # what was changed is not lost either
    assert not Answer.objects.exists()
    form = carried(one, text="Count them twice.")
    assert decide(world, kind="yes", unsent=becomes, **form).status_code == 302
    given = Answer.objects.get()
    assert (given.kind, given.points.count()) == (kind, 1 if becomes == "suggest" else 0)
    assert [p.text for p in UnsentPoint.objects.all()] == ["Count them twice."] * left


def test_no_form_is_needed_to_be_asked(world: World) -> None:
    """The action asks, whatever the form sent."""
    put(world)
    write(world)
    seat, by = world.seat("university").ref, world.actor("helen")
    for becomes in ("", "lost"):
        with pytest.raises(Invalid) as no:
            actions.answer(world.contract(), seat, Said("yes", unsent=becomes), by=by, draft=1)
        assert no.value.problems["unsent"].code == "points_unsent"
    points = (PointSaid("Something else.", "stops"),)
    actions.answer(world.contract(), seat, Said("revise", "", points), by=by, draft=1)
    assert UnsentPoint.objects.count() == 1  # it was not among them: it waits on
    assert (
        decide(world, by="owen", kind="yes").status_code == 409
    )  # answered; and not asked of others


def test_words_that_changed_say_so(world: World) -> None:
    put(world)
    write(world)
    write(world, quote="", text="The whole boundary.")
    write(world, section="signs", text="Which sign?", quote="")
    world.share(stops={**NEW_WORDS, "outside": "Everything else."})
    page = look(world)
    assert page.count("You wrote this about draft 1. The section has changed since.") == 1
    assert "These words have changed since" not in page  # the quoted ones are still there
    world.share(stops={**NEW_WORDS, "inside": "Only what I hear."})
    assert "You wrote this about draft 1. These words have changed since." in look(world)
    world.ask("university")
    assert "Text changed" in panel(world)


def test_a_section_that_is_gone_keeps_its_points(world: World) -> None:
    put(world)
    kept, roles = (
        [write(world), write(world, section="signs", quote="")],
        frozenset({"facilitator"}),
    )
    now = [s for s in shown(world.dossier(), roles, 1) if s.section.key != "stops"]
    gone, other = unsent_of(world.dossier(), roles, now, kept)
    assert gone.gone
    assert "Its section is no longer in the contract." in gone.amiss
    assert not other.gone
    assert not other.amiss


def test_changed_and_thrown_away_by_its_writer_alone(world: World) -> None:
    put(world)
    one = write(world)

    def post(by: str, **said: str) -> HttpResponse:
        return move(world, "unsent_one", by, one.ref, **said)

    assert post("helen", text=" ").status_code == 422
    assert post("owen", text="Mine.").status_code == 422
    assert post("owen", do="drop").status_code == 302
    assert post("helen", text="Count them for a week.").status_code == 302
    assert UnsentPoint.objects.get().text == "Count them for a week."
    assert post("helen", do="drop").status_code == 302
    late = post("helen", text="Count them for a month.")
    assert late.status_code == 422
    assert not UnsentPoint.objects.exists()


def test_only_through_its_own_contract(world: World) -> None:
    put(world)
    one = write(world)
    world.share("priya")
    other = reverse("contracts:unsent_one", args=[world.contract("priya").ref, one.ref])
    assert world.client("helen").post(other, {"text": "Elsewhere."}).status_code == 422
    assert world.client("helen").post(other, {"do": "drop"}).status_code == 302
    assert UnsentPoint.objects.get().text == SAID


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": " "}, "Write something for this point"),
        ({"text": "x" * 3_001}, "3,001 characters"),
        ({"quote": "x" * 601}, "601 characters"),
    ],
)
def test_what_will_not_do_stays_with_the_reason_beside_it(
    world: World, said: dict[str, str], sentence: str
) -> None:
    put(world)
    page = posts(world, **said)
    assert page.status_code == 422
    assert sentence in words(page)
    assert (said.get("text") or SAID).strip() in words(page)
    assert not UnsentPoint.objects.exists()


def test_only_of_what_one_reads_and_not_without_end(world: World) -> None:
    put(world)
    for wrong in ({"section": "nowhere"}, {"draft": 9}, {"by": "nadine"}, {"by": "dan"}):
        with pytest.raises(Refused):
            write(world, **wrong)
    for number in range(MOST):
        write(world, text=f"Point {number}.")
    with pytest.raises(Refused) as no:
        write(world, text="One too many.")
    assert no.value.refusal.code == "too_many_rows"


def test_an_undone_answer_gives_them_back(world: World) -> None:
    put(world)
    decide(world, kind="revise", **carried(write(world)))
    given = Answer.objects.get()
    undone = move(world, "undo", "helen", given.ref)
    one = UnsentPoint.objects.get()
    assert (one.quote, one.text, one.section) == (QUOTE, SAID, "stops")
    form = words(world.client("helen").get(undone["Location"])).partition('class="decide')[2]
    assert form.count(one.ref) == 1  # and not once from the answer, once from the point
    with pytest.raises(Refused):
        actions.unsent_again(world.contract(), given.ref, by=world.actor("owen"))


def test_the_form_takes_one_out_and_keeps_what_was_changed(world: World) -> None:
    put(world)
    first, second = write(world), write(world, text="Another.")
    form = {**carried(first, text="Other words."), **carried(second, 1)}
    page = words(decide(world, do="drop-point-1", kind="revise", **form))
    assert "Other words." in page
    assert list(UnsentPoint.objects.values_list("text", flat=True)) == ["Other words."]
    assert decide(world, do="add-point", **carried(first, text="x" * 3_001)).status_code == 200
    assert UnsentPoint.objects.get().text == "Other words."


def test_a_saved_note_is_put_into_a_point_by_its_name(world: World) -> None:
    put(world)
    text = "Which day, which call? Say it to somebody who was not there."
    note = actions.keep_note(by=world.actor("helen"), text=text, name="Which day")
    page = words(posts(world, do="insert", pick="which DAY", text="Good."))
    assert f"Good.\n\n{text}" in page
    assert not UnsentPoint.objects.exists()
    more = one_line(words(decide(world, do="insert-point", kind="revise", pick=note.ref)))
    assert 'name="point-0-text" rows="2"' in more
    assert text in more.partition("point-0-text")[2]


def test_a_quote_and_its_point_part_as_they_came() -> None:
    assert parted(with_quote(QUOTE, SAID)) == (QUOTE, SAID)
    assert parted(with_quote("", SAID)) == ("", SAID)
    assert parted("“Only quoted”") == ("", "“Only quoted”")
    assert have_changed("", "as it was", "as it is")
    assert not have_changed("as it", "as it  was", "as it is")
    assert have_changed("it was", "as it was", "as it is")
    assert not have_changed("elsewhere", "as it was", "as  it was")
