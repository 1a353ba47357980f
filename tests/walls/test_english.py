"""Words that betray a translation are in no sentence of pages, emails, commands and the manual."""

import re

import pytest

from tests.walls.test_email_not_letter import told

# What was written of earlier versions; what people of the demo say; what is printed byte for byte as ever.
SPOKEN = re.compile(r"CHANGELOG|/demo[./]|/migrations/|commands/packs\.py|docs/states\.md")
# What gives it away -> what a British editor writes.
PLAIN = {
    r"\banew\b": "again",
    r"\bput right\b": "correct",
    r"\bwho(?:m)?ever\b": "the person who, anyone who",
    r"\bthose (?:before|after)\b": "previous, next",
    r"\bletters long\b": "characters",
    r"\bsorted away\b": "in the spam folder",
    r"\b(?:take|takes|taken|took) (?:it )?up again\b": "resume",
    r"\bthrow (?:it|them|this) away\b": "delete, discard",
    r"\blet it go\b": "cancel",
    r"\bis not whole\b": "is incomplete",
    r"\bin a wrong name\b": "under the wrong name",
    r"\blong may\b": "(leave it out)",
    r"\b(?:is|are|nothing|was) owed\b": "to do",
    r"\bstands? (?:here|there|beside|above|below)\b": "is shown",
    r"\bfresh (?:digits|code)\b": "new code",
    r"\bleaves? (?:me|us|you|them) alone\b": "stop these emails",
    r"\bneed(?:s)? not\b": "does not have to",
    r"\bnobody.s turn\b": "nobody has to act",
    r"\bsomebody\b": "someone",
}


@pytest.fixture(scope="module")
def sentences() -> list[tuple[str, str]]:
    return [(where, said) for where, said in told() if not SPOKEN.search(where)]


@pytest.mark.parametrize(("foreign", "plain"), PLAIN.items())
def test_plain_words_are_used(sentences: list[tuple[str, str]], foreign: str, plain: str) -> None:
    pattern = re.compile(foreign, re.IGNORECASE)
    assert [f"{where}: {said}" for where, said in sentences if pattern.search(said)] == [], plain


SAID = (
    "Ask them anew", "It is put right", "Whoever asked it", "Those after", "3001 letters long",
    "mail that was sorted away", "Taken up again", "Throw it away", "Let it go",
    "This link is not whole", "done in a wrong name", "Long may it last", "Nothing is owed",
    "What stands there now", "Fresh digits", "Leave me alone", "You need not wait", "Nobody’s turn",
    "Somebody else",
)  # fmt: skip


@pytest.mark.parametrize(("foreign", "said"), list(zip(PLAIN, SAID, strict=True)))
def test_each_pattern_sees_what_it_is_for(foreign: str, said: str) -> None:
    assert re.search(foreign, said, re.IGNORECASE)
