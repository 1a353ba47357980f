"""``pactwork checkpoint``: signs where every chain stands, now."""

from argparse import Namespace

from django.conf import settings

from pactwork.commands.say import counted, say
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import file_of, key_id
from pactwork.history.models import Head


def run(options: Namespace) -> int:
    chains = Head.objects.filter(length__gt=0).order_by("chain").values_list("chain", flat=True)
    made = [one for chain in chains if (one := make_checkpoint(chain))]
    for one in made:
        say(f"✓ {one.chain}: {counted(one.length, 'entry', 'entries')}, ending {one.hash[:16]}")
        say(f"  kept in {file_of(one.chain)}")
    if not made:
        say("Nothing has happened yet, so there is nothing to sign.")
        return 0
    say(f"Signed with the key {key_id(made[0].key)}.")
    if not settings.PACTWORK_WITNESSES:
        say(
            "Nobody is emailed a copy. Set PACTWORK_WITNESSES, or copy the files to another machine."
        )
    return 0
