"""``pactwork about EMAIL OUT.zip``: everything about somebody, for whoever has no account to ask with."""

from argparse import Namespace
from pathlib import Path

from pactwork.commands.installed import Unclear, institution_named
from pactwork.commands.say import counted, say, step, trouble
from pactwork.people.actors import system_at
from pactwork.rights.actions.giving import give_all
from pactwork.rights.who import who_at


def run(options: Namespace) -> int:
    out = Path(options.out)
    try:
        house = institution_named(options.institution)
    except Unclear as unclear:
        return trouble(str(unclear))
    who = who_at(house, options.email)
    if not who.known:
        return trouble(f"Nobody at {house.name} is known by {options.email}.")
    if out.exists():
        return trouble(f"{out} is there already.")
    with step("Gathering"), out.open("xb") as file:
        rows = give_all(who, file, by=system_at(house))
    kinds = counted(len(rows), "kind", "kinds")
    say(f"✓ {out}: {counted(sum(rows.values()), 'row', 'rows')} of {kinds}.")
    say("  Make sure that only that person receives it.")
    return 0
