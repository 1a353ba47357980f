"""``pactwork migrate``: the tables, and the table that sign-in limits are counted in."""

from argparse import Namespace

from django.core.management import call_command

from pactwork.commands.say import counted, step, waiting_migrations
from pactwork.contracts.actions.sealing import seal_older
from pactwork.people.named import note_names


def bring_up_to_date() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    seal_older()
    note_names()


def run(options: Namespace) -> int:
    waiting = len(waiting_migrations())
    with step(f"Bringing the database up to date ({counted(waiting, 'change', 'changes')})"):
        bring_up_to_date()
    return 0
