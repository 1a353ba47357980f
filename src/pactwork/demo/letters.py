"""Letters that the demo sent, read back from the folder they were sent to."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Letter:
    """One letter as it would have arrived."""

    name: str
    to: str
    sender: str
    subject: str
    sent_at: datetime
    text: str


def _folder() -> Path:
    return Path(settings.DATA) / "mail"


def _read(path: Path) -> Letter | None:
    # Django's file backend ends each letter with a line of dashes.
    raw = path.read_bytes().rsplit(b"\n" + b"-" * 79, 1)[0]
    message = message_from_bytes(raw, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message["Date"]:
        return None
    body = message.get_body(preferencelist=("plain",))
    return Letter(
        name=path.stem,
        to=str(message["To"]),
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])),
        text=body.get_content() if body else "",
    )


def newest_letters(to: str = "", most: int = 60) -> list[Letter]:
    """The newest letters first, all or those to one address."""
    found: list[Letter] = []
    paths = sorted(_folder().glob("*.log"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for path in paths:
        letter = _read(path)
        if letter and to.lower() in letter.to.lower():
            found.append(letter)
        if len(found) == most:
            break
    return found


def letter_named(name: str) -> Letter | None:
    path = _folder() / f"{name}.log"
    return _read(path) if path.is_file() else None
