"""``pactwork verify``: names the first entry of a chain that does not fit, and every row that differs."""

from argparse import Namespace
from pathlib import Path

from django.db import connection

from pactwork.commands.say import counted, say, step, trouble
from pactwork.contracts.actions.sealing import settle_altered
from pactwork.contracts.amiss import amiss, unsealed
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.history import sealed
from pactwork.history.checkpoints import contradictions, key_id, read, seen
from pactwork.history.models import Checkpoint, Head
from pactwork.history.queries import Walk, walks
from pactwork.rights.certificate import doubts


def run(options: Namespace) -> int:
    if options.settle:
        return _settle(options.settle, options.reason or "")
    if options.certificate:
        return _certified(options.certificate)
    heads = Head.objects.order_by("chain")
    entries = counted(sum(head.length for head in heads), "entry", "entries")
    with step(f"Checking {entries} in {counted(len(heads), 'chain', 'chains')}, with their words"):
        walked = list(walks(keys_of_all()))
    whole = _said_of_chains(walked) and _said_of_checkpoints(options.against or [])
    locked = _said_of_locks()
    return 0 if _said_of_rows() and locked and whole else 1


def _said_of_locks() -> bool:
    """Whether the history's tables still refuse to be changed."""
    lacking = sealed.lacking(connection)
    for name in lacking:
        trouble(f"✗ The lock {name} is missing: the history could be changed unnoticed.")
    if not lacking:
        say("✓ The history's tables are locked.")
    return not lacking


def _said_of_rows() -> bool:
    """Whether the tables that pages and papers are made of say what the history sealed."""
    with step("Comparing every contract's rows with what the history sealed"):
        found = list(amiss())
    for one in found:
        trouble(f"✗ {one.what}: {one.why}.")
    if found:
        return False
    say("✓ What people read of every contract is what was sealed.")
    if older := unsealed().count():
        contracts = counted(older, "contract is", "contracts are")
        say(f"  {contracts} of before rows were sealed; `pactwork migrate` seals them as they are.")
    return True


def _certified(name: str) -> int:
    """Whether a certificate of erasure is what it says."""
    try:
        found = list(doubts(Path(name).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        return trouble(f"✗ {name} cannot be read: {error}")
    for why in found:
        trouble(f"✗ {name}: {why}.")
    if not found:
        say(f"✓ {name}: signed here, and the history holds all of it.")
    return 1 if found else 0


def _settle(ref: str, reason: str) -> int:
    """Somebody has looked into what was altered."""
    contract = Contract.objects.filter(ref=ref).first()
    if contract is None:
        return trouble(f"There is no contract {ref}. It is the name in its address.")
    try:
        settle_altered(contract, reason=reason)
    except Refused as refused:
        return trouble(str(sentence(refused.refusal)))
    say("✓ Settled. The history keeps that it was altered, and your reason.")
    return 0


def _said_of_chains(walked: list[Walk]) -> bool:
    """Say of each chain what was found; whether all are whole."""
    broken = [walk.broken for walk in walked if walk.broken]
    for one in broken:
        trouble(f"✗ {one.chain}, entry {one.seq}: {one.why}.")
    if broken:
        return False
    say("✓ The history is whole, and nothing in it was altered.")
    for walk in walked:
        gone = f", the words of {walk.erased} erased" if walk.erased else ""
        length = counted(walk.length, "entry", "entries")
        say(f"  {walk.chain}: {length}{gone}, ending {walk.hash[:16]}")
    return True


def _said_of_checkpoints(files: list[str]) -> bool:
    """Compare the chains with the checkpoints that are here, and with those that have been away."""
    points = {"The database": [seen(row) for row in Checkpoint.objects.all()]}
    for name in files:
        try:
            points[name] = list(read(Path(name).read_text()))
        except (OSError, ValueError) as error:
            trouble(f"✗ {name} cannot be read as checkpoints: {error}")
            return False
        if not points[name]:
            trouble(f"✗ {name} holds no checkpoint.")
            return False
    right = True
    for place, here in points.items():
        found = list(contradictions(here))
        for one in found:
            trouble(
                f"✗ {place}: the checkpoint of {one.seen.at} saw {one.seen.chain} "
                f"at {one.seen.length} entries: {one.why}."
            )
        if here and not found:
            keys = ", ".join(sorted({key_id(one.key) for one in here}))
            many = counted(len(here), "checkpoint", "checkpoints")
            say(f"✓ {place}: {many} in agreement with the history, signed with {keys}.")
        right = right and not found
    return right
