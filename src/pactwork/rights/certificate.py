"""What was erased, signed with the key that signs checkpoints; it names nobody."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings

from pactwork.ground import clock
from pactwork.ground.canonical import canonical
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import seen
from pactwork.history.models import Checkpoint, Entry
from pactwork.history.signing import is_signed, public_key, sign
from pactwork.people.models import Institution

FOLDER, MARK = "certificates", "signed "


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
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


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
