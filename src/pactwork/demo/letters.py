"""Letters that the demo sent, read back from the folder they were sent to; a page at a time."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

PAGE = 40
HEAD = 4096  # bytes in which every header of ours stands


@dataclass(frozen=True)
class Letter:
    """One letter as it would have arrived."""

    name: str
    to: str
    sender: str
    subject: str
    sent_at: datetime
    text: str


@dataclass(frozen=True)
class Head:
    """What the list needs, and by what it is sorted and found."""

    name: str
    to: str
    subject: str
    sent_at: datetime


@dataclass(frozen=True)
class Page:
    letters: list[Head]
    number: int
    pages: int
    count: int


def _folder() -> Path:
    return Path(settings.DATA) / "mail"


def _message(raw: bytes) -> EmailMessage | None:
    message = message_from_bytes(raw, policy=policy.default)
    return message if isinstance(message, EmailMessage) and message["Date"] else None


def _sent_at(message: EmailMessage) -> datetime:
    """In UTC; a zone of -0000 is read as none."""
    said = parsedate_to_datetime(str(message["Date"]))
    return said if said.tzinfo else said.replace(tzinfo=UTC)


class HalfWrittenError(Exception):
    """The worker is still at it; the next look finds the rest."""


@lru_cache(maxsize=8192)
def _head(path: Path) -> Head:
    """A letter never changes once it is written, so it is looked at once."""
    with path.open("rb") as file:
        head, ended, _body = file.read(HEAD).partition(b"\n\n")
    message = _message(head + ended) if ended else None
    if message is None:
        raise HalfWrittenError
    return Head(path.stem, str(message["To"]), str(message["Subject"]), _sent_at(message))


def _heads() -> Iterator[Head]:
    for path in _folder().glob("*.log"):
        with suppress(HalfWrittenError):
            yield _head(path)


def page_of_letters(to: str = "", number: int = 1) -> Page:
    """The newest letters first, all or those to one address; a page that is not there is the last."""
    wanted = to.strip().lower()
    found = [head for head in _heads() if wanted in head.to.lower()]
    found.sort(key=lambda head: (head.sent_at, head.name), reverse=True)
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(1, number), pages)
    start = (number - 1) * PAGE
    return Page(found[start : start + PAGE], number, pages, len(found))


def letter_named(name: str) -> Letter | None:
    path = _folder() / f"{name}.log"
    # Django's file backend ends each letter with a line of dashes.
    message = (
        _message(path.read_bytes().rsplit(b"\n" + b"-" * 79, 1)[0]) if path.is_file() else None
    )
    if message is None:
        return None
    body = message.get_body(preferencelist=("plain",))
    return Letter(
        name=name,
        to=str(message["To"]),
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        sent_at=_sent_at(message),
        text=body.get_content() if body else "",
    )
