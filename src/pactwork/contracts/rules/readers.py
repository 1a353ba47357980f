"""Who may read which sections of a contract: the one answer that every page, letter and fragment uses."""

from pactwork.contracts.rules.cover import concerns
from pactwork.contracts.rules.shown import Content, shown
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.modules.rules.specification import Section, Template

# Roles that read everything unless a section names its readers.
WHOLE = TEACHING_TEAM | {"student", "examiner"}


def _usual(section: Section, roles: frozenset[str]) -> bool:
    return bool(roles & WHOLE) or (section.key_element and "peer" in roles)


def _named(section: Section, roles: frozenset[str]) -> bool:
    wanted = set(section.readers or ())
    if not section.key_element:
        wanted.discard("peer")  # the set sees key elements and nothing else
    return bool(roles & wanted)


def parties_of(template: Template, roles: frozenset[str]) -> frozenset[str]:
    """The parties whose words these university roles read. A link names its party itself.

    A placement officer looks after the workplace, and reads what it is asked to agree to.
    """
    officer = "placement_officer" in roles
    return frozenset(
        p.key for p in template.parties if p.by in roles or (officer and p.by == "link")
    )


def readable(
    template: Template, content: Content, roles: frozenset[str], parties: frozenset[str]
) -> frozenset[str]:
    """Keys of the sections that somebody with these roles, answering for these parties, may read.

    A party reads what its yes is ever needed for. A section that names readers is for them and its yes-givers
    only; the student always reads their own contract.
    """
    template = shown(template, content)
    if "student" in roles:
        return frozenset(s.key for s in template.sections)
    seen = {s.key for s in template.sections if s.readers is None and _usual(s, roles)}
    seen |= {s.key for s in template.sections if _named(s, roles)}
    seen |= {s.key for s in template.sections if s.readers and parties & set(s.readers)}
    for party in parties:
        seen |= concerns(party, template, content)
    return frozenset(seen)


def peers_read(template: Template, content: Content) -> bool:
    """Whether there is anything in these words for the learning set to read."""
    peers = frozenset({"peer"})
    return bool(readable(template, content, peers, parties_of(template, peers)))


def parties_shown(template: Template, seen: frozenset[str]) -> frozenset[str]:
    """Keys of the parties that a reader of these sections may know to be asked.

    Whether an ethics reviewer is asked follows from the triage: who may not read the one is not
    told the other. So it is with a section that is there only on a condition.
    """
    return frozenset(
        need.party
        for section in template.sections
        for need in section.yes
        if need.when is None or need.when.section in seen
        if section.when is None or section.key in seen or section.when.section in seen
    )
