"""An address of somebody is judged in one way, on whichever page it is typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.rules.holders import bad_holder
from pactwork.contracts.rules.kinds.base import typed_prompt
from pactwork.ground import mailboxes
from pactwork.hotseats.rules import typed
from pactwork.modules.roster.lines import Unreadable, _email
from pactwork.modules.rules.prompts import Prompt
from pactwork.people.rules.describing import problems
from pactwork.web.signin import CodeForm
from tests.insist.of_values import ADDRESSES
from tests.walls.test_house import SOURCE, files, name_of

GOOD = {
    "x@y.z": "x@y.z",
    "Jo.Price+lark@mail.example.org": "Jo.Price+lark@mail.example.org",
    "o'hara@example.ie": "o'hara@example.ie",
    "jo@müller.example": "jo@müller.example",
    "jo@xn--mller-kva.example": "jo@müller.example",
    "jo@例え.example": "jo@例え.example",
    "Jo Price <jo@c.org>": "jo@c.org",
    "mailto:jo@c.org?bcc=x@y.z": "jo@c.org",
    " jo@C.ORG. ": "jo@c.org",
    "ｊｏ＠ｃ．ｏｒｇ": "jo@c.org",
    "jo\u200b@c.org\u202e": "jo@c.org",
}
# Nothing at all is missing and not wrong; a null character does not come through any door.
BAD = [text for text in ADDRESSES if text.strip() and "\0" not in text]
PROMPT = Prompt(key="to", ask="Where?", type="email")


def on_a_roster(text: str) -> bool:
    try:
        _email(text)
    except Unreadable:
        return False
    return True


def at_sign_in(text: str) -> bool:
    """By the field itself: the form looks for an account, and counts."""
    try:
        CodeForm.base_fields["email"].clean(text)
    except ValidationError:
        return False
    return True


JUDGES: dict[str, Callable[[str], bool]] = {
    "an advocate": lambda text: "email" not in bad_holder("Jo Price", text),
    "whoever is right instead": lambda text: "right_email" not in bad_holder("Jo", text, "right_"),
    "a guest": lambda text: typed.email(text) is None,
    "a section's prompt": lambda text: typed_prompt(PROMPT, {"to": [text]}, "to")[1] is None,
    "a roster": on_a_roster,
    "whom people write to": lambda text: problems(None, text)["help_email"] is None,
    "sign in": at_sign_in,
}


@pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)
def test_every_page_says_the_same_of_an_address(judge: Callable[[str], bool]) -> None:
    assert [text for text in BAD if judge(text)] == []
    assert [text for text in GOOD if not judge(text)] == []


@pytest.mark.parametrize("text", GOOD)
def test_what_is_kept_is_the_mailbox_and_nothing_around_it(text: str) -> None:
    assert mailboxes.written(text) == GOOD[text]


@given(st.text(alphabet='ab.@-_<>",;: \n\r\0\u202eü', max_size=24))
def test_what_is_taken_for_an_address_is_one_mailbox_and_one_line(text: str) -> None:
    """A name around it, a second address or a header of an email is never among it."""
    if mailboxes.refusal(text) is None:
        address = mailboxes.written(text)
        assert mailboxes.refusal(address) is None
        assert mailboxes.written(address) == address
        assert not set(address) & set('<>",;: \n\r\0\u202e')
        assert address.count("@") == 1


def judged_otherwise(path: Path) -> bool:
    text = path.read_text()
    return any(word in text for word in ("validate_email", "EmailValidator", "forms.EmailField"))


def test_nothing_else_judges_addresses() -> None:
    assert [name_of(path) for path in files(SOURCE) if judged_otherwise(path)] == []
