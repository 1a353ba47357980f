"""The email's own line is a code, at every door that takes one (case-25)."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

import pactwork
from pactwork.history.outbox import deliver_due
from pactwork.links.codes import MOST_PASTED as MOST
from pactwork.links.codes import code_in, six_digits
from pactwork.links.queries import is_left_alone
from pactwork.links.secrets import token_for
from pactwork.links.visits import KEPT
from pactwork.wiring.emails import EMAILS
from tests.contracts.plans import Reader, asked, forms_in, text_of
from tests.hotseats import seats
from tests.stories import World

SOURCE = Path(inspect.getfile(pactwork)).parent


def mailed_line() -> str:
    """The line of the newest email that holds its code, as one copies it on a phone."""
    deliver_due(EMAILS)
    (line,) = re.findall(r"^.*\b\d{3} \d{3}$", str(mail.outbox[-1].body), re.M)
    assert len(line) > 20
    return line


def test_the_mailed_line_answers(world: World) -> None:
    carol = asked(world)
    assert "You said yes" in text_of(carol.answer("yes", code=mailed_line()))


@pytest.mark.parametrize("around", ["{}", "  {}.", "> {}", "{} – thank you", "“{}”\n"])
def test_whatever_stands_around_it_in_the_email(world: World, around: str) -> None:
    carol = asked(world)
    assert "You said yes" in text_of(carol.answer("yes", code=around.format(mailed_line())))


def test_the_mailed_line_opens_the_page_and_stops_the_emails(world: World) -> None:
    carol, line = asked(world), mailed_line()
    bare: Any = Client(enforce_csrf_checks=True)
    page = bare.post(carol.page, opening(bare, carol.letter) | {"code": line})
    assert "Carol, is this learning plan all right" in text_of(page)
    form = carol.form(page)
    done = bare.post(f"{carol.page}answer/", form | {"decision": "yes", "name": "Carol Benning"})
    assert "You said yes" in text_of(done)
    shown = carol.client.get(f"{carol.page}stop/") if carol.open() else None
    sent = carol.form(shown, "stop") | {"code": line}
    assert "No more emails" in text_of(carol.client.post(f"{carol.page}stop/", sent, follow=True))
    assert is_left_alone(world.institution, carol.link.email)


def test_the_mailed_line_answers_in_a_hotseat(world: World) -> None:
    seat = seats.invited(world)
    question = seats.asked(world, seat)
    line, link = mailed_line(), seats.fresh(seat).link
    assert link
    client, page = Client(enforce_csrf_checks=True), reverse("hotseats:guest", args=[link.ref])
    letter = reverse("hotseats:guest_open", args=[link.ref, token_for(link.ref)])
    shown = client.post(page, opening(client, letter) | {"code": line})
    assert shown.status_code == 200
    form = Reader(link).form(shown, "answer")
    sent = form | {f"answer-{question.ref}": "You do, by name.", "code": line}
    client.post(f"{page}answer/", sent)
    question.refresh_from_db()
    assert question.answer.text == "You do, by name."


def opening(bare: Client, letter: str) -> dict[str, str]:
    """What a browser that keeps no cookie is given to send with the code."""
    (form,) = forms_in(bare.get(f"{letter}?{KEPT}").content.decode())
    return {name: value for name, value in form["fields"].items() if name != "code"}


@given(st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=MOST - 20))
def test_no_door_cuts_a_line_before_its_digits_are_taken(words: str) -> None:
    assert six_digits(code_in({"code": f"{words} 123 456"})) == "123456"


def test_no_view_takes_a_code_by_itself() -> None:
    """One helper, one length: a form field that is a code is read nowhere else."""
    field = re.compile(r'(?:POST|post)[^\n]*"(?:\w+_)?(?:code|printed)"')
    found = [
        (path.name, line.strip())
        for path in SOURCE.rglob("*.py")
        for line in path.read_text().splitlines()
        if field.search(line) and "code_in(" not in line and " in request.POST" not in line
    ]
    assert [(name, line) for name, line in found if '"role"' not in line] == []
