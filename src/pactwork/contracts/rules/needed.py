"""Whose yes which words need now, and what of them changed. Pure; the one answer for every page.

A module may want a yes for the first agreement, for changes to what was agreed, or for both.
"""

from collections.abc import Mapping
from dataclasses import replace

from pactwork.contracts.rules.cover import concerns
from pactwork.contracts.rules.facts import YES, AgreementFact, DraftFact, Facts
from pactwork.contracts.rules.shown import Shown, shown
from pactwork.contracts.rules.waiving import waived_sections
from pactwork.modules.rules.specification import Need, Section, Template


def agreed_before(facts: Facts, draft: DraftFact | None) -> AgreementFact | None:
    """The agreement that this draft would change; none while the first is still sought."""
    older = [a for a in facts.agreements if draft and a.draft < draft.number]
    return older[-1] if older else None


def _taken_back(facts: Facts, party: str, since: AgreementFact) -> bool:
    """Whether a yes of this party was taken back since: then it is wanted as it was at first."""
    seats = {seat.id for seat in facts.seats if seat.party == party}
    return any(
        a.seat in seats and a.kind in YES and a.withdrawn_at and a.withdrawn_at > since.from_at
        for a in facts.answers
    )


def cover(facts: Facts, party: str, draft: DraftFact | None) -> frozenset[str]:
    """The sections whose words need this party's yes now: what was waived for it is not among them."""
    return wanted(facts, party, draft) - waived_sections(facts, party, draft)


def wanted(facts: Facts, party: str, draft: DraftFact | None) -> frozenset[str]:
    """The sections whose words the module wants this party's yes to, at this time.

    ``at: first`` is for as long as nothing is agreed; ``at: changes`` is for words that differ from
    those agreed.
    """
    template, content = facts.template, draft.content if draft else {}
    before = agreed_before(facts, draft)
    was = facts.draft(before.draft) if before else None
    answers = Shown(template, content)
    first = before is None or _taken_back(facts, party, before)

    def now(section: Section, need: Need) -> bool:
        if need.at == "both":
            return True
        if need.at == "first":
            return first
        differs = was and draft and was.digests.get(section.key) != draft.digests.get(section.key)
        return bool(differs)

    return frozenset(
        section.key
        for section in shown(template, content).sections
        if any(
            need.party == party and answers.holds(need.when) and now(section, need)
            for need in section.yes
        )
    )


def told_only(facts: Facts, party: str, draft: DraftFact | None) -> bool:
    """Whether this party has to be told of the change, and its yes to it is not needed."""
    if draft is None or agreed_before(facts, draft) is None or wanted(facts, party, draft):
        return False
    return bool(concerns(party, facts.template, draft.content))


def only_at_first(template: Template, party: str) -> bool:
    """Whether no change at all can need this party's yes: none of its sections asks for one again."""
    needs = [need for section in template.sections for need in section.yes if need.party == party]
    return all(need.at == "first" for need in needs)


def still_agreed(facts: Facts, party: str, draft: DraftFact) -> frozenset[str]:
    """The sections that this party's standing yeses were to, and that read in this draft as they did."""
    latest = (facts.latest_answer(s.id) for s in facts.seats if s.party == party)
    given = (a for a in latest if a and a.kind in YES and not a.withdrawn_at)
    same = [key for a in given for key, to in a.covered.items() if draft.digests.get(key) == to]
    return frozenset(same)


def some_at_first(template: Template, party: str) -> bool:
    """Whether something of what this party agrees to may change without asking it again."""
    return any(n.party == party and n.at == "first" for s in template.sections for n in s.yes)


def agreed_words(facts: Facts, seat: int, draft: DraftFact) -> dict[str, str]:
    """The words that a seat said yes to last, section by section, whichever draft up to this had them."""
    said: dict[str, str] = {}
    for a in facts.answers:
        if a.seat == seat and a.kind in YES and not a.withdrawn_at and a.draft <= draft.number:
            said |= a.covered
    return said


def held_to(facts: Facts, party: str, draft: DraftFact) -> frozenset[str]:
    """The sections that this party's yeses are to, early or late, and that read in this draft as they did."""
    given = (agreed_words(facts, s.id, draft) for s in facts.seats if s.party == party)
    return frozenset(
        key for said in given for key, digest in said.items() if draft.digests.get(key) == digest
    )


def changed_alone(facts: Facts, seat: int, draft: DraftFact | None) -> tuple[str, ...]:
    """The sections that a seat said yes to, that read otherwise in this draft, and that it is not asked
    about again: the module wants its yes to them at first, and to changes nobody's or somebody else's.
    """
    if draft is None or agreed_before(facts, draft) is None:
        return ()
    party = next(s.party for s in facts.seats if s.id == seat)
    said, again = agreed_words(facts, seat, draft), wanted(facts, party, draft)
    return tuple(
        s.key
        for s in facts.template.sections
        if s.key in said and s.key in draft.digests and s.key not in again
        and said[s.key] != draft.digests[s.key]
    )  # fmt: skip


def to_be_told(facts: Facts, seat: int, draft: DraftFact | None) -> tuple[str, ...]:
    """Of these, the ones that this draft changes in what was agreed: of earlier ones it was told."""
    before = agreed_before(facts, draft)
    was = facts.draft(before.draft) if before else None
    if was is None or draft is None:
        return ()
    alone = changed_alone(facts, seat, draft)
    return tuple(key for key in alone if was.digests.get(key) != draft.digests.get(key))


def to_waive(facts: Facts, party: str, seat: int) -> tuple[str, ...]:
    """The sections of the newest draft whose yes is missing at this seat, in the template's order."""
    newest, last = facts.newest, facts.latest_answer(seat)
    given = last if last and last.kind in YES and not last.withdrawn_at else None
    return changed(facts, party, given.covered if given else {}, newest) if newest else ()


def covered_digests(facts: Facts, party: str, draft: DraftFact) -> dict[str, str]:
    """What a yes to this draft is a yes to: each covered section with the digest of its words."""
    keys = sorted(cover(facts, party, draft))
    return {key: draft.digests[key] for key in keys if key in draft.digests}


def changed(
    facts: Facts,
    party: str,
    then: Mapping[str, str],
    draft: DraftFact,
    meanings: Mapping[tuple[str, str], str] | None = None,
) -> tuple[str, ...]:
    """The sections, in the template's order, that this party has not agreed to as they stand.

    A section that joined the cover is among them; one that left is not. ``meanings`` says which
    words stand for earlier ones (``rules/wording_only``).
    """
    same = meanings or {}

    def meant(section: str, digest: str | None) -> str | None:
        return same.get((section, digest), digest) if digest else digest

    today = cover(facts, party, draft)
    return tuple(
        s.key
        for s in facts.template.sections
        if s.key in today
        and meant(s.key, then.get(s.key)) != meant(s.key, draft.digests.get(s.key))
    )


def same_question(
    facts: Facts, party: str, one: DraftFact, other: DraftFact, newer: Template | None = None
) -> bool:
    """Whether an ask about one draft carries over to the other: same sections, same words.

    ``newer`` is the other draft's own template, where the student has moved to it.
    """
    then = covered_digests(facts, party, one)
    now = replace(facts, template=newer) if newer else facts
    return then == covered_digests(now, party, other)
