"""What is known where somebody is named for a workplace, and whether it is certain who that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract, Holder
from pactwork.contracts.rules.advocates import SAME_HOUSE, concerns, same_box
from pactwork.contracts.rules.doubtful import Known, domain_of, doubts, once
from pactwork.contracts.rules.signatures import same_name
from pactwork.contracts.speaking import speaks_for_others
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.refusal import Refusal
from pactwork.modules.models import Enrolment, Role
from pactwork.modules.queries import specification
from pactwork.modules.queries.staff import OF_THE_HOUSE
from pactwork.people.models import Person


def trusts(contract: Contract) -> bool:
    """The module takes whom students name at work for that, whatever the address."""
    return specification(contract.run).workplaces.trusted


def doubts_about(dossier: Dossier, name: str, email: str) -> tuple[str, ...]:
    """Why staff have to confirm this person before their yes counts; four queries."""
    return doubts(email, _known(dossier, name, email)) if email else ()


def _at_one_house(email: str) -> Q:
    """Addresses at this domain, by each of its names."""
    domain = domain_of(email)
    house = SAME_HOUSE.get(domain, domain)
    names = {house, *(other for other, one in SAME_HOUSE.items() if one == house)}
    return reduce(or_, (Q(email__iendswith=f"@{one}") for one in sorted(names)))


def _own(student: Person) -> list[str]:
    """Every address of the student: of each place where they are somebody, and of their account."""
    same = Person.objects.filter(account=student.account_id, account__isnull=False)
    rows = same.values_list("email", "account__email")
    return [student.email, *(email for row in rows for email in row)]


@dataclass(frozen=True)
class Held:
    """Somebody who was named for a workplace at this institution."""

    name: str
    email: str
    until_at: datetime | None
    vouched_at: datetime | None
    refused_at: datetime | None
    student: int
    workplace: int | None

    def same_workplace(self, student: Person) -> bool:
        return self.student == student.pk or (
            self.workplace is not None and self.workplace == student.organisation_id
        )


def _held(contract: Contract, email: str) -> list[Held]:
    """Whoever has been named at this domain, or looked at by staff for the same workplace."""
    looked = Q(vouched_at__isnull=False) | Q(refused_at__isnull=False)
    way = "seat__contract__student"
    same = Q(**{way: contract.student_id})
    if work := contract.student.organisation_id:
        same |= Q(**{f"{way}__organisation": work})
    here = Holder.objects.filter(seat__contract__institution=contract.institution_id)
    rows = here.filter(_at_one_house(email) | looked & same).values_list(
        *("name", "email", "until_at", "vouched_at", "refused_at", way, f"{way}__organisation")
    )
    return [Held(*row) for row in rows]


def _written(dossier: Dossier) -> Iterator[str]:
    """The domains of the addresses that the newest draft gives."""
    content = dossier.newest.content if dossier.newest else {}
    for section in dossier.template.sections:
        for prompt in section.prompts:
            given = str((content.get(section.key) or {}).get(prompt.key) or "")
            if prompt.type == "email" and "@" in given:
                yield domain_of(given)


def _people(contract: Contract, email: str) -> list[Person]:
    """Whoever the institution knows at this domain, but the student; staff, students, or both."""
    people = Person.objects.filter(_at_one_house(email), institution=contract.institution_id)
    mine = OuterRef("pk")
    return list(
        people.exclude(pk=contract.student_id).annotate(
            works=Exists(Role.objects.filter(OF_THE_HOUSE, person=mine)),
            studies=Exists(Enrolment.objects.filter(person=mine)),
        )
    )


def _university(contract: Contract) -> set[str]:
    staff = Role.objects.filter(OF_THE_HOUSE, run=contract.run_id).values_list(
        "person__email", flat=True
    )
    return {domain_of(one) for one in (*staff, contract.institution.help_email) if one}


def _known(dossier: Dossier, name: str, email: str) -> Known:
    contract, student = dossier.contract, dossier.contract.student
    here: list[Any] = _people(contract, email)
    held = _held(contract, email)
    same = [h for h in held if h.same_workplace(student)]
    confirmed = [h for h in same if h.vouched_at and h.until_at is None and h.email]
    naming = {h.student for h in held if h.until_at is None and same_box(h.email, email)}
    return Known(
        own=_own(student),
        students=[p.email for p in here if p.studies and not p.works],
        staff=[p.email for p in here if p.works],
        university=_university(contract),
        confirmed={domain_of(h.email) for h in confirmed},
        written=set(_written(dossier)),
        named_by=len(naming | {student.pk}),
        refused=[h.email for h in same if h.refused_at],
        vouched=any(
            mailbox(h.email) == mailbox(email) and same_name(h.name, name) for h in confirmed
        ),
        trusted=trusts(contract),
    )


def worries(dossier: Dossier, holder: Holder) -> tuple[Refusal, ...]:
    """Why staff should look at this advocate, if at all."""
    serves = (
        Holder.objects.filter(
            email__iexact=holder.email,
            until_at=None,
            seat__contract__institution=dossier.contract.institution_id,
        )
        .values("seat__contract")
        .distinct()
        .count()
    )
    serves = serves if holder.email else 0
    student = dossier.contract.student
    spoken = speaks_for_others(dossier.contract, holder.name)
    first = [Refusal("speaks_for_others")] if spoken else []
    first += [Refusal(code) for code in holder.doubts.split()]
    family = dossier.party_of(dossier.seat(holder.seat_id)).family
    more = concerns(student.name, student.email, holder.name, holder.email, serves, family=family)
    return once([*first, *more])
