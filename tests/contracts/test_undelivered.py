"""A question or a reminder that did not reach its reader: what is said of it, where, and to whom."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.models import Ask
from pactwork.digests.queries import lines_for
from pactwork.ground import clock as the_clock
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import FIRST_WAIT, MOST_TRIES, deliver_due, waiting
from pactwork.history.refusals import fault_of
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import asked, text_of
from tests.contracts.test_reminders import GRACE, NADINE, posted, to
from tests.stories import CAROL, World

CAROLS, OTHER = CAROL["email"], "c.benning@larkmoor.example"
REFUSED = "refused: 550 5.1.1 No such user here"
NOT_TAKEN = f"given up: SMTPRecipientsRefused: {{'{CAROLS}': (450, b'4.2.1 Try later')}}"
OURS = "given up: ConnectionRefusedError: no post today"
STOPS = (REFUSED, NOT_TAKEN, OURS)
TRIED = f"We tried for more than a day to send our email to {CAROLS}"


def stop(why: str, kind: str = "asked", nth: int = 0) -> None:
    row = Delivery.objects.filter(kind=kind).order_by("due_at", "pk")[nth]
    Delivery.objects.filter(pk=row.pk).update(stopped_at=the_clock.now(), stopped_why=why)


def ask_page(world: World) -> Any:
    ref, seat = world.contract().ref, world.seat("workplace").ref
    return world.client("nadine").get(reverse("contracts:ask", args=[ref, seat]))


def review_page(world: World, name: str = "helen") -> str:
    return text_of(world.client(name).get(f"/contracts/{world.contract().ref}/review/"))


def both(world: World) -> Iterator[str]:
    yield text_of(ask_page(world))
    yield review_page(world)


def told(kind: str = "undelivered") -> int:
    return Delivery.objects.filter(kind=kind).count()


@pytest.mark.parametrize(
    ("why", "fault"),
    [
        (NOT_TAKEN, "not_taken"),
        ("given up: SMTPDataError: (451, b'4.3.0 Busy')", "not_taken"),
        (OURS, "ours"),
        ("given up: SMTPAuthenticationError: (535, b'5.7.8 bad password')", "ours"),
        ("given up: SMTPSenderRefused: (550, b'5.1.1 not you', 'us@midshire.example')", "ours"),
        ("given up: KeyError: 'template'", "ours"),
        ("KeyError: 'template'", ""),
        ("the question itself was never sent", ""),
    ],
)
def test_what_was_given_up_says_whose_side_failed(why: str, fault: str) -> None:
    assert fault_of(why) == fault


def test_more_than_a_day_passes_before_an_email_is_given_up() -> None:
    waits = [FIRST_WAIT * 2**n for n in range(MOST_TRIES - 1)]
    assert timedelta(days=1) < sum(waits, timedelta()) < timedelta(days=2)


@pytest.mark.parametrize("why", STOPS)
def test_a_question_that_reached_nobody_is_said_on_every_page_about_it(
    world: World, why: str
) -> None:
    asked(world)
    stop(why)
    for words in both(world):
        assert "Not delivered." in words
        assert (TRIED in words) == why.startswith("given up")
        assert ("refused our email" in words) == why.startswith("refused")
        assert "We will not send reminders." in words
        assert "went to" not in words
        assert "We remind them after" not in words
        assert "Last emailed on" not in words
    ref, seat = world.contract().ref, world.seat("workplace").ref
    sent = world.client("nadine").get(f"{reverse('contracts:ask', args=[ref, seat])}?asked=1")
    assert "Not delivered." in text_of(sent)
    assert "Tell them it is coming" not in text_of(sent)


def test_a_refused_reminder_takes_nothing_from_a_question_that_went_out(
    world: World, clock: Clock
) -> None:
    asked(world)
    posted()
    clock.forward(days=3)
    stop(REFUSED, "reminder")
    for words in both(world):
        assert "Not delivered" not in words
        assert (
            "Our email of 5 Oct 2026 went out, but the mail server refused our reminder of 8 Oct 2026."
            in words
        )
        assert "It says that there is no such address." in words
        assert "The last reminder is due on 14 Oct 2026." in words
        assert "We remind them after" not in words
    assert f"Our email went to {CAROLS}." in text_of(ask_page(world))
    clock.forward(days=6)
    stop(NOT_TAKEN, "reminder", 1)
    for words in both(world):
        assert "but our reminder did not: we tried for more than a day, until 14 Oct 2026." in words
        assert "No reminders will be sent." in words


@pytest.mark.parametrize(
    ("first", "second", "said", "also"),
    [
        ("", "", "reminded twice", ""),
        (REFUSED, "", "reminded once", "refused a reminder"),
        (NOT_TAKEN, "", "reminded once", "A reminder could not be sent"),
        (
            REFUSED,
            OURS,
            "was asked on Monday 5 October 2026, and has not answered",
            "refused a reminder",
        ),
        ("moot", "moot", "was asked on Monday 5 October 2026, and has not answered", ""),
    ],
)
def test_the_email_about_silence_counts_only_reminders_that_went_out(
    world: World, clock: Clock, first: str, second: str, said: str, also: str
) -> None:
    asked(world)
    posted()
    for nth, (why, days) in enumerate(((first, 3), (second, 6))):
        clock.forward(days=days)
        if why:
            stop(why, "reminder", nth)
        posted()
    clock.forward(days=5)
    told_now = posted()
    assert {who for who, _ in told_now} == {NADINE, GRACE}
    for one in mail.outbox:
        body = " ".join(str(one.body).split())
        assert said in body
        assert ("reminder" in body.replace("reminded", "")) == bool(also)
        assert also in body


@pytest.mark.parametrize("why", STOPS)
def test_whoever_asked_is_emailed_once(world: World, clock: Clock, why: str) -> None:
    asked(world)
    assert actions.tell_of_undelivered() == 0
    stop(why)
    assert actions.tell_of_undelivered() == 1
    assert actions.tell_of_undelivered() == 0
    assert to(NADINE, posted()) == ["Not delivered: your request to Carol Benning"]
    body = " ".join(str(mail.outbox[0].body).split())
    assert CAROLS in body
    assert ("for more than a day" in body) == why.startswith("given up")
    assert (
        reverse("contracts:ask", args=[world.contract().ref, world.seat("workplace").ref]) in body
    )
    clock.forward(days=30)
    assert actions.tell_of_undelivered() == 0
    assert told() == 1
    entry = Entry.objects.get(act="ask_undelivered")
    assert entry.by == "system"
    assert CAROLS not in str(entry.payload)
    history = world.client("nadine").get(f"/contracts/{world.contract().ref}/history/")
    assert "The request to Carol Benning could not be delivered (Workplace)." in text_of(history)


def test_an_email_about_an_undelivered_question_is_never_told_of_itself(
    world: World, clock: Clock
) -> None:
    asked(world)
    stop(REFUSED)
    actions.tell_of_undelivered()
    stop(REFUSED, "undelivered")
    clock.forward(days=2)
    assert actions.tell_of_undelivered() == 0
    assert told() == 1


def sent_then_reminder_refused(world: World) -> None:
    posted()
    stop(REFUSED, "reminder")


def stopped_for_another_reason(world: World) -> None:
    stop("nothing is being asked here any more")


def tried_again_later(world: World) -> None:
    Delivery.objects.filter(kind="asked").update(attempts=3, stopped_why="TimeoutError: slow")


def taken_back(world: World) -> None:
    stop(REFUSED)
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))


def ended(world: World) -> None:
    stop(REFUSED)
    known = {"kind": "withdrawn", "reason": "She left the module."}
    actions.end_contract(world.contract(), by=world.actor("ruth"), **known)


@pytest.mark.parametrize(
    "before",
    [sent_then_reminder_refused, stopped_for_another_reason, tried_again_later, taken_back, ended],
)
def test_nobody_is_emailed_about_a_question_that_went_out_waits_or_is_over(
    world: World, before: Any
) -> None:
    asked(world)
    before(world)
    assert actions.tell_of_undelivered() == 0
    assert told() == 0


def test_put_right_before_the_email_leaves_it_is_not_sent(world: World) -> None:
    asked(world)
    stop(REFUSED)
    actions.tell_of_undelivered()
    known = CAROL | {"email": OTHER, "by": world.actor("nadine"), "draft": 1}
    actions.ask_instead(world.contract(), world.seat("workplace").ref, **known)
    assert not [subject for _, subject in posted() if "Not delivered" in subject]


@pytest.mark.parametrize("why", STOPS)
@pytest.mark.parametrize("email", [CAROLS, OTHER])
def test_from_the_page_it_is_sent_once_more_or_to_the_right_address(
    world: World, why: str, email: str
) -> None:
    asked(world)
    stop(why)
    old = Ask.objects.get()
    page = ask_page(world)
    assert "Send it again, correct the address or ask someone else" in text_of(page)
    assert "The first link will stop working; nobody has received it." in text_of(page)
    sent = world.client("nadine").post(
        page.request["PATH_INFO"],
        {**CAROL, "email": email, "draft": "1", "instead": "1", "message": "", "sure": "1"},
        follow=True,
    )
    assert sent.status_code == 200
    assert "Our email is on its way to" in text_of(sent)
    assert to(email, posted()) == ["Nadine’s learning plan needs your yes or no"]
    assert "Not delivered" not in text_of(ask_page(world))
    old.refresh_from_db()
    assert old.ended_at is not None
    assert not waiting().filter(about=old.ref, kind="asked").exists()
    assert deliver_due(EMAILS) == 0
    assert actions.tell_of_undelivered() == 0


def lines(world: World, name: str) -> list[str]:
    since = the_clock.now() - timedelta(days=1)
    return [line.words for line in lines_for(world.actor(name), since)]


@pytest.mark.parametrize("why", STOPS)
@pytest.mark.parametrize("name", ["helen", "grace", "ruth"])
def test_staff_who_look_after_workplaces_find_it_on_their_first_page_queue_and_digest(
    world: World, why: str, name: str
) -> None:
    asked(world)
    said, client = "1 request to a workplace was not delivered", world.client(name)
    queue = reverse("contracts:queue") + "?show=unreached"
    assert said not in text_of(client.get("/"))
    assert "A request was not delivered" not in text_of(client.get(queue))
    stop(why)
    home = client.get("/")
    assert said in text_of(home)
    assert queue in home.content.decode()
    assert said in lines(world, name)
    found = text_of(client.get(queue))
    assert "A request was not delivered" in found
    assert "Nadine Brooks" in found
    assert "Asked " not in found.split("Nadine Brooks", 1)[1]
    assert "Not delivered" in found
    known = CAROL | {"by": world.actor("nadine"), "draft": 1}
    actions.ask_instead(world.contract(), world.seat("workplace").ref, **known)
    assert said not in text_of(client.get("/"))
    assert said not in lines(world, name)


@pytest.mark.parametrize("name", ["anil", "lena"])
def test_nobody_else_is_told_of_lost_emails(world: World, name: str) -> None:
    asked(world)
    stop(REFUSED)
    assert "not delivered" not in text_of(world.client(name).get("/"))


@pytest.mark.parametrize("why", STOPS)
def test_the_overview_leads_whoever_asked_to_the_address(world: World, why: str) -> None:
    asked(world)
    ref, seat = world.contract().ref, world.seat("workplace").ref
    overview = reverse("contracts:workspace", args=[ref])
    said = "Your request to Carol Benning was not delivered"
    assert said not in text_of(world.client("nadine").get(overview, follow=True))
    stop(why)
    found = world.client("nadine").get(overview, follow=True)
    assert said in text_of(found)
    assert reverse("contracts:ask", args=[ref, seat]) in found.content.decode()


@pytest.mark.parametrize("why", STOPS)
def test_no_page_says_that_somebody_has_had_a_question_that_reached_nobody(
    world: World, why: str
) -> None:
    asked(world)
    ref = world.contract().ref
    pages = [("nadine", f"/contracts/{ref}/{part}") for part in ("", "steps/try/", "history/")]
    for name, page in [*pages, ("helen", f"/contracts/{ref}/review/")]:
        assert "With Carol Benning since" in text_of(world.client(name).get(page, follow=True))
    stop(why)
    for name, page in [*pages, ("helen", f"/contracts/{ref}/review/")]:
        words = text_of(world.client(name).get(page, follow=True))
        assert "Carol Benning has not received it: our email was not delivered" in words
        assert "With Carol Benning since" not in words
