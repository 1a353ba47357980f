"""Writing checkpoints: signed, kept, filed, and mailed to whoever bears witness."""

import os
from datetime import UTC

from django.conf import settings
from django.db import transaction

from pactwork.ground import clock
from pactwork.history.checkpoints import Seen, due, file_of, seen
from pactwork.history.models import Checkpoint, Delivery, Entry, Head
from pactwork.history.signing import public_key, sign

LETTER = "checkpoint"


def make_checkpoint(chain: str) -> Checkpoint | None:
    """Sign where a chain stands, unless that is signed already; file it once it is committed.

    The letters hang on the entry that is signed: a checkpoint is no act, and adds none.
    """
    with transaction.atomic():
        head = Head.objects.select_for_update(no_key=True).filter(chain=chain, length__gt=0).first()
        if head is None:
            return None
        made = Checkpoint.objects.filter(chain=chain, length=head.length).first()
        if made is None:
            made = _signed(head)
            entry = Entry.objects.get(chain=chain, seq=head.length)
            Delivery.objects.bulk_create(
                Delivery(
                    entry=entry, kind=LETTER, to=to, about=f"checkpoint:{made.pk}", due_at=made.at
                )
                for to in settings.PACTWORK_WITNESSES
            )
    _file(chain)
    return made


def make_due_checkpoints() -> int:
    """A checkpoint a day for each chain that grew; costs one small query when there is none due."""
    return sum(make_checkpoint(head.chain) is not None for head in due())


def _signed(head: Head) -> Checkpoint:
    at, key = clock.now(), public_key()
    said = Seen(head.chain, head.length, head.hash, at.astimezone(UTC).isoformat(), key, "")
    return Checkpoint.objects.create(
        chain=head.chain,
        length=head.length,
        hash=head.hash,
        at=at,
        key=key,
        signature=sign(said.message),
    )


def _file(chain: str) -> None:
    """Add to the chain's file whatever it lacks, and wait for the disk."""
    path = file_of(chain)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text() if path.exists() else ""
    known = set(text.splitlines())
    lacking = [seen(row).line for row in Checkpoint.objects.filter(chain=chain)]
    with path.open("a") as file:
        if text and not text.endswith("\n"):  # a line that a power cut left unfinished
            file.write("\n")
        file.writelines(f"{line}\n" for line in lacking if line not in known)
        file.flush()
        os.fsync(file.fileno())


def erase_words(chain: str, subject: str) -> dict[str, int]:
    """Blank what the entries about a subject say, and whom letters about it went to.

    The entries stay, with their acts, moments and commitments: the chain holds without the words.
    """
    entries = Entry.objects.filter(chain=chain, subject=subject)
    letters = Delivery.objects.filter(entry__in=entries)
    letters.filter(sent_at=None, stopped_at=None).update(
        stopped_at=clock.now(), stopped_why="erased"
    )
    gone = letters.update(to="")
    return {"entries": entries.update(payload={}), "letters": gone}
