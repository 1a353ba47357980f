"""The email to a workplace says who asks, what for, how long it takes, and what went before."""

from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage as Parsed
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import regex
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts import actions
from pactwork.contracts.models import Ask
from pactwork.contracts.typed import Told
from pactwork.ground.canonical import digest
from pactwork.history.outbox import deliver_due
from pactwork.modules.models import PinnedTemplate, Role
from pactwork.post.names import shortened
from pactwork.wiring.emails import EMAILS
from tests.contracts.plans import asked, reader
from tests.contracts.play import FILES, Play
from tests.stories import CAROL, World

BAD = "evil.example/part"


def to_carol() -> list[Parsed]:
    """What goes to Carol now, as her mail program parses it."""
    mail.outbox.clear()
    deliver_due(EMAILS)
    found = [one for one in mail.outbox if one.to == [CAROL["email"]]]
    return [BytesParser(policy=default).parsebytes(one.message().as_bytes()) for one in found]  # type: ignore[misc]


def question() -> Parsed:
    return next(one for one in to_carol() if "needs your yes or no" in str(one["Subject"]))


def both(email: Parsed) -> list[str]:
    """The plain text and the HTML, each on one line."""
    return [
        " ".join(part.get_content().split()) for part in email.walk() if not part.is_multipart()
    ]


def sender(email: Parsed) -> Address:
    found: Address = email["From"].addresses[0]
    return found


def test_the_email_says_who_asks_for_what_how_long_it_takes_and_how_to_check_it(
    world: World,
) -> None:
    world.institution.help_email = "help@midshire.example"
    world.institution.save()
    asked(world)
    email = question()
    assert sender(email).display_name == "Nadine Brooks via Midshire University"
    assert email["Reply-To"] == "nadine@student.midshire.example"
    for words in both(email):
        assert "Nadine Brooks is studying" in words
        assert "says:" in words
        assert "Listen back to twelve of my own complaint calls." in words
        assert "we need a yes or a no from you" in words
        assert "about 2 minutes to read" in words
        assert (
            "If you have questions, or want to check that this email is real, "
            "ask for Dr Helen Marsh at Midshire University: help@midshire.example."
        ) in words
        assert "letter" not in words.replace("letter-spacing", "").lower()


@pytest.mark.parametrize(
    ("kinds", "help_email", "says"),
    [
        (["facilitator", "placement_officer"], "h@m.example", "ask for Dr Helen Marsh at Midshire"),
        (["placement_officer"], "h@m.example", "ask for Grace Obi at Midshire University: h@m"),
        (["placement_officer"], "", "ask for Grace Obi at Midshire University, using a phone"),
        (
            [],
            "h@m.example",
            "to check that this email is real, contact Midshire University: h@m.example.",
        ),
        ([], "", ""),
    ],
)
def test_nobody_is_named_to_check_with_who_is_not_there(
    world: World, kinds: list[str], help_email: str, says: str
) -> None:
    world.institution.help_email = help_email
    world.institution.save()
    asked(world)
    Role.objects.filter(run=world.run).exclude(kind__in=kinds).delete()
    for words in both(question()):
        assert (says or "work until") in words
        assert says or "is real" not in words


@pytest.mark.asvs("V1.3.11")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Brooks, Nadine", "Brooks, Nadine via Midshire University"),
        ('Nadine "Nan" Brooks', 'Nadine "Nan" Brooks via Midshire University'),
        ("Nadine\r\nBcc: all@example.org", "Nadine Bcc: all example.org via Midshire University"),
        ("Nadine \u202egnp.exe", "Nadine gnp exe via Midshire University"),
        ("Nadine <x@evil.example>", "Nadine x evil example via Midshire University"),
        ("Zoë Łuczak (Zo)", "Zoë Łuczak (Zo) via Midshire University"),
        ("نیلوفر می‌خواهم", "نیلوفر می‌خواهم via Midshire University"),
    ],
)
def test_the_sender_is_a_name_and_no_header_whatever_the_name(
    world: World, name: str, shown: str
) -> None:
    asked(world)
    person = world.people["nadine"]
    person.name = name
    person.save()
    email = next(iter(to_carol()))
    found = sender(email)
    assert " ".join(found.display_name.split()) == shown.replace("example.org", "example org")
    assert len(email["From"].addresses) == 1
    assert found.addr_spec == mail.outbox[0].from_email.rpartition("<")[2].rstrip(">")
    assert email["Bcc"] is None


@pytest.mark.parametrize("name", ["N" * 200, "Ñandú " * 33, "Ann, " * 40, '"' * 90])
def test_the_longest_names_are_sent(world: World, name: str) -> None:
    world.institution.name = name
    world.institution.save()
    asked(world)
    person = world.people["nadine"]
    person.name = name
    person.save()
    assert len(to_carol()[0]["From"].addresses) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("\n\n  Ring six tenants.\nThen write.", "Ring six tenants."),
        ("See http://evil.example/now", "See http evil example/now"),
        ("word " * 90, "word word…"),
        ("计划" * 120, "计划计…"),
        ("<b>Bold</b> plans", "b Bold /b plans"),
    ],
)
def test_the_aim_is_one_line_cut_at_a_word_and_no_link(world: World, typed: str, says: str) -> None:
    world.share(card={"do": typed})
    world.ask("workplace")
    text, html = both(question())
    assert "Nadine’s learning plan says: > " in text
    assert says in text
    assert says in html
    assert "http://evil" not in text + html


@pytest.mark.django_db
@pytest.mark.parametrize("titled", [True, False])
def test_the_aim_is_the_title_or_else_the_first_longer_words_with_every_line_of_them(
    titled: bool, tmp_path: Path
) -> None:
    text = (FILES / "field-internship.yaml").read_text(encoding="utf-8")
    place = next(line for line in text.splitlines() if "{key: place," in line)
    text = text.replace(f"{place}\n", "").replace("    sections:\n", f"    sections:\n{place}\n")
    text = text if titled else text.replace("    title_prompt: work.title\n", "")
    (tmp_path / "module.yaml").write_text(text, encoding="utf-8")
    play = Play(tmp_path / "module.yaml")
    play.share(place={"where": "Plot 14, Marine Road,\nApapa"})
    play.ask("site")
    mail.outbox.clear()
    deliver_due(EMAILS)
    (said,) = [" ".join(str(m.body).split()) for m in mail.outbox if m.to == ["site1@host.example"]]
    aim = "“Title”, Student’s internship plan says: > Said: title."
    address = "“Where”, Student’s internship plan says: > Plot 14, Marine Road, Apapa"
    assert (aim in said, address in said) == (titled, not titled)


@given(st.text(), st.integers(2, 60))
def test_what_is_cut_is_never_longer_and_never_tears_a_word_of_few_signs(
    text: str, most: int
) -> None:
    cut = shortened(text, most)
    assert len(regex.findall(r"\X", cut)) <= most
    assert cut == text or cut.endswith("…")
    assert text.startswith(cut.removesuffix("…")) or cut == text


# --- asked again ---------------------------------------------------------------------------------

CHANGED = {"when": "In spring."}


def _said_yes(world: World) -> None:
    reader(world).answer("yes")


def _asked_for_changes(world: World) -> None:
    reader(world).answer("revise", note="Not in March.")


def _took_it_back(world: World) -> None:
    carol = reader(world)
    page = carol.answer("yes")
    form = carol.form(page, "withdrawal") | {"reason": "Not now", "code": carol.code}
    carol.client.post(f"{carol.page}withdrawal/", form)


def _not_me(world: World) -> None:
    reader(world).answer("not_me", unknown="yes")


def _passed_it_on(world: World) -> None:
    dev = {"right_name": "Dev Patel", "right_email": "dev.patel@larkmoor.example"}
    reader(world).answer("not_me", **dev)
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))


def _withdrawn(world: World) -> None:
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))


def _said_it_by_phone(world: World) -> None:
    seat, today = world.seat("workplace").ref, date(2026, 10, 5)
    told = Told("phone", today, CAROL["name"], CAROL["email"], reason="She rang.")
    actions.record_yes(world.contract(), seat, told, by=world.actor("grace"), draft=1)


def _disputed_it(world: World) -> None:
    _said_it_by_phone(world)
    seat = world.seat("workplace").ref
    actions.dispute(world.contract(), seat, by=world.carol(), reason="I did not.")


def _silent(world: World) -> None:
    return None


ANSWERS = [
    (_said_yes, CHANGED, "You said yes on Monday 5 October 2026; one line has changed: “When”."),
    (
        _said_yes,
        {"when": "In spring.", "safe": "No names at all."},
        "You said yes on Monday 5 October 2026; 2 lines have changed: “When” and “What stays safe”.",
    ),
    (
        _asked_for_changes,
        CHANGED,
        "On Monday 5 October 2026 you asked for changes; one line has changed: “When”.",
    ),
    (
        _took_it_back,
        CHANGED,
        (
            "You said yes on Monday 5 October 2026, and withdrew it on Monday 5 October "
            "2026; one line has changed: “When”."
        ),
    ),
    (
        _took_it_back,
        {},
        (
            "You said yes on Monday 5 October 2026, and withdrew it on Monday 5 October "
            "2026; the wording we are asking about has not changed."
        ),
    ),
    (
        _silent,
        CHANGED,
        "We asked you on Monday 5 October 2026 and have no answer from you; one line has changed: “When”.",
    ),
    (
        _withdrawn,
        {},
        (
            "We asked you on Monday 5 October 2026 and have no answer from you; the wording "
            "we are asking about has not changed."
        ),
    ),
    (
        _passed_it_on,
        {},
        "On Monday 5 October 2026 you passed this on. Nadine is asking you again.",
    ),
    (
        _said_it_by_phone,
        CHANGED,
        ("A yes from you on Monday 5 October 2026 was written down; one line has changed: “When”."),
    ),
    (
        _disputed_it,
        {},
        (
            "A yes from you on Monday 5 October 2026 was written down, and does not count; "
            "the wording we are asking about has not changed."
        ),
    ),
    (
        _not_me,
        CHANGED,
        "On Monday 5 October 2026 you said that you are not the right person to ask. "
        "Nadine is asking you again.",
    ),
]


@pytest.mark.parametrize(("before", "changes", "says"), ANSWERS)
def test_an_email_that_asks_again_says_what_was_answered_and_what_changed(
    world: World, clock: Any, before: Any, changes: dict[str, str], says: str
) -> None:
    """Case 33, and every other answer that may have gone before."""
    asked(world)
    first = question()
    before(world)
    to_carol()
    clock.forward(days=7)
    if changes:
        world.share(card=changes)
    if not Ask.objects.filter(ended_at=None).exists():
        world.ask("workplace")
    email = question()
    assert (
        str(email["Subject"]).strip() == "Asking again: Nadine’s learning plan needs your yes or no"
    )
    assert str(first["Subject"]).strip() == "Nadine’s learning plan needs your yes or no"
    for words in both(email):
        plain = words.replace('</p> <p style="margin:0 0 14px">', " ")
        assert f"Hello Carol, {says}" in plain
        assert "Nadine Brooks is studying" in plain.split(says)[1]


def test_an_email_that_asks_again_quotes_what_changed_and_not_what_did_not(
    world: World, clock: Any
) -> None:
    asked(world).answer("yes")
    to_carol()
    clock.forward(days=7)
    world.share(card=CHANGED)
    world.ask("workplace")
    for words in both(question()):
        assert "“When” now says:" in words
        assert "In spring." in words
        assert "Listen back to twelve" not in words


def test_words_that_did_not_change_are_quoted_as_at_first(world: World, clock: Any) -> None:
    asked(world)
    to_carol()
    clock.forward(days=7)
    _withdrawn(world)
    world.ask("workplace")
    for words in both(question()):
        assert "Listen back to twelve" in words
        assert "now says" not in words


def test_a_question_that_never_went_out_was_never_asked(world: World, clock: Any) -> None:
    asked(world)
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))
    clock.forward(days=1)
    world.ask("workplace")
    assert str(question()["Subject"]).strip() == "Nadine’s learning plan needs your yes or no"


def test_somebody_else_is_not_told_what_carol_answered(world: World) -> None:
    asked(world).answer("revise", note="Not in March.")
    world.share(card=CHANGED)
    seat, by = world.seat("workplace").ref, world.actor("nadine")
    ian = {"name": "Ian Moss", "email": "ian@larkmoor.example"}
    actions.ask(world.contract(), seat, by=by, draft=2, **ian)
    mail.outbox.clear()
    deliver_due(EMAILS)
    (email,) = [one for one in mail.outbox if one.to == ["ian@larkmoor.example"]]
    assert "asked for changes" not in str(email.body)
    assert "Asking again" not in str(email.subject)


PHISHING = (
    "Read files.” Midshire University needs you to ring 0900 123 456 now. “Thank you\n"
    "evil。com evil․com evil．com evil｡com bit.ly/x"
)


def test_nothing_in_somebodys_words_ends_their_quotation(world: World) -> None:
    """Every line of them is marked, in text and in HTML, and no address in them is one."""
    for number, typed in enumerate((PHISHING, " ".join(PHISHING.split())), 1):
        world.share(card={"do": typed})
        contract, seat = world.contract(), world.seat("workplace")
        actions.ask(
            contract, seat.ref, by=world.actor("nadine"), draft=number, message=typed, **CAROL
        )
        email = next(one for one in to_carol() if "yes or no" in str(one["Subject"]))
        text, html = (part.get_content() for part in email.walk() if not part.is_multipart())
        lines = [
            line for line in text.splitlines() if regex.search("0900|Thank you|evil|bit", line)
        ]
        assert lines
        assert all(line.startswith("> ") for line in lines)
        said = regex.sub(r"(?s)<blockquote.*?</blockquote>", "", html)
        assert "0900" in html
        assert "0900" not in said
        for words in (text, html):
            assert "”" not in regex.sub(r"“What I will do”|“Stop these emails”", "", words)
            assert not regex.search(r"evil[.。․．｡]com|bit\.ly", words)


def test_no_word_of_a_module_is_a_link_in_an_email(world: World) -> None:
    form = PinnedTemplate.objects.get(run=world.run)
    parties = [
        {**party, "calls_it": "http://evil.example/plan"} if party["by"] == "link" else party
        for party in form.body["parties"]
    ]
    sections = [{**one, "title": BAD, "short": BAD} for one in form.body["sections"]]
    body = {**form.body, "parties": parties, "sections": sections}
    PinnedTemplate.objects.filter(pk=form.pk).update(body=body, digest=digest(body))
    carol = asked(world)
    email = question()
    for words in (str(email["Subject"]), *both(email)):
        assert "evil example/plan" in words
        assert "evil.example" not in words
    carol.answer("yes")
    (receipt,) = to_carol()
    for words in both(receipt):
        assert "evil example/part" in words
        assert "evil.example" not in words
