"""Letters: every kind has a writer, says the act, keeps private words private, and is the same twice."""

import ast
from collections.abc import Sequence
from datetime import date
from email import message_from_bytes
from pathlib import Path
from shutil import copytree
from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

import pactwork
from pactwork.contracts import actions
from pactwork.contracts.actions.asking import TOLD
from pactwork.contracts.models import Ask
from pactwork.history import outbox
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.links.actions import leave_alone
from pactwork.links.models import FreshCode
from pactwork.links.secrets import code_for, token_for
from pactwork.modules.models import Run
from pactwork.people.models import Person
from pactwork.post.names import in_letters, one_line, unlinked
from pactwork.wiring.emails import EMAILS
from tests import stories
from tests.contracts.plans import Reader, asked, reader, soon, text_of
from tests.stories import CAROL, World, make_world

SOURCE = Path(pactwork.__file__).parent


def sent(world: World) -> list[Any]:
    """Everything that is due, sent; as the recipient's mail program parses it."""
    mail.outbox.clear()
    deliver_due(EMAILS)
    return [message_from_bytes(one.message().as_bytes()) for one in mail.outbox]


def words(letter: Any) -> tuple[str, str]:
    """The plain text and the HTML, on one line each."""
    parts = [p.get_payload(decode=True).decode() for p in letter.walk() if not p.is_multipart()]
    return " ".join(parts[0].split()), " ".join(parts[1].split())


def subjects(world: World) -> dict[str, str]:
    return {one.to[0]: str(one.subject) for one in posted(world)}


def posted(world: World) -> list[EmailMessage]:
    mail.outbox.clear()
    deliver_due(EMAILS)
    return list(mail.outbox)


def kinds_in_actions() -> set[str]:
    """Every kind that an action names in a Notice."""
    found = set()
    for path in SOURCE.rglob("actions*/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Notice" and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant):
                        found.add(str(part.value))
    return found | set(TOLD.values())  # end_ask takes its kind from there


def test_whoever_pauses_and_resumes_reads_that_they_did(world: World) -> None:
    """Everybody else reads who did, and until when."""
    world.agreed()
    contract, nadine = world.contract(), world.actor("nadine")
    sent(world)
    actions.pause(contract, by=nadine, reason="Night shifts.", back_on=date(2026, 12, 14))
    paused = {str(one["To"]): words(one)[0] for one in sent(world)}
    assert "You have paused this learning contract." in paused[contract.student.email]
    assert "Nadine Brooks has paused this learning contract." in paused["helen@midshire.example"]
    assert all("Expected back on Monday 14 December 2026." in s for s in paused.values())
    actions.resume(contract, by=world.actor("helen"))
    resumed = {str(one["To"]): words(one)[0] for one in sent(world)}
    assert "You have resumed this learning contract." in resumed["helen@midshire.example"]
    assert "Helen Marsh has resumed" in resumed[contract.student.email]


def test_every_kind_that_an_act_causes_has_a_writer() -> None:
    assert kinds_in_actions() <= EMAILS.keys()


def test_the_invitation(world: World) -> None:
    carol = asked(world)
    (letter,) = sent(world)
    text, html = words(letter)
    assert one_line(str(mail.outbox[0].subject)) == "Nadine’s learning plan needs your yes or no"
    assert mail.outbox[0].from_email.startswith("Nadine Brooks via Midshire University <")
    assert letter["To"] == CAROL["email"]
    assert letter["Reply-To"] == "nadine@student.midshire.example"
    spaced = f"{carol.code[:3]} {carol.code[3:]}"
    for version in (text, html):
        assert f"http://testserver{carol.letter}" in version
        assert spaced in version
        assert "work until Wednesday 4 November 2026" in version
        assert "Nadine Brooks gave us your address" in version
        assert "Stop these emails" in version
        assert "What we are asking about takes about 2 minutes to read on a phone" in version
    assert html.count("<a ") == 1
    assert "Listen back" in text  # what she wants to do, and no more: the plan is on the page
    assert "My own call recordings" not in text + html


class CutOnce(BaseEmailBackend):
    """A mail server that takes the letter and then fails, once."""

    tries: ClassVar[list[bytes]] = []

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        self.tries.extend(one.message().as_bytes() for one in messages)
        if len(self.tries) == 1:
            raise OSError("the line was cut after DATA")
        return len(messages)


def test_a_letter_tried_again_is_the_same_letter(
    world: World, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The post is down after it took the letter: the second is byte for byte the first."""
    carol = asked(world)
    tries = CutOnce.tries = list[bytes]()
    monkeypatch.setattr(settings, "EMAIL_BACKEND", f"{__name__}.CutOnce")
    deliver_due(EMAILS)
    assert soon().get().sent_at is None
    clock.forward(minutes=5)
    deliver_due(EMAILS)
    assert soon().get().sent_at
    assert len(tries) == 2
    assert tries[0] == tries[1]
    first = message_from_bytes(tries[0])
    assert first["Message-ID"].endswith("@testserver>")
    assert carol.code[:3] in words(first)[0]


def test_a_moot_letter_is_never_sent(world: World) -> None:
    asked(world)
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))
    assert posted(world) == []
    stopped = dict(soon().values_list("kind", "stopped_why"))
    assert stopped == {
        "asked": "nothing is being asked here any more",
        "withdrawn": "the question itself was never sent",
    }


def test_taking_the_question_back_is_told_to_whoever_had_it(world: World) -> None:
    asked(world)
    posted(world)
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))
    assert subjects(world) == {CAROL["email"]: "No answer needed: Nadine’s learning plan"}


def test_changed_words_are_told_to_whoever_had_the_old_ones(world: World) -> None:
    asked(world)
    posted(world)
    world.share(card={"when": "In spring."})
    assert subjects(world) == {CAROL["email"]: "Nadine’s learning plan has changed"}


def test_nobody_who_wants_to_be_left_alone_is_written_to(world: World) -> None:
    asked(world)
    leave_alone(world.institution, CAROL["email"].upper())
    assert posted(world) == []
    assert soon().get().stopped_why == "asked to be left alone"


def test_an_answer_by_link_and_its_receipt(world: World) -> None:
    asked(world).answer("revise", note="PRIVATE-NOTE about her health")
    told = {one["To"]: words(one) for one in sent(world)}
    assert set(told) == {CAROL["email"], "nadine@student.midshire.example"}
    text, html = told["nadine@student.midshire.example"]
    assert "not yet" in text
    assert f"/contracts/{world.contract().ref}/points/" in html
    assert "you said not yet" in told[CAROL["email"]][0]
    assert "PRIVATE" not in str(told)


def test_agreed_goes_out_when_an_undo_is_past_and_leads_each_to_their_copy(
    world: World, clock: Any
) -> None:
    contract = world.agreed()
    posted(world)
    assert not Delivery.objects.filter(kind="agreed").exclude(sent_at=None).exists()
    clock.forward(minutes=11)
    letters = {one["To"]: words(one)[0] for one in sent(world)}
    assert f"/contracts/{contract.ref}/agreement/" in letters["nadine@student.midshire.example"]
    carol = reader(world)
    assert f"{carol.letter}/agreement" in letters[CAROL["email"]]
    page = carol.client.get(f"{carol.letter}/agreement", follow=True)
    assert "Agreed Monday 5 October 2026" in text_of(page)


def test_an_undone_decision_sends_nothing(world: World, clock: Any) -> None:
    world.agreed()
    last = world.dossier().answers[-1]
    actions.undo_answer(world.contract(), last.ref, by=world.actor("helen"))
    clock.forward(minutes=11)
    said = [str(one.subject) for one in posted(world)]
    assert not [s for s in said if "agreed" in s or "Helen" in s]


def test_the_smaller_letters(world: World, clock: Any) -> None:
    asked(world)
    world.ask("university")
    posted(world)
    contract, helen = world.contract(), world.actor("helen")
    seat, owen = world.seat("university").ref, Person.objects.get(name="Owen Pritchard")
    actions.propose_talk(contract, seat, by=helen, message="PRIVATE-MESSAGE")
    actions.hand_over(contract, seat, by=helen, to=owen, note="PRIVATE-NOTE")
    actions.waive(contract, world.seat("workplace").ref, by=helen, reason="PRIVATE-REASON")
    found = posted(world)
    said = {str(one.subject) for one in found}
    assert said == {
        "Dr Helen Marsh suggests talking it through",
        "Dr Helen Marsh handed Nadine Brooks’s learning contract over to you",
        "One yes is not needed this time: Workplace",
        "No answer needed: Nadine’s learning plan",
    }
    assert "PRIVATE" not in "".join(one.message().as_string() for one in found)


def test_taking_a_yes_back_and_leaving_are_told_to_staff_and_student(world: World) -> None:
    carol = asked(world)
    page = carol.answer("yes")
    form = carol.form(page, "withdrawal") | {"reason": "PRIVATE", "code": carol.code}
    carol.client.post(f"{carol.page}withdrawal/", form)
    stop = carol.form(carol.client.get(f"{carol.page}stop/"), "stop")
    carol.client.post(f"{carol.page}stop/", stop | {"code": carol.code})
    found = posted(world)
    said = {(one.to[0].split("@")[0], str(one.subject)) for one in found}
    for who in ("nadine", "helen", "owen", "grace"):
        assert (
            who,
            "Carol Benning withdrew a yes: "
            + (
                "your learning contract" if who == "nadine" else "Nadine Brooks’s learning contract"
            ),
        ) in said
        assert (who, "Carol Benning wants no more emails") in said
    assert "carol.benning" not in {who for who, _ in said}
    assert "PRIVATE" not in "".join(one.message().as_string() for one in found)


def risky(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """The same world, where the module calls the workplace's risk high."""
    folder = tmp_path / "action-inquiry"
    copytree(stories.FILES / "action-inquiry", folder)
    text = (folder / "module.yaml").read_text()
    high = text.replace("        by: link\n", "        by: link\n        risk: high\n", 1)
    (folder / "module.yaml").write_text(high)
    monkeypatch.setattr(stories, "FILES", tmp_path)
    return make_world()


@pytest.mark.django_db
def test_where_the_risk_is_high_a_fresh_code_decides(
    clock: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    world = risky(monkeypatch, tmp_path)
    carol = asked(world)
    (invitation,) = sent(world)
    assert "to request a new one when you answer" in words(invitation)[0]
    printed = carol.answer("yes")
    assert "That code is wrong or more than ten minutes old." in text_of(printed)
    form = carol.form(printed) | {"decision": "yes", "name": "Carol Benning", "code": ""}
    wrong = carol.client.post(f"{carol.page}code/", form | {"printed": "000000"})
    assert wrong.status_code == 422
    assert not FreshCode.objects.exists()
    page = carol.client.post(f"{carol.page}code/", form | {"printed": carol.code})
    assert "A new six-digit code is on its way" in text_of(page)
    assert 'value="Carol Benning"' in page.content.decode()
    assert 'value="yes" checked' in " ".join(page.content.decode().split())
    fresh = code_for(FreshCode.objects.get().ref)
    (letter,) = sent(world)
    assert f"{fresh[:3]} {fresh[3:]}" in words(letter)[0]
    done = carol.answer("yes", page, code=fresh)
    assert "You said yes" in text_of(done)


HOSTILE = "Eve\r\nBcc: all@example.org <b>www.evil.example</b> http://evil.example/x"


@pytest.mark.asvs("V1.3.11")
def test_a_name_is_no_place_for_a_header_a_tag_or_an_address(world: World) -> None:
    world.share()
    Run.objects.update(title="Inquiry: sign in at http://evil.example/login")
    actions.ask(
        world.contract(),
        world.seat("workplace").ref,
        by=world.actor("nadine"),
        draft=1,
        name=HOSTILE[:180],
        email=CAROL["email"],
        message="See http://evil.example/now",
    )
    (letter,) = sent(world)
    assert letter["Bcc"] is None
    text, html = words(letter)
    assert "evil.example" not in text + html
    assert "<b>www" not in html
    reader(world).answer("yes", name=HOSTILE)
    for one in sent(world):
        assert one["Bcc"] is None
        assert "evil.example" not in "".join(words(one))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Dr. Helen  Marsh", "Dr. Helen Marsh"),
        ("J.P. O’Neill", "J.P. O’Neill"),
        ("Ann\u202egnp.exe", "Anngnp exe"),
        ("visit evil.com now", "visit evil com now"),
        ("نیلوفر می‌خواهم", "نیلوفر می‌خواهم"),
        ("x" * 300, "x" * 80),
    ],
)
def test_names_in_letters(name: str, shown: str) -> None:
    assert in_letters(name) == shown


def test_one_line_is_cut_between_signs() -> None:
    family = "👩\u200d👩\u200d👧"
    assert one_line(f"Hi {family}{family}", 9) == f"Hi {family}"
    assert one_line("e\u0301" * 9, 5) == "e\u0301" * 2
    assert one_line("a" + "\u0301" * 30, 9) == "a" + "\u0301" * 8
    assert one_line("Carol\r\nBenning") == "Carol Benning"
    assert unlinked("a://b") == "a b"


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(
    world: World, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    asked(world)
    entry = soon().get().entry
    Delivery.objects.create(
        entry=entry, kind="no-such-kind", to="a@example.org", about="x", due_at=entry.at
    )
    assert deliver_due(EMAILS) == 2
    assert len(mail.outbox) == 1
    poison = Delivery.objects.get(kind="no-such-kind")
    assert poison.sent_at is None
    assert poison.leased_until is None
    assert "KeyError" in poison.stopped_why
    for _ in range(outbox.MOST_TRIES):
        clock.forward(days=2)
        deliver_due(EMAILS)
    poison.refresh_from_db()
    assert poison.stopped_why.startswith("given up")


def test_a_second_link_has_a_code_of_its_own(world: World) -> None:
    carol = asked(world)
    world.share(card={"when": "In spring."})
    world.ask("workplace")
    second = reader(world)
    assert isinstance(second, Reader)
    assert second.code != carol.code
    assert token_for(second.link.ref) != token_for(carol.link.ref)
    assert Ask.objects.filter(ended_at=None).count() == 1
