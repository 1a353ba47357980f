"""A set's ground rules: somebody proposes words, each agrees to exactly those."""

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, insist
from pactwork.modules.models import LearningSet
from pactwork.people.actors import Actor
from pactwork.sets.actions.base import insist_member, note
from pactwork.sets.models import Consent, GroundRules
from pactwork.sets.rules.refusals import rules_refused


def _newest(group: LearningSet) -> GroundRules | None:
    """Of a set that nobody else writes about meanwhile."""
    LearningSet.objects.select_for_update(no_key=True).get(pk=group.pk)
    return GroundRules.objects.filter(set=group).order_by("-version").first()


@transaction.atomic
def propose_rules(group: LearningSet, words: str, *, expected: int, by: Actor) -> GroundRules:
    """``expected``: the version they were looking at; whoever proposes words agrees to them."""
    last = _newest(group)
    insist_member(group, by)
    version, words = last.version if last else 0, words.replace("\r\n", "\n").strip()
    insist(rules_refused(words, version, expected))
    if last and last.words == words:
        insist(Refusal("rules_same"))
    person, at = by.person_id or 0, clock.now()
    made = GroundRules.objects.create(
        set=group, version=version + 1, words=words, by_id=person, at=at
    )
    Consent.objects.create(rules=made, person_id=person, at=at)
    note(group.run, "rules_proposed", by.ref, {"set": group.ref, "version": made.version})
    return made


@transaction.atomic
def agree_to_rules(group: LearningSet, *, version: int, by: Actor) -> Consent:
    """To the newest words, which must be those that were read. Said twice is said once."""
    last = _newest(group)
    insist_member(group, by)
    if last is None or last.version != version:
        insist(Refusal("rules_moved"))
    consent, fresh = Consent.objects.get_or_create(
        rules=last, person_id=by.person_id or 0, defaults={"at": clock.now()}
    )
    if fresh:
        note(group.run, "rules_agreed", by.ref, {"set": group.ref, "version": version})
    return consent
