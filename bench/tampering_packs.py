"""Edits evidence packs and leaves parts out of them, and counts what the pack's own checker finds.

Part of ``python -m bench.tampering``. Each change is made by three hands: one that only edits; a
stranger's, which then hashes, lists and signs everything anew with a key of its own; and one that
has the university's signing key. The reader has a checkpoint that was emailed at the time.
"""

import importlib.util
import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.pack_changes import SAID, Pack, changes, disguised, lines_of, omissions, spelt
from pactwork.ground.canonical import canonical, digest
from pactwork.history.evidence import CHECKER
from pactwork.history.signing import is_signed

HANDS = ("edited", "signed anew by a stranger", "signed anew with the university's key")


def checker() -> Any:
    """The script as a module. The library checks signatures as it does, only faster."""
    spec = importlib.util.spec_from_file_location("check_evidence", CHECKER)
    assert spec
    assert spec.loader
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.signed = lambda message, signature, key: is_signed(message, signature.hex(), key.hex())
    return module


def opened(place: Path) -> Pack:
    pack: Pack = checker().read(place)
    return pack


def is_found(script: Any, pack: Pack, given: str) -> bool:
    wrong: list[str] = []
    try:
        script.check(pack, given, wrong)
    except Exception:  # whatever it cannot read it says so of
        return True
    return bool(wrong)


def signed_anew(pack: Pack, private: Ed25519PrivateKey) -> Pack:
    """As whoever has this key would leave it: hashed, checkpointed, listed and signed again."""
    try:
        entries = lines_of(pack["chain.jsonl"])
        points = lines_of(pack["checkpoints.jsonl"])
        listed = json.loads(pack["manifest.json"])["pack"]
        hashes = [""]
        for entry in entries:
            body = digest([entry[n] for n in SAID]) if "act" in entry else entry["body"]
            hashes.append(digest([hashes[-1], body]))
        key = private.public_key().public_bytes_raw().hex()
        for point in points:
            said = {name: point[name] for name in ("chain", "length", "at")}
            said["hash"] = hashes[min(point["length"], len(entries))]
            message = canonical({"pactwork": "checkpoint 1", **said})
            point |= said | {"key": key, "signature": private.sign(message).hex()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return pack  # no chain any more: nothing to hash
    anew = pack | {"checkpoints.jsonl": spelt(points)}
    files = {n: sha256(text).hexdigest() for n, text in anew.items() if n != "manifest.json"}
    said = listed | {"files": files, "hash": hashes[-1]}
    signature = private.sign(canonical({"pactwork": "pack 1", **said})).hex()
    whole = {"pack": said, "key": key, "signature": signature}
    return anew | {"manifest.json": canonical(whole)}


@dataclass
class Tally:
    """Of one kind: tried, and found of each hand; what the last hand may do, for a README says so."""

    tried: int = 0
    found: tuple[int, int, int] = (0, 0, 0)
    told: int = 0


def packs_altered(
    pack: Pack, mailed: str, private: Ed25519PrivateKey, most: int
) -> tuple[dict[str, Tally], list[str]]:
    """By kind, and whatever was missed although no README says so."""
    script, stranger = checker(), Ed25519PrivateKey.generate()
    assert not is_found(script, pack, mailed), "the pack was sound to begin with"
    tallies: dict[str, Tally] = {}
    missed = []
    for change in chain(changes(pack, most), omissions(pack, most), disguised(pack, most)):
        tally = tallies.setdefault(change.kind, Tally())
        by_hand = [
            change.pack,
            signed_anew(change.pack, stranger),
            signed_anew(change.pack, private),
        ]
        if change.name == "manifest.json":  # signing the list anew makes it whole again
            by_hand = [change.pack] * 3
        found = [is_found(script, one, mailed) for one in by_hand]
        told = change.told and not found[2]
        tally.tried, tally.told = tally.tried + 1, tally.told + told
        a, b, c = tally.found
        tally.found = (a + found[0], b + found[1], c + found[2])
        if not (all(found) or (found[:2] == [True, True] and told)):
            missed.append(f"{change.kind}: {change.name} {change.place}")
    return tallies, missed
