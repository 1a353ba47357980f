"""What was erased, signed with the key that signs checkpoints; it names nobody."""

import json
import os
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings

from pactwork.ground import clock
from pactwork.ground.canonical import canonical
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import seen
from pactwork.history.models import Checkpoint, Entry
from pactwork.history.queries import ERASED, NAMELESS
from pactwork.history.signing import is_signed, public_key, sign
from pactwork.people.models import Institution

FOLDER, MARK = "certificates", "signed "


def unusable() -> str:
    """What stands against writing certificates, said before anything is erased; nothing: all is well."""
    folder = Path(settings.DATA) / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return f"no certificate can be written in {folder} ({error.strerror})"


def certify(house: Institution, why: str, entries: Sequence[Entry]) -> Path:
    """A file that says it in words, once more as what is signed, and where the history stood then."""
    said = {
        "chain": house.ref,
        "at": clock.now().astimezone(UTC).isoformat(),
        "why": why,
        "erased": [
            {"entry": e.seq, "commitment": e.commitment, **dict(e.payload)} for e in entries
        ],
    }
    signed = {"certificate": said, "key": public_key(), "signature": sign(_message(said))}
    made = make_checkpoint(house.ref)
    lines = [f"Certificate of erasure: {house.name}", f"{said['at']} (UTC)", why, ""]
    lines += [_line(e) for e in entries]
    lines += ["", MARK + canonical(signed).decode(), seen(made).line if made else ""]
    path = Path(settings.DATA) / FOLDER / f"{house.ref}-{entries[-1].seq}.txt"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _written(path, "\n".join(lines) + "\n")
    return path


def _written(path: Path, text: str) -> None:
    """The whole of it under its name, or nothing."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    opened = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def certify_owed(house: Institution) -> Path | None:
    """Whatever was erased and no certificate tells: of an erasure that was cut short before it had one."""
    told = Entry.objects.filter(chain=house.ref, subject=house.ref, act__in=(ERASED, NAMELESS))
    known = _certified(house)
    owed = [e for e in told.order_by("seq") if (e.seq, e.commitment) not in known]
    return certify(house, "Erased before, and certified afterwards.", owed) if owed else None


def _certified(house: Institution) -> set[tuple[int, str]]:
    """The entries, by number and commitment, that the certificates in the folder tell and prove."""
    found: set[tuple[int, str]] = set()
    for path in (Path(settings.DATA) / FOLDER).glob(f"{house.ref}-*.txt"):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, ValueError):  # certified anew
            continue
        if not list(doubts(text)):
            found |= _told(text)
    return found


def _told(text: str) -> set[tuple[int, str]]:
    """What a certificate that holds tells."""
    line = next(line for line in text.splitlines() if line.startswith(MARK))
    said = json.loads(line.removeprefix(MARK))["certificate"]
    return {(one["entry"], one["commitment"]) for one in said["erased"]}


def _line(entry: Entry) -> str:
    gone = ", ".join(f"{name}: {count}" for name, count in entry.payload.get("rows", {}).items())
    return f"Entry {entry.seq}: {entry.payload.get('subject')} ({gone})"


def _message(said: dict[str, Any]) -> bytes:
    return canonical({"pactwork": "certificate 1", **said})


def doubts(text: str) -> Iterator[str]:
    """What speaks against a certificate: its signature, or the history as it is. Nothing: it holds."""
    lines = [line for line in text.splitlines() if line.startswith(MARK)]
    if len(lines) != 1:
        yield "it is no certificate"
        return
    try:
        whole = json.loads(lines[0].removeprefix(MARK))
        said, key, signature = whole["certificate"], whole["key"], whole["signature"]
        sound = is_signed(_message(said), signature, key)
        told = [(e["entry"], e["commitment"]) for e in said["erased"]]
    except (ValueError, KeyError, TypeError):
        yield "it cannot be read"
        return
    if not sound:
        yield "its signature is wrong, so it was altered"
    elif key != public_key() and not Checkpoint.objects.filter(key=key).exists():
        yield "it is signed with a key that has never signed here"
    known = dict(
        Entry.objects.filter(chain=said["chain"], seq__in=[seq for seq, _ in told]).values_list(
            "seq", "commitment"
        )
    )
    for seq, commitment in told:
        if known.get(seq) != commitment:
            yield f"the history does not hold its entry {seq}"
