"""``pactwork retain``: how long contracts are kept after their module, what is due, and its end."""

from argparse import Namespace

from pactwork.commands.erase import told_to
from pactwork.commands.installed import Unclear, institution_named, run_named
from pactwork.commands.say import counted, say, step, trouble
from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.people.models import Institution
from pactwork.rights.actions.retaining import go_by_itself, retain, set_rule
from pactwork.rights.certificate import certify_owed, unusable
from pactwork.rights.queries.due import Rules, due

BACKUPS = "Backups made before today still contain them until those are deleted."


def run(options: Namespace) -> int:
    try:
        chosen = run_named(options.run) if options.run else None
        house = chosen.institution if chosen else institution_named(options.institution)
        if options.months is not None:
            set_rule(house, months=options.months, run=chosen, by="system")
        if options.nightly:
            go_by_itself(house, on=options.nightly == "on", by="system")
    except Unclear as unclear:
        return trouble(str(unclear))
    except Refused as refused:
        return trouble(str(sentence(refused.refusal)))
    if why := unusable():
        return trouble(f"Nothing was erased: {why}.")
    if made := certify_owed(house):
        say(f"What was erased before without a certificate has one now: {made}")
    _say_rules(house)
    found = _show(house)
    if not found:
        return 0
    if not options.apply:
        say("Nothing was erased. `pactwork retain --apply` erases them permanently.")
        return 0
    if not options.yes and not told_to():
        return trouble("Nothing was erased. To erase without being asked, add --yes.")
    return _apply(house)


def _say_rules(house: Institution) -> None:
    rules = Rules(house)
    if rules.own is None and not rules.by_run:
        say(f"{house.name} has no rule: contracts are kept until someone erases them.")
        return
    if rules.own:
        months = counted(rules.own.months, "month", "months")
        say(f"{house.name} keeps contracts for {months} after the end of the module.")
        if rules.own.nightly:
            say(
                "What is due is erased every night; after a rule is changed, not until two weeks later."
            )
        else:
            say("Nothing is erased automatically.")
    if rules.by_run:
        say(f"{counted(len(rules.by_run), 'run has a rule', 'runs have rules')} of its own.")


def _show(house: Institution) -> int:
    """How many are kept no longer."""
    found = due(house)
    for one in found:
        say(
            f"  {one.contract.ref}  {one.contract.student}, {one.contract.run}: "
            f"ended {one.ended_on}, kept until {one.until}"
        )
    say(f"{counted(len(found), 'contract is', 'contracts are')} past their time.")
    return len(found)


def _apply(house: Institution) -> int:
    with step("Erasing what is due"):
        path = retain(house, by="system")
    if path is None:  # erased, or kept longer, meanwhile
        say("Nothing is due.")
        return 0
    say(f"✓ Erased. The certificate is {path}")
    say(BACKUPS)
    return 0
