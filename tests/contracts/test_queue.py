"""The team's queue: who is in it for whom, in what order, and always the same number of queries."""

import re
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.contracts.access import Desk
from pactwork.contracts.actions import (
    ask,
    hand_over,
    mark_read,
    save_text,
    settle_point,
    share_draft,
)
from pactwork.contracts.models import Point
from pactwork.contracts.queries.staff import staff_for
from pactwork.contracts.rules.answers import PointSaid
from pactwork.desk.pages.queue import Asked, Queue, asked, queue_of
from pactwork.desk.pages.queue_shown import chips, lines, near
from pactwork.desk.views.staff_desk import Review
from pactwork.documents.pages.redlines import excerpt
from pactwork.ground import clock as ground_clock
from pactwork.modules.actions import Place, enrol
from pactwork.people.actions import enter_person
from tests.conftest import Clock
from tests.stories import CAROL, World

RAISED = {"triage": {"own-staff": "yes"}}


def queue(world: World, name: str = "helen", **wanted: Any) -> Queue:
    today = ground_clock.today(world.institution.time_zone)
    return queue_of(staff_for(world.actor(name)), Asked(**wanted), today)


def names(found: Queue) -> list[str]:
    return [row.name.split()[0] for row in found.rows]


def page(world: World, name: str = "helen", query: str = "") -> str:
    response = world.client(name).get(reverse("contracts:queue") + query)
    assert response.status_code == 200
    return str(response.content.decode())


def asked_of(world: World, *people: str) -> None:
    for name in people:
        world.share(name)
        world.ask("university", name)


def test_the_one_who_waits_longest_comes_first(world: World, clock: Clock) -> None:
    for name in ("priya", "nadine", "samir"):
        asked_of(world, name)
        clock.forward(days=1)
    found = queue(world)
    assert names(found) == ["Priya", "Nadine", "Samir"]
    assert found.show == "ours"
    assert [row.days for row in found.rows] == [3, 2, 1]
    assert "Three students are waiting for us" in page(world)


def test_late_is_what_is_past_the_promised_day(world: World, clock: Clock) -> None:
    asked_of(world, "nadine")
    row = queue(world).rows[0]
    assert row.promised is not None
    assert row.late == ""
    days = (row.promised - ground_clock.today("Europe/London")).days
    clock.forward(days=days - 1)
    assert queue(world).rows[0].late == "soon"
    clock.forward(days=2)
    found = queue(world)
    assert found.rows[0].late == "late"
    assert found.counts["late"] == 1


def test_a_row_says_first_read_or_what_changed_since_the_teams_answer(
    world: World, clock: Clock
) -> None:
    asked_of(world, "nadine")
    row = queue(world).rows[0]
    assert (row.need, row.need_sub) == ("First read", "Draft 1")
    assert (row.done, row.all) == (14, 14)
    world.answer("university", "revise", by="owen")
    clock.forward(days=1)
    point = Point.objects.get()
    settle_point(world.contract(), point.ref, by=world.actor("nadine"), response="adopted")
    world.share(stops={"inside": "Only the complaint calls I take myself."})
    world.ask("university")
    row = queue(world).rows[0]
    assert (row.need, row.need_sub) == ("Redraft", "Changed: Where it stops")


def test_every_filter_counts_its_own(world: World, clock: Clock) -> None:
    asked_of(world, "nadine", "priya")
    world.ask("workplace", "priya")
    world.answer("university", "revise", name="nadine")
    world.agreed("samir")
    clock.forward(days=8)
    hand_over(
        world.contract("priya"),
        world.seat("university", "priya").ref,
        by=world.actor("helen"),
        to=world.people["owen"],
        note="You know her team.",
    )
    found = queue(world, "owen")
    counts = found.counts
    assert {key: counts[key] for key in ("ours", "handed", "quiet", "revision", "agreed")} == {
        "ours": 1,
        "handed": 1,
        "quiet": 1,
        "revision": 1,
        "agreed": 1,
    }
    assert counts["all"] == 6
    assert counts["idle"] == 3
    assert queue(world, "helen").counts["handed"] == 0
    assert names(queue(world, "owen", show="quiet")) == ["Priya"]
    assert names(queue(world, show="agreed")) == ["Samir"]
    assert sum(found.stages.values()) == 6


def test_conditions_come_back_to_those_who_set_them(world: World, clock: Clock) -> None:
    asked_of(world, "nadine")
    today = ground_clock.today("Europe/London")
    point = PointSaid("Show me the letter.", "reasoning", due_on=today + timedelta(days=20))
    world.answer("university", "yes_conditions", points=(point,))
    assert queue(world).counts["conditions"] == 0
    clock.forward(days=14)
    assert names(queue(world, show="conditions")) == ["Nadine"]
    assert queue(world, "anil").counts["conditions"] == 0


def test_an_advocate_who_looks_like_the_student_is_shown(world: World) -> None:
    world.share()
    rita = CAROL | {"name": "Rita Brooks"}
    seat = world.seat("workplace").ref
    ask(world.contract(), seat, by=world.actor("nadine"), draft=1, **rita)
    found = queue(world, "grace")
    assert found.show == "ours"
    assert names(found) == ["Nadine"]
    assert found.rows[0].need == "Confirm the workplace advocate"
    text = page(world, "grace")
    assert "The student and this person have the same family name." in text
    vouch = reverse("contracts:vouch", args=[world.contract().ref, seat])
    done = world.client("grace").post(vouch, {"back": "show=advocates", "how": "I rang them up."})
    assert done["Location"].startswith(reverse("contracts:queue") + "?show=advocates")
    assert queue(world, "grace").counts["advocates"] == 0


def test_narrowed_by_set_and_by_name(world: World) -> None:
    asked_of(world, "nadine", "colin")
    found = queue(world)
    one = next(option for option in found.sets if option.name == "Set 2")
    assert names(queue(world, set=one.ref)) == ["Colin"]
    assert names(queue(world, q="brook")) == ["Nadine"]
    assert names(queue(world, q="nobody at all")) == []
    assert queue(world, run="not-a-run").counts["all"] == 0


def test_an_address_that_makes_no_sense_is_no_trouble(world: World) -> None:
    wanted = asked({"show": "evil", "page": "-3", "q": "x" * 500, "open": "'"})
    assert (wanted.show, wanted.page, len(wanted.q)) == ("", 1, 100)
    assert "Nobody is waiting for us" in page(world, query="?show=evil&page=%C2%B2&open=zzz&done=x")


def test_those_who_answer_for_nothing_have_no_queue(world: World) -> None:
    asked_of(world, "nadine")
    for name in ("dan", "lena", "nadine", "tomasz", "moira"):
        assert world.client(name).get(reverse("contracts:queue")).status_code == 404
        review = reverse("contracts:review", args=[world.contract().ref])
        assert world.client(name).get(review).status_code == 404


def test_an_ethics_reviewer_sees_only_who_was_put_before_them(world: World) -> None:
    asked_of(world, "priya")
    world.share(**RAISED)
    world.ask("ethics")
    found = queue(world, "anil")
    assert names(found) == ["Nadine"]
    assert found.counts["all"] == 1
    assert set(found.chips) == {
        "ours", "handed", "colleague", "conditions", "revision", "agreed", "all",
    }  # fmt: skip
    assert found.rows[0].all == 2  # the sections that were raised, and no more
    text = page(world, "anil")
    assert "Tenants ring on a bad day" in text
    assert "How can I open a complaint call" not in text
    assert "Handling complaints well" not in text


def test_a_placement_officer_sees_the_workplaces_part(world: World) -> None:
    world.share()
    world.ask("workplace")
    text = page(world, "grace", "?show=all")
    assert "Listen back to twelve of my own complaint calls." in text
    assert "Tenants ring on a bad day" not in text
    assert "Accept" not in text


def test_a_placement_officer_is_not_told_that_ethics_is_asked(world: World) -> None:
    world.share(**RAISED)
    world.ask("ethics")
    row = next(r for r in queue(world, "grace", show="all").rows if r.ref == world.contract().ref)
    assert "thics" not in row.need + row.need_sub


def test_the_peek_shows_what_changed_since_this_person_looked(world: World) -> None:
    asked_of(world, "nadine")
    mark_read(world.contract(), by=world.actor("helen"), draft=1)
    world.share(stops={"inside": "The complaint calls I take myself, in March."})
    world.ask("university")
    text = page(world)
    assert "Draft 2. You last read draft 1." in text
    assert "One section changed" in text or "1 section changed" in text
    assert "<del>" in text
    assert "to read." in page(world, "owen")


def test_nothing_that_is_not_shared_is_seen(world: World) -> None:
    world.write("jane", bothers={"bothers": "Kept to myself for now."})
    text = page(world, query=f"?show=all&open={world.contract('jane').ref}")
    assert "Nothing to read yet" in text
    assert "Kept to myself" not in text
    assert "Handling complaints well" not in text


def test_without_scripts_no_button_is_pressed_beforehand(world: World) -> None:
    asked_of(world, "nadine")
    text = page(world)
    assert " checked" not in text.partition("data-answer")[2].partition("</form>")[0]
    assert 'data-choose="accept"' in text


def test_an_excerpt_keeps_the_words_around_a_change() -> None:
    long = "word " * 60
    runs = excerpt([("=", long), ("-", "old"), ("+", "new"), ("=", long)])
    assert runs[0][1].startswith("…")
    assert runs[3][1].endswith("…")
    assert len(runs[0][1]) < 100
    assert runs[1:3] == (("-", "old"), ("+", "new"))


def many(world: World, count: int) -> None:
    """So many student researchers more, who have begun; every fourth has shared a draft."""
    code = world.run.specification["variants"][0]["code"]
    for number in range(count):
        key = f"more{number}"
        person = enter_person(
            world.institution, key=key, name=f"More Person{number}", email=f"{key}@example.org"
        )
        world.people[key] = person
        world.enrolments[key] = enrol(world.run, person, Place(code, learning_set="Set 3"))
        contract, by = world.contract(key), world.actor(key)
        if number % 4:
            continue
        save_text(contract, "question", {"title": f"Title {number}"}, version=0, by=by)
        share_draft(contract, by=by)


def queries(world: World) -> tuple[int, int, int]:
    helen, today = world.actor("helen"), ground_clock.today("Europe/London")
    queue_of(staff_for(helen), Asked(show="all"), today)  # each draft's words are read once
    helen = world.actor("helen")
    with CaptureQueriesContext(connection) as listed:
        found = queue_of(staff_for(helen), Asked(show="all"), today)
    client, address = world.client("helen"), reverse("contracts:queue")
    address += f"?show=all&open={world.contract().ref}"
    with CaptureQueriesContext(connection) as whole:
        assert client.get(address).status_code == 200
    return sum(bool(row.ref) for row in found.rows), len(listed), len(whole)


def test_the_same_number_of_queries_for_one_row_three_and_forty_seven(world: World) -> None:
    asked_of(world, "nadine")
    world.ask("workplace")
    first = queries(world)
    asked_of(world, "priya", "samir")
    third = queries(world)
    many(world, 44)
    last = queries(world)
    assert (first[0], third[0], last[0]) == (1, 3, 47)
    assert {first[1], third[1], last[1]} == {5}  # the list by itself
    assert first[2] == third[2] == last[2] == 13  # with the frame and the contract beside it


def test_a_first_read_has_every_section_open_and_says_how_long_it_takes(world: World) -> None:
    asked_of(world, "nadine")
    desk = Desk(world.actor("helen"), world.dossier(), frozenset({"facilitator"}))
    review, text = Review(desk), page(world)
    minutes = "minute" if review.minutes == 1 else "minutes"
    assert f"Draft 1, {review.words} words: {review.minutes} {minutes} to read." in text
    parts = set(re.findall(r'data-part="([a-z-]+)"', text))
    covered = {s.section.key for s in review.sections if s.section.key in review.covered}
    assert covered <= parts
    assert len(re.findall(r"data-covered", text)) == len(covered)
    assert {s.section.kind for s in review.folded} <= {"promise", "facts"}
    assert ("From the module" in text) == bool(review.folded)


def test_chips_with_nobody_behind_them_are_behind_more(world: World) -> None:
    asked_of(world, "nadine")
    sight, more = chips(queue(world))
    assert [chip.label for chip in sight] == ["Waiting for us", "Everyone"]
    assert {"Handed over to me", "Agreed", "Disputed"} <= {chip.label for chip in more}
    sight, _more = chips(queue(world, show="agreed"))
    assert "Agreed" in [chip.label for chip in sight]


def test_the_rows_beside_the_open_one_are_one_press_away(world: World, clock: Clock) -> None:
    for name in ("priya", "nadine", "samir"):
        asked_of(world, name)
        clock.forward(days=1)
    found = queue(world)
    rows = lines(found, found.rows[1].ref, ())
    assert [one.words.partition(" ")[0] for one in near(rows)] == ["Previous:", "Next:"]
    assert found.rows[0].ref in near(rows)[0].href
    assert [one.icon for one in near(lines(found, found.rows[0].ref, ()))] == ["down"]
    assert near(lines(found, "", ())) == []
