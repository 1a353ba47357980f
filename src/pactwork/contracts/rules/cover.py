"""Which sections a party's yes covers, and what of them changed."""

from collections.abc import Mapping

from pactwork.contracts.rules.facts import DraftFact
from pactwork.contracts.rules.shown import Content, holds, shown
from pactwork.modules.rules.specification import Template


def cover(party: str, template: Template, content: Content) -> frozenset[str]:
    """The sections whose words need this party's yes, given the draft's own answers."""
    return frozenset(
        section.key
        for section in shown(template, content).sections
        if any(n.party == party and holds(n.when, template, content) for n in section.yes)
    )


def covered_digests(party: str, template: Template, draft: DraftFact) -> dict[str, str]:
    """What a yes to this draft is a yes to: each covered section with the digest of its words."""
    keys = sorted(cover(party, template, draft.content))
    return {key: draft.digests[key] for key in keys if key in draft.digests}


def changed(
    party: str,
    template: Template,
    then: Mapping[str, str],
    draft: DraftFact,
    meanings: Mapping[tuple[str, str], str] | None = None,
) -> tuple[str, ...]:
    """The sections, in the template's order, that this party has not agreed to as they stand.

    A section that joined the cover is among them; one that left is not. ``meanings`` says which
    words stand for earlier ones (``rules.meaning``).
    """
    same = meanings or {}

    def meant(section: str, digest: str | None) -> str | None:
        return same.get((section, digest), digest) if digest else digest

    today = cover(party, template, draft.content)
    return tuple(
        s.key
        for s in template.sections
        if s.key in today
        and meant(s.key, then.get(s.key)) != meant(s.key, draft.digests.get(s.key))
    )


def same_cover(
    party: str,
    template: Template,
    one: DraftFact,
    other: DraftFact,
    newer: Template | None = None,
) -> bool:
    """Whether an ask about one draft carries over to the other: same sections, same words.

    ``newer`` is the other draft's own template, where the student has moved to it.
    """
    then = covered_digests(party, template, one)
    return then == covered_digests(party, newer or template, other)
