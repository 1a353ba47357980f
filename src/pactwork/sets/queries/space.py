"""A set's own space: until when it is provisional, when all can meet, what they agree to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pactwork.ground import clock
from pactwork.ground.compiled_query import padded
from pactwork.ground.one_query import Bundle
from pactwork.modules.models import Enrolment, LearningSet
from pactwork.modules.queries import lasting
from pactwork.people.models import Person
from pactwork.sets.models import Availability, Consent, Forming, GroundRules
from pactwork.sets.rules.times import TIMES, bits


@dataclass(frozen=True)
class Space:
    """``common``: times at which all who have said can meet. ``silent``: who has not said."""

    set: LearningSet
    run_ref: str
    members: list[Person]
    until: date | None
    common: tuple[int, ...]
    silent: list[Person]
    rules: GroundRules | None
    agreed: list[Person]
    mine: bool  # the reader has agreed to the newest rules
    member: bool  # the reader is in it

    @property
    def owing(self) -> list[Person]:
        known = {person.pk for person in self.agreed}
        return [person for person in self.members if person.pk not in known]


def newest_rules(sets: Sequence[int]) -> QuerySet[GroundRules]:
    return GroundRules.objects.filter(set__in=sets).select_related("by")


_around = Bundle(
    lambda sets, day: {
        "places": Enrolment.objects.filter(lasting(day), learning_set__in=sets, person__active=True)
        .select_related("person", "learning_set", "run")
        .defer("run__specification", "run__files"),
        "said": Availability.objects.filter(
            lasting(day, "enrolment__"),
            enrolment__learning_set__in=sets,
            enrolment__person__active=True,
        ),
        "rules": newest_rules(sets),
        "consents": Consent.objects.filter(rules__set__in=sets),
        "formings": Forming.objects.filter(
            run__in=LearningSet.objects.filter(pk__in=sets).values("run"),
            applied_at__isnull=False,
        ).defer("arrangement"),
    }
)


def spaces(sets: Sequence[int], zone: str, reader: int) -> dict[int, Space]:
    """Of these sets by row number, whose reader must have been let in already; one query."""
    if not sets:
        return {}
    today = clock.today(zone)
    found = _around(padded(sorted(sets)), today)
    said = {row.enrolment_id: row for row in found["said"]}
    newest: dict[int, GroundRules] = {}
    for rules in sorted(found["rules"], key=lambda row: row.version):
        newest[rules.set_id] = rules
    agreed: dict[int, set[int]] = {}
    for consent in found["consents"]:
        agreed.setdefault(consent.rules_id, set()).add(consent.person_id)
    places: dict[int, list[Enrolment]] = {}
    for place in sorted(found["places"], key=lambda row: (row.person.name, row.pk)):
        places.setdefault(place.learning_set_id or 0, []).append(place)
    until = {row.run_id: row for row in sorted(found["formings"], key=lambda row: row.applied_at)}
    made = {}
    for pk, here in places.items():
        group, rules = here[0].learning_set, newest.get(pk)
        if group is None:
            continue
        yes = agreed.get(rules.pk, set()) if rules else set()
        last = until.get(group.run_id)
        day = last.provisional_until if last else None
        made[pk] = Space(
            group,
            here[0].run.ref,
            [place.person for place in here],
            day if day and today <= day else None,
            common_of([said[p.pk].slots for p in here if p.pk in said]),
            [place.person for place in here if place.pk not in said],
            rules,
            [place.person for place in here if place.person_id in yes],
            reader in yes,
            any(place.person_id == reader for place in here),
        )
    return made


def common_of(slots: Sequence[int]) -> tuple[int, ...]:
    found = (1 << TIMES) - 1 if slots else 0
    for each in slots:
        found &= each
    return bits(found)
