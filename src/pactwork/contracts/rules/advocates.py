"""What makes an advocate's address worth a second look by staff. It blocks nothing."""

import re
import unicodedata

from pactwork.ground.mailboxes import mailbox
from pactwork.ground.names import plain_names
from pactwork.ground.refusal import Refusal

MANY = 4  # an advocate for this many students or more is shown to staff


def _mailbox(email: str) -> str:
    """An address without the tricks that reach the same box: case, dots, +tags."""
    local, _, domain = mailbox(email).partition("@")
    return f"{local.split('+')[0].replace('.', '')}@{domain}"


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z ]", "", bare.lower())


def family_name(name: str) -> str:
    words = _plain(" ".join(plain_names(name))).split()
    return words[-1] if words else ""


def concerns(
    student: str, student_email: str, name: str, email: str, serves: int
) -> tuple[Refusal, ...]:
    """Reasons to look: the student's own mailbox, family name or university domain; serves many."""
    found = []
    if _mailbox(email) == _mailbox(student_email):
        found.append(Refusal("same_mailbox"))
    elif mailbox(email).partition("@")[2] == mailbox(student_email).partition("@")[2]:
        found.append(Refusal("same_domain"))
    if family_name(name) and family_name(name) == family_name(student):
        found.append(Refusal("same_family_name"))
    if serves >= MANY:
        found.append(Refusal("serves_many", {"count": serves}))
    return tuple(found)
