"""Everybody on a run with what they said, the rules about pairs, and the sets there are."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pactwork.ground.canonical import digest
from pactwork.modules.models import Enrolment, LearningSet, Run
from pactwork.modules.queries import lasting, today_at
from pactwork.sets.arranging import Person
from pactwork.sets.models import Availability, Errand, Forming, Pair
from pactwork.solving.people import Crowd, Member, Rules, crowd


@dataclass(frozen=True)
class Gathered:
    run: Run
    places: Sequence[Enrolment]
    said: Mapping[int, Availability]  # by place
    pairs: Sequence[Pair]
    sets: Mapping[str, str]  # ref -> name

    @cached_property
    def by_ref(self) -> dict[str, Enrolment]:
        return {place.ref: place for place in self.places}

    @cached_property
    def people(self) -> list[Person]:
        return [self._person(place) for place in self.places]

    def _person(self, place: Enrolment) -> Person:
        said, held = self.said.get(place.pk), place.person.organisation
        member = Member(
            place.ref,
            said.slots if said else None,
            said.experience if said else None,
            said.discipline if said else "",
            held.ref if held else "",
        )
        own = place.learning_set.ref if place.learning_set else ""
        return Person(member, place.cohort_id or 0, own)

    @cached_property
    def silent(self) -> list[Enrolment]:
        return [place for place in self.places if place.pk not in self.said]

    @cached_property
    def without(self) -> list[Enrolment]:
        return [place for place in self.places if not place.learning_set_id]

    @cached_property
    def stands_on(self) -> str:
        """Who is on the run and in which set, as a digest: a proposal holds only for these."""
        return digest(sorted((p.member.key, p.set, p.cohort) for p in self.people))

    def rules(self, size: int, colleagues_apart: bool) -> Rules:
        of = {place.person_id: place.ref for place in self.places}
        both = [p for p in self.pairs if p.one_id in of and p.other_id in of]
        apart = tuple((of[p.one_id], of[p.other_id]) for p in both if p.kind == Pair.APART)
        together = tuple((of[p.one_id], of[p.other_id]) for p in both if p.kind == Pair.TOGETHER)
        return Rules(apart, together, size, colleagues_apart)

    @cached_property
    def _crowds(self) -> dict[Rules, Crowd]:
        return {}

    def crowd(self, rules: Rules) -> Crowd:
        """Once for the same rules: several parts of a page ask."""
        if rules not in self._crowds:
            self._crowds[rules] = crowd([person.member for person in self.people], rules)
        return self._crowds[rules]


def counted(name: str) -> list[tuple[int, str]]:
    """Set 10 comes after Set 9."""
    parts = re.split(r"([0-9]+)", name)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def gathered(run: Run) -> Gathered:
    """Those whose place is still to begin too: sets are formed before a module starts. Four queries."""
    places = list(
        Enrolment.objects.filter(lasting(today_at(run)), run=run, person__active=True)
        .select_related("person__organisation", "learning_set", "cohort")
        .order_by("person__name", "pk")
    )
    said = Availability.objects.filter(enrolment__run=run)
    pairs = Pair.objects.filter(run=run, ended_at=None).select_related("one", "other", "by")
    sets = LearningSet.objects.filter(run=run).order_by("name", "pk")
    return Gathered(
        run,
        places,
        {row.enrolment_id: row for row in said},
        list(pairs.order_by("pk")),
        dict(sorted(sets.values_list("ref", "name"), key=lambda row: counted(row[1]))),
    )


def namer(found: Gathered) -> Callable[[str], str]:
    """Somebody's name by the ref of their place."""
    names = {place.ref: place.person.name for place in found.places}
    return lambda key: names.get(key, "")


def open_proposal(run: Run) -> Forming | None:
    return Forming.objects.filter(run=run, applied_at=None, dropped_at=None).first()


def open_errand(run: Run) -> Errand | None:
    return Errand.objects.filter(run=run, over_at=None).first()


def newest_errand(run: Run) -> Errand | None:
    return Errand.objects.filter(run=run).select_related("by").order_by("-asked_at", "-pk").first()


def formed_last(run: Run) -> Forming | None:
    """The last proposal that was applied; its day says until when the sets are provisional."""
    done = Forming.objects.filter(run=run, applied_at__isnull=False)
    return done.select_related("by").order_by("-applied_at", "-pk").first()


def formings(run: Run) -> tuple[Forming | None, Forming | None]:
    """The proposal that waits and the one that was applied last, in one query."""
    rows = Forming.objects.filter(run=run, dropped_at=None).defer("arrangement")
    found = list(rows.select_related("by").order_by("applied_at", "pk"))
    done = [one for one in found if one.applied_at]
    return next((one for one in found if not one.applied_at), None), done[-1] if done else None


def provisional_until(run: Run) -> date | None:
    last = formed_last(run)
    return last.provisional_until if last else None
