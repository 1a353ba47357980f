"""What others owed has come: staff mark it, everybody it concerns reads it, and it can be undone."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.http import HttpResponse

from pactwork.contracts import actions
from pactwork.contracts.models import Received
from pactwork.contracts.rules.owing import wrong_day
from pactwork.contracts.theirs import theirs
from pactwork.documents.pages.timeline import told
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import Duplicate
from pactwork.history.models import Entry
from pactwork.modules.actions import load_module
from pactwork.modules.models import Enrolment
from pactwork.modules.reading import read_bytes
from tests.conftest import Clock
from tests.contracts.lacking import browser
from tests.contracts.plans import text_of
from tests.contracts.play import PANEL, Play
from tests.contracts.test_owed_by_others import (
    CARDS,
    HEADING,
    INTERNSHIP,
    letters,
    link_of,
    students,
)
from tests.web.test_awaited import home, review

pytestmark = pytest.mark.django_db
ON = date(2027, 4, 2)
LATER = datetime.fromisoformat("2027-04-03T09:00:00+01:00")


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2027, 4, 3), ""),
        (date(2026, 10, 5), ""),
        (date(2027, 4, 4), "receipt_to_come"),
        (date(2026, 10, 4), "receipt_too_soon"),
    ],
)
def test_a_day_between_the_beginning_and_today(on: date, code: str) -> None:
    found = wrong_day(on, date(2026, 10, 5), date(2027, 4, 3))
    assert (found.code if found else "") == code


def late(clock: Clock) -> Play:
    play = Play(INTERNSHIP)
    play.share()
    play.agreed("host", "university")
    clock.set(LATER)
    return play


def note(play: Play, piece: str = "certificate", number: int = 1, **said: object) -> None:
    by = play.actor(str(said.pop("by", "facilitator1")))
    known: dict[str, object] = {"on": ON, **said}
    actions.note_received(play.contract, piece, number, by=by, **known)  # type: ignore[arg-type]


def stands(play: Play, piece: str = "certificate", number: int = 1) -> str:
    """The mark there is, as the page names it."""
    came = next(one.came for one in theirs(play.dossier) if one.piece == piece)
    return next((one.stands for one in came if one.number == number), "")


def undo(play: Play, piece: str = "certificate", number: int = 1, expected: str = "") -> None:
    expected = expected or stands(play, piece, number)
    by = play.actor("facilitator1")
    actions.undo_received(play.contract, piece, number, by=by, expected=expected)


def refused(play: Play, **said: object) -> Refusal:
    before = Entry.objects.count()
    with pytest.raises(Refused) as caught:
        note(play, **said)  # type: ignore[arg-type]
    assert Entry.objects.count() == before
    return caught.value.refusal


def post(play: Play, way: str, who: str = "facilitator1", **data: str) -> HttpResponse:
    client = browser(play.people[who])
    return client.post(f"/contracts/{play.contract.ref}/{way}", data, follow=True)  # type: ignore[return-value]


def test_staff_mark_it_on_the_page_and_everybody_reads_that_it_came(clock: Clock) -> None:
    play = late(clock)
    link = link_of(play, "host")
    assert "4 Apr 2027 Certificate From Office" in home(play, "facilitator1")
    data = {"piece": "certificate", "number": "1", "on": "2027-04-02", "note": "By post."}
    page = text_of(post(play, "receipts/", **data))
    assert "Marked as received." in page
    said = page.split("What others submit")[1]
    assert "Certificate Office. Received 2 Apr 2027, marked by Facilitator1 By post." in said
    assert "Evaluation Office. Sunday 11 April 2027" in said
    assert "Certificate From" not in home(play, "facilitator1")
    assert "Evaluation From Office" in home(play, "facilitator1")
    assert "Certificate Office. Received 2 Apr 2027 By post." in students(play)
    page = text_of(link.open())
    assert f"{HEADING} Certificate Received 2 Apr 2027 Evaluation Sunday 11 April" in page
    assert "By post" not in page
    note(play, "evaluation", on=date(2027, 4, 3))
    page = text_of(link.open())
    assert HEADING not in page
    assert "What the university has received from you Certificate Received 2 Apr 2027" in page


def test_an_email_asks_for_nothing_that_has_come(clock: Clock) -> None:
    play = Play(INTERNSHIP)
    play.share()
    note(play, on=date(2026, 10, 5))
    play.ask("host")
    [(text, _html)] = letters(clock, "host1@host.example").values()
    assert "also need this from you: Evaluation (11 Apr 2027)." in text
    note(play, "evaluation", on=date(2026, 10, 5))
    page = text_of(link_of(play, "host").open())
    assert "Nothing else is needed from you." in page


def test_beside_the_queue_it_is_one_line_until_it_has_come(clock: Clock) -> None:
    play = late(clock)
    peek = f"/queue/?open={play.contract.ref}&stage=all"
    client = browser(play.people["facilitator1"])
    line = "Still to come from others: Visit (University, was due 2 Nov 2026); "
    line += "Certificate (Office, 4 Apr 2027); Evaluation (Office, 11 Apr 2027)"
    assert line in text_of(client.get(peek))
    note(play)
    note(play, "visit")
    assert "Still to come from others: Evaluation (Office, 11" in text_of(client.get(peek))
    note(play, "evaluation")
    assert "Still to come" not in text_of(client.get(peek))


def test_undone_it_is_owed_as_before_and_both_are_in_the_history(clock: Clock) -> None:
    play = late(clock)
    note(play, note=" By post. ")
    row = Received.objects.get()
    assert (row.on, row.note, row.by_person) == (ON, "By post.", play.people["facilitator1"])
    shown = browser(play.people["facilitator2"]).get(f"/contracts/{play.contract.ref}/review/")
    assert f'name="stands" value="{stands(play)}"' in shown.content.decode()
    data = {"piece": "certificate", "number": "1", "stands": stands(play)}
    page = text_of(post(play, "receipts/undo/", **data))
    assert "Marked as not received." in page
    assert "Certificate Office. Sunday 4 April 2027" in page
    assert "Certificate Sunday 4 April 2027" in text_of(link_of(play, "host").open())
    assert not Received.objects.exists()
    acts = Entry.objects.filter(subject=play.contract.ref).order_by("seq")
    received, undone = list(acts)[-2:]
    assert (received.act, undone.act) == ("received", "receipt_undone")
    assert received.payload["note"] == "By post."
    lines = [line.words for line in told(play.dossier, frozenset({"student"}))[:2]]
    assert lines == [
        "Facilitator1 marked “Certificate” as not received after all.",
        "Facilitator1 marked “Certificate” as received on 2 Apr 2027.",
    ]
    assert not [
        one for one in told(play.dossier, frozenset({"peer"})) if "Certificate" in one.words
    ]


def test_whoever_is_second_reads_what_the_first_said(clock: Clock) -> None:
    play = late(clock)
    note(play)
    with pytest.raises(Duplicate):
        note(play)  # the very same, sent twice
    assert refused(play, by="facilitator2").code == "received_already"
    assert refused(play, on=date(2027, 4, 1)).code == "received_already"
    data = {"piece": "certificate", "number": "1", "on": "2027-04-01"}
    again = post(play, "receipts/", "module_leader1", **data)
    assert again.status_code == 409
    words = "Facilitator1 already marked this as received: it came on 2 Apr 2027"
    assert words in text_of(again)
    undo(play)
    with pytest.raises(Refused) as caught:
        undo(play)
    assert caught.value.refusal.code == "not_received"


def test_undoing_takes_away_the_mark_that_was_seen_and_no_later_one(clock: Clock) -> None:
    play = late(clock)
    note(play)
    seen = stands(play)
    clock.forward(minutes=1)
    undo(play)
    note(play, by="module_leader1", on=date(2027, 4, 3), note="The signed one.")
    for expected in (seen, "yesterday"):
        with pytest.raises(Refused) as caught:
            undo(play, expected=expected)
        assert caught.value.refusal.code == "received_since"
    again = post(play, "receipts/undo/", piece="certificate", number="1", stands=seen)
    assert again.status_code == 409
    words = "Since you opened this page, Module_Leader1 has marked this as received again: it came on 3 Apr"
    assert words in text_of(again)
    assert Received.objects.get().note == "The signed one."
    undo(play)
    assert not Received.objects.exists()


CLINIC = {
    "by: facilitator,": "by: ethics_reviewer, waivable: false,",
    "    sections:\n": """      - {key: clinic, title: Clinic, person: nurse, by: link}
    sections:
      - {key: health, title: Health, short: Health, kind: prose, readers: [host], yes: [host],
         prompts: [{key: need, ask: A need?, type: yesno}]}
      - key: fit
        title: Fit
        short: Fit
        kind: prose
        when: {section: health, prompt: need, one_of: ["yes"]}
        yes: [clinic]
        prompts: [{key: how, ask: How}]
""",
    "assessment:\n": "assessment:\n  - {key: fitness, title: Fit note, from: clinic, after: end}\n",
}


def test_a_note_is_read_by_the_student_and_who_looks_after_them(
    clock: Clock, tmp_path: Path
) -> None:
    text, file = INTERNSHIP.read_text(encoding="utf-8"), tmp_path / "clinic.yaml"
    for old, new in CLINIC.items():
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    play = Play(file)
    play.share(health={"need": "yes"})
    play.ask("host")
    play.answer("host", "yes")
    play.ask("clinic")
    play.answer("clinic", "yes")
    play.ask("university")
    clock.set(LATER)
    note(play, note="By post.", by="placement_officer1")
    note(play, "fitness", on=ON, note="Fit for all.", by="placement_officer1")
    for who in ("facilitator1", "module_leader1", "placement_officer1"):
        page = review(play, who)
        assert "By post." in page
        assert "Fit note Clinic. Received 2 Apr 2027" in page
    page = review(play, "ethics_reviewer1").split("What others submit")[1]
    assert "Certificate Office. Received 2 Apr 2027" in page
    assert "By post." not in page
    assert "Fit note" not in page
    assert "Fit for all." not in page
    undo(play)
    for role in ("student", "facilitator", "module_leader", "placement_officer"):
        said = [line.words for line in told(play.dossier, frozenset({role}))]
        assert sum("“Certificate”" in one for one in said) == 2
        assert sum("“Fit note”" in one for one in said) == 1
    for role in ("ethics_reviewer", "examiner", "peer"):
        said = [line.words for line in told(play.dossier, frozenset({role}))]
        assert not [one for one in said if "Certificate" in one or "Fit note" in one]


def test_what_is_not_owed_cannot_come_nor_on_another_day(clock: Clock) -> None:
    play = late(clock)
    for piece, number in (("report", 1), ("nothing", 1), ("certificate", 2), ("certificate", 0)):
        assert refused(play, piece=piece, number=number).code == "not_owed"
    assert refused(play, on=date(2027, 4, 4)).code == "receipt_to_come"
    assert refused(play, on=date(2026, 10, 4)).code == "receipt_too_soon"
    assert refused(play, note="x" * 3_001).code == "too_long"
    for who in ("student", "ethics_reviewer1"):
        assert refused(play, by=who).code == "not_your_move"
    both = {"piece": "certificate", "number": "1", "note": "x" * 3_001}
    for on, words in (
        ("2027-04-04", "That date is in the future."),
        ("soon", "“soon” is not one."),
    ):
        page = text_of(post(play, "receipts/", **both, on=on))
        assert page.count(words) == 2  # in the summary, and beside the field
        assert page.count("Too long: 3,001 characters") == 2
    said = {"piece": "certificate", "number": "1", "note": "By post."}
    wrong = post(play, "receipts/", **said, on="tomorrow")
    assert wrong.status_code == 409
    assert "By post." in text_of(wrong)
    assert not Received.objects.exists()


def test_it_may_have_come_before_its_student_opened_the_contract(clock: Clock) -> None:
    clock.set(LATER)
    play = Play(INTERNSHIP)  # from 18 January 2027
    play.share()
    assert refused(play, on=date(2027, 1, 17)).code == "receipt_too_soon"
    note(play, on=date(2027, 1, 18))
    early = Play(INTERNSHIP, **{"from: host, after: end": "from: host, before: start, weeks: 1"})
    early.share()
    assert refused(early, on=date(2027, 1, 10)).code == "receipt_too_soon"
    note(early, on=date(2027, 1, 11))  # the day on which it is due
    note(early, "evaluation", on=date(2027, 1, 18))
    own = Play(INTERNSHIP, at="home")
    Enrolment.objects.filter(pk=own.contract.enrolment.pk).update(own_start=date(2027, 1, 4))
    own.share()
    assert refused(own, on=date(2027, 1, 3)).code == "receipt_too_soon"
    note(own, on=date(2027, 1, 4))


def weekly(clock: Clock, tmp_path: Path) -> tuple[Play, Path]:
    """Signed hours are due from a second host in the third and the fourth week."""
    text = PANEL.with_name("minor.yaml").read_text(encoding="utf-8")
    file = tmp_path / "cards.yaml"
    file.write_text(text.replace(CARDS.splitlines()[0] + "\n", CARDS), encoding="utf-8")
    play = Play(file)
    play.share(trade={"minor": "no", "hosts": "yes"})
    clock.set(datetime.fromisoformat("2027-06-30T09:00:00+01:00"))
    return play, file


def test_of_what_is_due_every_week_each_comes_by_itself(clock: Clock, tmp_path: Path) -> None:
    play, _file = weekly(clock, tmp_path)
    assert refused(play, piece="consent").code == "not_owed"  # nobody is a minor here
    for number in (1, 2, 5):
        assert refused(play, piece="hours", number=number).code == "not_owed"
    note(play, "hours", 3, on=date(2027, 6, 30))
    page = review(play, "facilitator1")
    assert "Of 2 Jul 2027: received 30 Jun 2027, marked by Facilitator1" in page
    assert "9 Jul 2027 Signed hours From Second host" in home(play, "facilitator1")
    note(play, "hours", 4, on=date(2027, 6, 30))
    assert "Signed hours" not in home(play, "facilitator1")
    assert "Of 9 Jul 2027: received 30 Jun 2027" in students(play)


def test_of_what_is_due_every_week_all_read_how_many_are_late(clock: Clock, tmp_path: Path) -> None:
    play, _file = weekly(clock, tmp_path)
    clock.set(datetime.fromisoformat("2027-07-03T09:00:00+01:00"))
    said = "9 Jul 2027, by 15:00. 1 is late, since 2 Jul 2027"
    assert said in review(play, "facilitator1")
    clock.set(datetime.fromisoformat("2027-07-10T09:00:00+01:00"))
    assert "2 are late, the first since 2 Jul 2027" in review(play, "facilitator1")
    assert "2 are late, the first since 2 Jul 2027" in students(play)
    note(play, "hours", 3, on=date(2027, 7, 2))
    assert "1 is late, since 9 Jul 2027" in review(play, "facilitator1")


def test_after_one_is_marked_the_page_is_at_it_again(clock: Clock, tmp_path: Path) -> None:
    play, _file = weekly(clock, tmp_path)
    data = {"piece": "hours", "number": "3", "on": "2027-06-30", "note": ""}
    client = browser(play.people["facilitator1"])
    gone = client.post(f"/contracts/{play.contract.ref}/receipts/", data)
    assert gone["Location"].endswith("/review/#receive-hours")


def test_a_receipt_stays_with_its_week_when_the_module_changes(
    clock: Clock, tmp_path: Path
) -> None:
    play, file = weekly(clock, tmp_path)
    note(play, "hours", 3, on=date(2027, 6, 30))

    def from_week(first: int) -> str:
        text = file.read_text(encoding="utf-8")
        again = text.replace("every: week, week: 3", f"every: week, week: {first}")
        spec = read_bytes(again.encode(), file.name, tmp_path)
        load_module(play.institution, spec, folder=tmp_path)
        return review(play, "facilitator1")

    assert "Of 2 Jul 2027: received 30 Jun 2027, marked by Facilitator1" in from_week(2)
    assert "9 Jul 2027 Signed hours From Second host" in home(play, "facilitator1")
    assert "Of week 3: received 30 Jun 2027, marked by Facilitator1" in from_week(4)
    undo(play, "hours", 3)
    assert "Of week 3" not in review(play, "facilitator1")
    lines = [line.words for line in told(play.dossier, frozenset({"student"}))[:2]]
    assert lines == [
        "Facilitator1 marked “Signed hours” of week 3 as not received after all.",
        "Facilitator1 marked “Signed hours” of 2 Jul 2027 as received on 30 Jun 2027.",
    ]
    note(play, "hours", 4, on=date(2027, 6, 30))
    undo(play, "hours", 4)
    [undone, *_before] = told(play.dossier, frozenset({"student"}))
    words = "Facilitator1 marked “Signed hours” of 9 Jul 2027 as not received after all."
    assert undone.words == words
