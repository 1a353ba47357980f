"""``pactwork verify``: names the first entry of a chain that does not fit, and every stale turn."""

from argparse import Namespace

from pactwork.commands.say import counted, say, step, trouble
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.contracts.turns import differing_turns
from pactwork.history.models import Head
from pactwork.history.queries import Walk, walks


def run(options: Namespace) -> int:
    heads = Head.objects.order_by("chain")
    entries = counted(sum(head.length for head in heads), "entry", "entries")
    with step(f"Checking {entries} in {counted(len(heads), 'chain', 'chains')}, with their words"):
        walked = list(walks(keys_of_all()))
    whole = _said_of_chains(walked)
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
