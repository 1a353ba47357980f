"""``pactwork verify``: names the first entry of a chain that does not fit, and every stale turn."""

from argparse import Namespace

from pactwork.commands.say import counted, say, step, trouble
from pactwork.contracts.turns import differing_turns
from pactwork.history.models import Head
from pactwork.history.queries import broken_chains


def run(options: Namespace) -> int:
    heads = Head.objects.order_by("chain")
    entries = counted(sum(head.length for head in heads), "entry", "entries")
    with step(f"Checking {entries} in {counted(len(heads), 'chain', 'chains')}"):
        broken = list(broken_chains())
    for one in broken:
        trouble(f"✗ {one.chain}, entry {one.seq}: {one.why}.")
    if not broken:
        say("✓ The history is whole, and nothing in it was altered.")
        # An end cut off together with its head looks whole from inside, so the ends can be noted.
        for head in heads:
            say(
                f"  {head.chain}: {counted(head.length, 'entry', 'entries')}, ending {head.hash[:16]}"
            )
    with step("Comparing every cached turn with its contract's facts"):
        differing = list(differing_turns())
    for ref in differing:
        trouble(f"✗ contract {ref}: its cached turns differ from what its facts say.")
    if not differing:
        say("✓ Every cached turn is what the facts say.")
    return 1 if broken or differing else 0
