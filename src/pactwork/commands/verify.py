"""``pactwork verify``: names the first entry of a chain that does not fit, and every stale turn."""

from argparse import Namespace
from pathlib import Path

from pactwork.commands.say import counted, say, step, trouble
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.contracts.turns import differing_turns
from pactwork.history.checkpoints import contradictions, key_id, read, seen
from pactwork.history.models import Checkpoint, Head
from pactwork.history.queries import Walk, walks


def run(options: Namespace) -> int:
    heads = Head.objects.order_by("chain")
    entries = counted(sum(head.length for head in heads), "entry", "entries")
    with step(f"Checking {entries} in {counted(len(heads), 'chain', 'chains')}, with their words"):
        walked = list(walks(keys_of_all()))
    whole = _said_of_chains(walked) and _said_of_checkpoints(options.against or [])
    with step("Comparing every cached turn with its contract's facts"):
        differing = list(differing_turns())
    for ref in differing:
        trouble(f"✗ contract {ref}: its cached turns differ from what its facts say.")
    if not differing:
        say("✓ Every cached turn is what the facts say.")
    return 0 if whole and not differing else 1


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
