"""``pactwork erase CONTRACT --reason TEXT``: shows what would go, then takes it away when told to."""

import sys
from argparse import Namespace

from django.db import transaction

from pactwork.commands.say import counted, say, step, trouble
from pactwork.contracts.actions.erasing import erase_contract, to_erase
from pactwork.contracts.models import Contract
from pactwork.contracts.rules.answers import reason_problem
from pactwork.ground.sentences import sentence
from pactwork.web.keeping import drop_held


def run(options: Namespace) -> int:
    known = Contract.objects.select_related("student", "institution", "run")
    contract = known.filter(ref=options.contract).first()
    if contract is None:
        return trouble(f"There is no contract {options.contract}. It is the name in its address.")
    if not options.reason.strip():
        return trouble("The reason is kept on record, so give one, and do not name anyone in it.")
    if wrong := reason_problem(options.reason):
        return trouble(f"The reason: {sentence(wrong)}")
    say(f"The contract {contract.ref} of {contract.student}, {contract.run}:")
    for name, count in to_erase(contract).items():
        say(f"  {count:>5}  {name}")
    say("  and its key, links, files, its words in the history, and who emails went to.")
    if copies := contract.copies.count():
        say(
            f"{counted(copies, 'later attempt', 'later attempts')} began with its words: not erased."
        )
    say("Backups made before today still contain it until those are deleted.")
    if not options.yes and not told_to():
        return trouble("Nothing was erased. To erase without being asked, add --yes.")
    with step("Erasing"), transaction.atomic():
        drop_held()
        erase_contract(contract, by="system", reason=options.reason)
    say(
        "✓ Erased. The history keeps what was done and when, without a word of it, and still holds."
    )
    return 0


def told_to() -> bool:
    """Ask; where nobody can answer, the answer is no."""
    if not sys.stdin.isatty():
        return False
    return input("This cannot be undone. Erase? [y/N] ").strip().casefold() in ("y", "yes")
