"""What makes an advocate worth a second look by staff. It blocks nothing; ``doubtful`` does."""

import regex

from pactwork.ground.mailboxes import mailbox
from pactwork.ground.names import name_words
from pactwork.ground.refusal import Refusal
from pactwork.ground.unicode import normal

MANY = 4  # an advocate for this many students or more is shown to staff
_FAMILY_FIRST = regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}ー々]+")


SAME_HOUSE = {"googlemail.com": "gmail.com", "pm.me": "proton.me", "protonmail.com": "proton.me"}


def _box(email: str) -> str:
    """An address without the tricks that reach the same box: case, dots, +tags, a domain's other name."""
    local, _, domain = mailbox(email).rpartition("@")
    return f"{local.split('+')[0].replace('.', '')}@{SAME_HOUSE.get(domain, domain)}"


def same_box(one: str, other: str) -> bool:
    """Whether two addresses reach one mailbox; nobody's is nobody else's."""
    return bool(one) and _box(one) == _box(other)


def family_name(name: str) -> str:
    """For comparing: the last word, or the first where a script writes the family's name first.

    A Chinese or Korean name without blanks begins with its family's one sign; of longer ones in one
    piece, as in Japanese, nobody can tell.
    """
    words = [normal(word) for word in name_words(name)]
    if not words:
        return ""
    if not _FAMILY_FIRST.fullmatch("".join(words)):
        return words[-1]
    if len(words) > 1:
        return words[0]
    return words[0][0] if len(words[0]) < 4 else ""


def concerns(
    student: str, student_email: str, name: str, email: str, serves: int, *, family: bool = False
) -> tuple[Refusal, ...]:
    """Reasons to look: the student's own mailbox, family name or university domain; serves many.

    ``family``: whoever is asked is to be of the student's own, so that one name says nothing.
    """
    found = []
    if same_box(email, student_email):
        found.append(Refusal("same_mailbox"))
    elif mailbox(email).partition("@")[2] == mailbox(student_email).partition("@")[2]:
        found.append(Refusal("same_domain"))
    if not family and family_name(name) and family_name(name) == family_name(student):
        found.append(Refusal("same_family_name"))
    if serves >= MANY:
        found.append(Refusal("serves_many", {"count": serves}))
    return tuple(found)
