"""``pactwork erase-person EMAIL --reason TEXT``: shows what would go and what stays, then does it."""

from argparse import Namespace

from pactwork.commands.erase import told_to
from pactwork.commands.installed import Unclear, institution_named
from pactwork.commands.say import counted, say, step, trouble
from pactwork.ground.personal_data import DataSubject
from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.people.models import Person
from pactwork.rights.actions.erasing import erase_person
from pactwork.rights.certificate import certify, certify_owed, unusable
from pactwork.rights.queries.holds import holds, named_in, own
from pactwork.rights.queries.mentions import mentions, older_entries
from pactwork.rights.who import who_at

STAYS = """\
What stays, and why:
  - entries of the history: that something was done and when, by nobody who can be told
  - fingerprints of rows as they were; someone who knew all else of a row could try a name against one
  - what they wrote in other people's contracts and in talk, without their name
  - words in which others mention them
  - whom emails went to at an address that they had before, if nothing else says that it was theirs
  - a fingerprint of their address, if it asked for no emails: so that none goes there
  - emails sent, files and packs that left, logs of the machine, and backups until they are deleted"""


def run(options: Namespace) -> int:
    try:
        house = institution_named(options.institution)
    except Unclear as unclear:
        return trouble(str(unclear))
    if why := unusable():
        return trouble(f"Nothing was erased: {why}.")
    if made := certify_owed(house):
        say(f"What was erased before without a certificate has one now: {made}")
    who = who_at(house, options.email)
    if not who.known:
        return trouble(f"Nobody at {house.name} is known by {options.email}.")
    if not options.reason.strip():
        return trouble("The reason is kept on record, so give one, and do not name anyone in it.")
    called = _called(who)
    _show(who, called)
    if against := holds(who):
        say("Not yet, because:")
        for one in against:
            say(f"  - {one}")
        return trouble("Nothing was erased. Deal with these first.")
    if options.dry_run or not (options.yes or told_to()):
        say("Nothing was erased. To erase without being asked, add --yes.")
        return 0 if options.dry_run else 1
    return _erase(who, called, options.reason)


def _called(who: DataSubject) -> list[str]:
    names = Person.objects.filter(pk__in=who.persons).values_list("name", flat=True)
    return [*names, *who.emails]


def _show(who: DataSubject, called: list[str]) -> None:
    say(f"{', '.join(called)}, at {who.house.name}:")
    say(f"  {counted(own(who).count(), 'contract', 'contracts')} of their own: erased completely")
    others = named_in(who).count()
    say(
        f"  {counted(others, 'contract', 'contracts')} of other people: their name is removed, the text stays"
    )
    older = older_entries(who, called)
    if older:
        entries = counted(older, "entry", "entries")
        say(
            f"  {entries} of the history contain the name itself: they were made before names were "
            "kept separately."
        )
        say("  They stay until the contract they are about is erased, or the institution is.")
    say(STAYS)


def _erase(who: DataSubject, called: list[str], reason: str) -> int:
    try:
        with step("Erasing"):
            entries = erase_person(who, by="system", reason=reason)
    except Refused as refused:
        return trouble(str(sentence(refused.refusal)))
    path = certify(who.house, "A person was erased.", entries)
    say(f"✓ Erased. The certificate is {path}")
    for place, rows in mentions(called).items():
        say(f"  The name or address is still in {counted(rows, 'row', 'rows')} of {place}.")
    say("A roster that still names them would enter them again.")
    return 0
