"""Whom a newcomer can be, what each of them is there for, and where it is to be seen."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from pactwork.contracts.models import Contract, Turn
from pactwork.modules.models import Role, Run
from pactwork.people.models import Person

MOST = 24  # people found by name


@dataclass(frozen=True)
class Lead:
    """One of the cast: who, why one would like to be them, and the page that shows it."""

    person: Person
    line: str
    to: str


@dataclass(frozen=True)
class Cast:
    """A few to begin with, the rest of the team, and whoever was looked for."""

    leads: list[Lead]
    team: list[tuple[Person, list[str]]]
    found: list[tuple[Person, str]]
    students: int
    runs: int


def _parts() -> list[tuple[str, str, str]]:
    """Their key, one sentence, and the page they open on (none: their own contract)."""
    queue = reverse("contracts:queue")
    return [
        (
            "nadine.brooks@student.midshire.example",
            _("Her redraft is missing one answer. Write it, share it and ask for two yeses."),
            "",
        ),
        (
            "priya.raman@student.midshire.example",
            _("Is in Nadine’s learning set, and reads what the others have shared."),
            reverse("reviews:set"),
        ),
        (
            "helen",
            _("Answers everybody who asks in the cohort of 47, longest wait first."),
            queue,
        ),
        (
            "bronwen",
            _("Covers the queue of a colleague on leave as well as her own."),
            f"{queue}?show=handed",
        ),
        ("anil", _("Reads only plans that raise a question of ethics."), queue),
        (
            "grace",
            _("Checks advocates before anyone relies on them."),
            f"{queue}?show=advocates",
        ),
        ("ruth", _("Leads it all, and sees how everybody is getting on."), f"{queue}?show=all"),
    ]


def _own_contract(person: Person) -> str:
    ref = Contract.objects.filter(student=person).values_list("ref", flat=True).last()
    return reverse("contracts:workspace", args=[ref]) if ref else reverse("home")


def _changing() -> list[Lead]:
    """Somebody whose plan has changed after three yeses, so that one of them has lapsed."""
    run = Run.objects.order_by("pk").first()
    lapsed = Turn.objects.filter(state="lapsed", stage="amending", contract__run=run)
    turn = lapsed.select_related("contract__student").order_by("pk").first()
    if turn is None:
        return []
    person = turn.contract.student
    line = _("Changed one section after three yeses: one has lapsed, two still count.")
    return [Lead(person, line, _own_contract(person))]


def _leads() -> list[Lead]:
    parts = _parts()
    people = {p.key: p for p in Person.objects.filter(key__in=[key for key, _line, _to in parts])}
    found = [
        Lead(people[key], line, to or _own_contract(people[key]))
        for key, line, to in parts
        if key in people
    ]
    return [*found[:2], *_changing(), *found[2:]]


def _team(shown: set[int]) -> list[tuple[Person, list[str]]]:
    roles: dict[int, tuple[Person, list[str]]] = {}
    for role in Role.objects.select_related("person").order_by("pk"):
        _person, kinds = roles.setdefault(role.person_id, (role.person, []))
        if role.kind not in kinds:
            kinds.append(role.kind)
    for person in Person.objects.filter(administrator=True):
        roles.setdefault(person.pk, (person, []))
    return [(person, kinds) for pk, (person, kinds) in roles.items() if pk not in shown]


def _found(who: str) -> list[tuple[Person, str]]:
    """Anybody by name or workplace."""
    wanted = Q(name__icontains=who) | Q(organisation__name__icontains=who)
    people = Person.objects.filter(wanted).exclude(account=None).select_related("organisation")
    return [
        (p, ", ".join(filter(None, (p.job, p.organisation.name if p.organisation else ""))))
        for p in people.order_by("name", "pk")[:MOST]
    ]


def cast_list(who: str = "") -> Cast:
    leads = _leads()
    return Cast(
        leads=leads,
        team=_team({lead.person.pk for lead in leads}),
        found=_found(who) if who else [],
        students=Person.objects.filter(enrolments__isnull=False).distinct().count(),
        runs=Run.objects.count(),
    )
