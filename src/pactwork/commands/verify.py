"""``pactwork verify``: names the first entry of a chain that does not fit, and every row that differs."""

from argparse import Namespace
from pathlib import Path

from django.db import DatabaseError, connection

from pactwork.commands.say import counted, say, step, trouble, unreadable
from pactwork.contracts.actions.sealing import settle_altered
from pactwork.contracts.inconsistencies import amiss, unsealed
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.history import sealed
from pactwork.history.checkpoints import Seen, contradictions, key_id, read, seen
from pactwork.history.models import Checkpoint, Head
from pactwork.history.queries import Walk, walks
from pactwork.modules.queries.altered import altered_files
from pactwork.people.actions import forget_found, remember_check
from pactwork.rights.certificate import doubts


def run(options: Namespace) -> int:
    if options.settle:
        return _settle(options.settle, options.reason or "")
    if options.certificate:
        return _certified(options.certificate)
    points = _points(options.against or [])
    if points is None:
        return 1
    heads = Head.objects.order_by("chain")
    entries = counted(sum(head.length for head in heads), "entry", "entries")
    with step(f"Checking {entries} in {counted(len(heads), 'chain', 'chains')}, with their words"):
        walked = list(walks(keys_of_all()))
    found = _said_of_chains(walked)
    for place, here in points.items():
        found += _said_of(place, here)
    found += [*_said_of_locks(), *_said_of_rows(), *_said_of_files()]
    _remember(found)
    return 1 if found else 0


def _remember(found: list[str]) -> None:
    """Administrators see it on their pages; a database that cannot be written to is checked all the same."""
    soon = (
        "PRAGMA busy_timeout = 2000" if connection.vendor == "sqlite" else "SET lock_timeout = '2s'"
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(soon)  # beside somebody who writes at length, it is not waited for
        remember_check(found)
    except DatabaseError as error:
        say(f"  That could not be noted for the administrators’ page: {error}")


def _said_of_locks() -> list[str]:
    """Whether the history's tables still refuse to be changed; what does not, in sentences."""
    lacking = sealed.lacking(connection)
    found = [
        f"The lock {name} is missing or has been replaced: the history could be changed unnoticed."
        for name in lacking
    ]
    if not found:
        say("✓ The history's tables are locked.")
    return _troubles(found)


def _troubles(found: list[str]) -> list[str]:
    for one in found:
        trouble(f"✗ {one}")
    return found


def _said_of_rows() -> list[str]:
    """Whether the tables that pages and papers are made of say what the history sealed."""
    with step("Comparing every contract's rows with what the history sealed"):
        found = [f"{one.what}: {one.why}." for one in amiss()]
    if found:
        return _troubles(found)
    say("✓ What people see of every contract is what was sealed.")
    if older := unsealed().count():
        contracts = counted(older, "contract is", "contracts are")
        say(
            f"  {contracts} from before rows were sealed; `pactwork migrate` seals them as they are now."
        )
    return []


def _said_of_files() -> list[str]:
    """Whether every file that was handed in is there, and as it was."""
    with step("Comparing files that were handed in with their digests"):
        found = [f"file {name}: {why}." for name, why in altered_files()]
    return _troubles(found)


def _certified(name: str) -> int:
    """Whether a certificate of erasure is what it says."""
    try:
        found = list(doubts(Path(name).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        return trouble(f"✗ {name} cannot be read: {unreadable(error)}")
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
        forget_found(f"contract {ref}")
    except Refused as refused:
        return trouble(str(sentence(refused.refusal)))
    say("✓ Settled. The history keeps that it was altered, and your reason.")
    return 0


def _said_of_chains(walked: list[Walk]) -> list[str]:
    """Say of each chain what was found; what is broken, in sentences."""
    broken = [walk.broken for walk in walked if walk.broken]
    if broken:
        return _troubles([f"{one.chain}, entry {one.seq}: {one.why}." for one in broken])
    say("✓ The history is complete, and nothing in it was altered.")
    for walk in walked:
        gone = f", the words of {walk.erased} erased" if walk.erased else ""
        length = counted(walk.length, "entry", "entries")
        say(f"  {walk.chain}: {length}{gone}, ending {walk.hash[:16]}")
    return []


def _points(files: list[str]) -> dict[str, list[Seen]] | None:
    """The checkpoints that are here, and those that have been away; nothing where one cannot be read."""
    points = {"The database": [seen(row) for row in Checkpoint.objects.all()]}
    for name in files:
        try:
            points[name] = list(read(Path(name).read_text()))
        except (OSError, ValueError) as error:
            trouble(f"✗ {name} cannot be read as checkpoints: {unreadable(error)}")
            return None
        if not points[name]:
            trouble(f"✗ {name} holds no checkpoint.")
            return None
    return points


def _said_of(place: str, here: list[Seen]) -> list[str]:
    """Compare the chains with some checkpoints; what contradicts them, in sentences."""
    found = [
        f"{place}: the checkpoint of {one.seen.at} saw {one.seen.chain} "
        f"at {one.seen.length} entries: {one.why}."
        for one in contradictions(here)
    ]
    if here and not found:
        keys = ", ".join(sorted({key_id(one.key) for one in here}))
        many = counted(len(here), "checkpoint", "checkpoints")
        say(f"✓ {place}: {many} in agreement with the history, signed with {keys}.")
    return _troubles(found)
