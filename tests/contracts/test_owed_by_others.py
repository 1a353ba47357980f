"""What others owe to a student's module is told to them, and to the student as theirs, whatever the file."""

from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from pactwork.contracts.models import Ask
from pactwork.history.outbox import deliver_due
from pactwork.modules.actions import load_module
from pactwork.modules.reading import read_bytes
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.lacking import browser
from tests.contracts.plans import Reader, text_of
from tests.contracts.play import FILES, PANEL, Play
from tests.contracts.test_named_persons import PROJECT, named, off

pytestmark = pytest.mark.django_db
INTERNSHIP = FILES / "internship-dates.yaml"
HEADING = "What else the university needs from you"
CARDS = """calendar: {starts_on: 2027-06-14, weeks: 4}
assessment:
  - {key: consent, title: Consent form, from: guardian, before: start}
  - {key: word, title: A word on the first fortnight, about: Three lines will do., from: one, week: 2}
  - {key: last, title: A word on the last fortnight, from: two, after: agreed, weeks: 2}
  - {key: hours, title: Signed hours, from: two, every: week, week: 3}
"""


def link_of(play: Play, party: str) -> Reader:
    ask = Ask.objects.filter(seat=play.seat(party), link__isnull=False).latest("pk")
    assert ask.link is not None
    return Reader(ask.link)


def letters(clock: Clock, to: str) -> dict[str, tuple[str, str]]:
    """By subject: the text and the HTML of what is sent to them by now, each on one line."""
    clock.forward(minutes=11)
    mail.outbox.clear()
    deliver_due(EMAILS)
    said: dict[str, tuple[str, str]] = {}
    for one in mail.outbox:
        if one.to == [to]:
            html: Any = one.alternatives[0]  # type: ignore[union-attr]
            said[str(one.subject)] = (
                " ".join(str(one.body).split()),
                " ".join(unescape(str(html[0])).split()),
            )
    return said


def students(play: Play) -> str:
    client = browser(play.people["student"])
    if not play.newest:
        play.share()
    return text_of(client.get(f"/contracts/{play.contract.ref}/", follow=True))


def test_a_host_reads_what_it_owes_before_it_answers_and_after(clock: Clock) -> None:
    play = Play(INTERNSHIP)
    play.share()
    assert "Certificate Office. Sunday 4 April 2027" in students(play)  # nobody is asked yet
    play.ask("host")
    [(subject, said)] = letters(clock, "host1@host.example").items()
    assert "needs your yes or no" in subject
    owed = "The university will also need this from you: Certificate (4 Apr 2027); Evaluation (11 Apr 2027)."
    assert all(owed in one for one in said)
    reader = link_of(play, "host")
    page = text_of(reader.open())
    assert f"{HEADING} Certificate Sunday 4 April 2027, 15:00 Evaluation Sunday 11 April" in page
    assert "Nothing else is needed from you." not in page
    assert "Visit" not in page  # it is the university's own
    assert "Report" not in page.split(HEADING)[1]
    done = text_of(reader.answer("yes"))
    assert f"{HEADING} Certificate" in done
    assert "There is nothing more for you to do now." not in done
    play.agreed("university")

    agreed = letters(clock, "host1@host.example")["Student’s learning plan is agreed"]
    assert all(owed in one for one in agreed)


def test_a_day_that_is_past_is_said_so_and_nobody_claims_that_nothing_came(clock: Clock) -> None:
    play = Play(INTERNSHIP)
    play.share()
    play.ask("host")
    reader = link_of(play, "host")
    reader.answer("yes")
    play.agreed("university")
    assert "already sent it" not in text_of(reader.open())
    clock.set(datetime.fromisoformat("2027-04-05T09:00:00+01:00"))
    page = text_of(reader.open())
    assert "Certificate Was due 4 Apr 2027 Evaluation Sunday 11 April 2027" in page
    assert "If you have already sent it, there is nothing to do." in page
    play.end()
    assert HEADING not in text_of(reader.open())


def test_who_owes_nothing_is_told_of_nothing(clock: Clock) -> None:
    play = Play(FILES / "fixed-terms.yaml")
    play.share()
    party = next(p.key for p in play.dossier.template.parties if p.by == "link" and not p.after)
    play.ask(party)
    page = text_of(link_of(play, party).open())
    assert HEADING not in page
    assert "Nothing else is needed from you." in page
    [(text, _html)] = letters(clock, f"{party}1@host.example").values()
    assert "also need" not in text


def test_a_guardian_and_each_of_two_hosts_read_their_own(clock: Clock, tmp_path: Path) -> None:
    text = PANEL.with_name("minor.yaml").read_text(encoding="utf-8")
    file = tmp_path / "cards.yaml"
    file.write_text(text.replace(CARDS.splitlines()[0] + "\n", CARDS), encoding="utf-8")
    play = Play(file)
    play.share(trade={"minor": "yes", "hosts": "yes"})
    owed = {
        "guardian": "Consent form Monday 14 June 2027, 15:00",
        "one": "A word on the first fortnight Friday 25 June 2027, 15:00 Three lines will do.",
        "two": "2 weeks after the learning plan is agreed",
    }
    for party in owed:
        play.ask(party)
    sent = letters(clock, "two1@host.example")
    assert all(
        "A word on the last fortnight (2 weeks after the learning plan is agreed)." in text
        and "Signed hours (every Friday, 2 Jul to 9 Jul 2027);" in text
        for text, _html in sent.values()
    )
    for party, words in owed.items():
        page = text_of(link_of(play, party).open()).split(HEADING)[1]
        assert words in page, page[:300]
        assert ("fortnight" in page) == (party != "guardian")
        assert ("Consent" in page) == (party == "guardian")
    for party in owed:
        play.answer(party)
    play.agreed("school")
    assert play.dossier.agreed_on == date(2026, 10, 5)
    assert "A word on the last fortnight Monday 19 October" in text_of(link_of(play, "two").open())


def test_what_a_module_calls_its_contract_is_in_what_waits_for_it(clock: Clock) -> None:
    swap = {"from: receiving, after: end, weeks: 5": "from: receiving, after: agreed, months: 8"}
    play = Play(FILES / "language-traineeship.yaml", **swap)
    play.share()
    play.ask("receiving")
    said = "Traineeship certificate (8 months after the learning agreement is agreed)."
    assert all(said in text for text, _html in letters(clock, "receiving1@host.example").values())
    page = text_of(link_of(play, "receiving").open())
    assert "Traineeship certificate 8 months after the learning agreement is agreed" in page
    assert "Receiving organisation. 8 months after the learning agreement is agreed" in students(
        play
    )


def test_of_a_party_that_is_one_person_the_student_reads_who_it_is(clock: Clock) -> None:
    note = "assessment:\n  - {key: note, title: A note, from: mentor, week: 5}\n"
    play = Play(PROJECT, **{"assessment:\n": note})
    assert "A note Mentor. Friday 5 March 2027" in students(play)
    named(play)
    assert "A note Mentor: Facilitator2. Friday 5 March 2027" in students(play)
    off(play, "facilitator2")
    assert "A note Mentor. Friday 5 March 2027" in students(play)


def test_a_party_that_the_module_calls_otherwise_by_now_is_still_named(clock: Clock) -> None:
    play = Play(INTERNSHIP)
    play.share()
    play.ask("host")
    text = INTERNSHIP.read_text(encoding="utf-8")
    for old in ("key: host", "from: host", "yes: [host", "after: [host"):
        text = text.replace(old, old.replace("host", "bureau"))
    again = text.replace("title: Office, person", "title: Bureau, person")
    load_module(play.institution, read_bytes(again.encode(), INTERNSHIP.name), folder=FILES)
    assert "Certificate Bureau. Sunday 4 April 2027" in students(play)
    assert HEADING not in text_of(link_of(play, "host").open())  # of their own form nobody owes it


@pytest.mark.parametrize("role", ["placement_officer", "module_leader"])
def test_what_a_role_owes_is_called_by_the_role(clock: Clock, role: str) -> None:
    play = Play(INTERNSHIP, **{"from: university": f"from: {role}"})
    named_role = {"placement_officer": "Placement officer", "module_leader": "Module leader"}
    assert f"Visit {named_role[role]}. 4 weeks after the contract is agreed" in students(play)
    page = browser(play.people["student"]).get(f"/modules/{play.run.ref}/")
    assert f"From others {named_role[role]}" in text_of(page)
