"""Versions of a module's file: those of a run or a draft, who made each, and what one of them says."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pactwork.modules.models import ModuleDraft, Run, SpecVersion
from pactwork.people.models import Person

HEAVY = ("specification", "source", "files")


@dataclass(frozen=True)
class Listed:
    """One version in a list: its number counts from the first, for versions are only ever added."""

    version: SpecVersion
    number: int
    who: str
    current: bool  # what is in force now


def names_of(institution: int, bys: Iterable[str]) -> dict[str, str]:
    """Who acted, by what the history calls them; the system and whoever was erased have no name."""
    refs = {by.removeprefix("person:"): by for by in bys if by.startswith("person:")}
    people = Person.objects.filter(institution=institution, ref__in=refs)
    return {refs[ref]: name for ref, name in people.values_list("ref", "name")}


def of_run(run: Run) -> QuerySet[SpecVersion]:
    """Everything that a run has said, and what was drafted for it."""
    return SpecVersion.objects.filter(Q(run=run) | Q(draft__run=run))


def of_draft(draft: ModuleDraft) -> QuerySet[SpecVersion]:
    return SpecVersion.objects.filter(draft=draft)


def listed(versions: QuerySet[SpecVersion], institution: int) -> list[Listed]:
    """The newest first; two queries, without the files themselves."""
    rows = list(versions.defer(*HEAVY).order_by("pk"))
    names = names_of(institution, (row.by for row in rows))
    last = max((row.pk for row in rows if row.in_force), default=0)
    found = [
        Listed(row, number, names.get(row.by, ""), row.pk == last)
        for number, row in enumerate(rows, 1)
    ]
    return found[::-1]


def in_force_on(run: Run) -> SpecVersion | None:
    """The newest that is no draft."""
    return SpecVersion.objects.filter(run=run, in_force=True).order_by("-pk").first()
