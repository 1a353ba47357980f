"""Home, overview and the page that asks say one thing: what is agreed, whose turn it is, who reads what."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.models import Turn
from pactwork.contracts.rules.moves import UNDO_FOR
from pactwork.contracts.typed import Told
from pactwork.ground import clock as the_clock
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.people.owed import number
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import asked, reader, text_of
from tests.contracts.states_table import JUST
from tests.stories import CAROL, World, make_world

HELEN = "{key: university, title: University, person: learning facilitator, by: facilitator}"
IN_TURN = {HELEN: HELEN.replace("}", ", after: [workplace]}")}


def home(world: World) -> str:
    return text_of(world.client("nadine").get(reverse("home")))


def page(world: World, route: str, *more: object, who: str = "nadine") -> str:
    return text_of(world.client(who).get(reverse(route, args=[world.contract().ref, *more])))


def ask_page(world: World, party: str = "workplace") -> str:
    return page(world, "contracts:ask", world.seat(party).ref)


# --- while the last yes can be undone --------------------------------------------------------------


def test_while_it_can_be_undone_every_page_says_so(world: World, clock: Clock) -> None:
    clock.forward(hours=1)
    world.agreed()
    until = (the_clock.now() + UNDO_FOR).astimezone(ZoneInfo("Europe/London"))
    said = JUST.format(until.strftime("%H:%M"))
    carol = reader(world)
    pages = {
        "home": lambda: home(world),
        "overview": lambda: page(world, "contracts:workspace"),
        "agreement": lambda: page(world, "contracts:agreement"),
        "review": lambda: page(world, "contracts:review", who="helen"),
        "link": lambda: text_of(carol.open()),
        "copy": lambda: text_of(carol.client.get(f"{carol.page}agreement/")),
    }
    for where, seen in pages.items():
        assert said in seen(), where
        assert "In force since" not in seen(), where
    assert "Agreed just now" in page(world, "contracts:drafts")
    clock.forward(minutes=10)
    for where, seen in pages.items():
        assert "Agreed just now" not in seen(), where
        assert "has just been agreed" not in seen(), where


# --- whose turn it is, and what is to be done ------------------------------------------------------


def asks_listed(world: World) -> int:
    """How many parties the contract's own page says can be asked."""
    return page(world, "contracts:workspace").count("for their yes")


def test_what_is_the_students_to_do_has_a_name(world: World) -> None:
    world.share()
    assert "One thing for you, Nadine" in home(world)
    assert "Ask for a yes: workplace advocate, learning facilitator" in home(world)
    assert asks_listed(world) == 2
    world.ask("workplace")
    assert "One thing for you, Nadine" in home(world)
    assert "Ask your learning facilitator for their yes" in home(world)
    assert number(world.actor("nadine"), "mine") == asks_listed(world) == 1
    world.ask("university")
    assert number(world.actor("nadine"), "mine") == asks_listed(world) == 0
    assert "Nothing for you to do now, Nadine" in home(world)


@pytest.mark.usefixtures("clock")
def test_nothing_is_to_do_while_the_one_asked_first_has_it(db: None) -> None:
    world = make_world(swaps=IN_TURN)
    world.share()
    assert number(world.actor("nadine"), "mine") == asks_listed(world) == 1
    assert "Ask your learning facilitator" not in home(world)
    world.ask("workplace")
    assert Turn.objects.filter(seat=None, waiting=True).exists()  # the cached turn stays as it was
    assert number(world.actor("nadine"), "mine") == asks_listed(world) == 0
    assert "Nothing for you to do now, Nadine" in home(world)
    assert "Your turn since" not in home(world)
    overview = page(world, "contracts:workspace")
    assert "Your turn since" not in overview
    assert "With Carol Benning since" in overview
    world.answer("workplace")
    assert number(world.actor("nadine"), "mine") == asks_listed(world) == 1
    assert "Ask your learning facilitator for their yes" in home(world)


def test_the_yeses_keep_their_order(world: World) -> None:
    world.share()
    world.ask("university")
    world.ask("workplace")
    orders = set()
    for _move in ("university", "workplace"):
        seen = home(world).partition("Who says yes")[2]
        places = [seen.index(f" {title} ") for title in ("You", "Workplace", "University")]
        orders.add(tuple(sorted(range(3), key=places.__getitem__)))
        world.answer(_move)
    assert orders == {(0, 1, 2)}


# --- one day, and no sentence that has passed ------------------------------------------------------


def test_a_yes_written_down_has_the_day_on_which_it_was_said(world: World, clock: Clock) -> None:
    world.share()
    clock.forward(days=3)
    told = Told("phone", date(2026, 10, 6), CAROL["name"], CAROL["email"], reason="She rang.")
    seat = world.seat("workplace").ref
    actions.record_yes(world.contract(), seat, told, by=world.actor("grace"), draft=1)
    for seen in (home(world), page(world, "contracts:workspace")):
        assert "Yes by phone, 6 Oct 2026; written down by Grace Obi" in seen
        assert "Yes, 8 Oct 2026" not in seen


def test_what_is_left_is_said_only_before_it_is_shown(world: World) -> None:
    left, shown = "Next, share it and ask people.", "Draft 1 is shared."
    world.write()
    before = page(world, "contracts:workspace")
    world.share()
    for move in (lambda: world.ask("workplace"), lambda: world.answer("workplace")):
        move()
        after = page(world, "contracts:workspace")
        assert left not in after
        assert shown in after
    assert shown not in before


def test_nothing_new_is_not_about_to_be_shared(world: World) -> None:
    world.share()
    seen = page(world, "contracts:check")
    assert "Before you share" not in seen
    assert "Sharing freezes" not in seen
    world.write(card={"when": "In spring."})
    assert "Before you share draft 2" in page(world, "contracts:check")


# --- who reads what --------------------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_what_they_read_besides_is_said_before_asking_and_before_sharing(db: None) -> None:
    key = "      - key: bothers\n        title:"
    readers = key.replace(
        "title:", "readers: [student, peer, facilitator, workplace]\n        title:"
    )
    world = make_world(swaps={key: readers})
    world.write()
    check = page(world, "contracts:check")
    assert check.count("Workplace reads this when you ask") == 2  # that, and what needs their yes
    world.share()
    said = "They see the parts that need their yes and, for information only, What bothers"
    seen = ask_page(world)
    assert said in seen
    assert "need their yes, and nothing else in your contract" not in seen
    world.ask("workplace")
    assert "Tenants ring me angry" in text_of(reader(world).open())


def test_where_they_read_nothing_else_that_is_said(world: World) -> None:
    world.share()
    assert "They see the parts that need their yes, and nothing else in your contract." in ask_page(
        world
    )
    assert page(world, "contracts:check").count("Workplace reads this when you ask") == 1


# --- emails ----------------------------------------------------------------------------------------


def receipt(world: World) -> str:
    mail.outbox.clear()
    deliver_due(EMAILS)
    (one,) = [m for m in mail.outbox if "Your receipt" in str(m.subject)]
    return " ".join(str(one.body).split())


def test_a_receipt_for_a_change_says_that_it_does_not_count_yet(world: World) -> None:
    asked(world).answer("yes_change", **{"change-card-when": "In May."})
    said = receipt(world)
    assert "Your yes counts once a draft uses exactly the wording you wrote." in said


def test_a_receipt_names_the_email_whose_code_takes_the_yes_back(
    world: World, clock: Clock
) -> None:
    carol = asked(world)
    deliver_due(EMAILS)
    carol.answer("yes")
    clock.forward(days=2)
    deliver_due(EMAILS)
    world.share(card={"when": "In spring."})
    world.ask("workplace")
    deliver_due(EMAILS)
    again = reader(world)
    clock.forward(days=1)
    again.answer("yes")
    said = receipt(world)
    assert "using the code in our email of 7 October 2026" in said
    assert "first email" not in said
    assert "counts once" not in said
    form = again.form(again.open(), "withdrawal") | {"reason": "Not now."}
    assert "Withdrawn" not in text_of(
        again.client.post(f"{again.page}withdrawal/", form | {"code": carol.code}, follow=True)
    )
    assert "Withdrawn" in text_of(
        again.client.post(f"{again.page}withdrawal/", form | {"code": again.code}, follow=True)
    )


def test_the_students_line_breaks_where_it_breaks_on_the_page(world: World) -> None:
    world.share()
    line = "Hello Carol\n\nCould you look?\nBest wishes\nNadine"
    seat, by = world.seat("workplace").ref, world.actor("nadine")
    actions.ask(world.contract(), seat, by=by, draft=1, message=line, **CAROL)
    mail.outbox.clear()
    deliver_due(EMAILS)
    sent: Any = mail.outbox[0]
    text, html = sent.body, str(sent.alternatives[0][0])
    assert "> Hello Carol\n\n> Could you look?\n> Best wishes\n> Nadine\n" in text
    shown = reader(world).open().content.decode()
    for seen in (html, shown):
        assert "Could you look?\nBest wishes\nNadine</p>" in seen


def test_what_was_not_delivered_was_not_asked(world: World) -> None:
    asked(world)
    rows = Delivery.objects.filter(kind="asked")
    rows.update(stopped_at=the_clock.now(), stopped_why="refused: 550 5.1.1 No such user")
    address = reverse("contracts:ask", args=[world.contract().ref, world.seat("workplace").ref])
    asked_page = text_of(world.client("nadine").get(f"{address}?asked=1"))
    for seen in (asked_page, ask_page(world)):
        assert "Not delivered" in seen
        assert "has been asked" not in seen
        assert "Carol Benning was asked" not in seen
        assert "Tell them it is coming" not in seen
        assert "With Carol Benning since" not in seen
    for seen in (home(world), page(world, "contracts:workspace")):
        assert "Not delivered" in seen
        assert "Asked 5 Oct" not in seen
        assert "asked 5 Oct" not in seen
