"""What is known where somebody is named for a workplace, and whether it is certain who that is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Value

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
    """Why staff have to confirm this person before their yes counts; two queries."""
    return doubts(email, _known(dossier, name, email)) if email else ()


def _at_one_house(email: str) -> Q:
    """Addresses at this domain, by each of its names."""
    domain = domain_of(email)
    house = SAME_HOUSE.get(domain, domain)
    names = {house, *(other for other, one in SAME_HOUSE.items() if one == house)}
    return reduce(or_, (Q(email__iendswith=f"@{one}") for one in sorted(names)))


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


def _addresses(contract: Contract, email: str) -> Mapping[str, list[str]]:
    """By whose they are: the student's own, of each place where they are somebody and of their account;
    the run's staff; and of staff and of students whom the institution knows at this domain."""
    account, mine = contract.student.account_id, OuterRef("pk")
    here = Person.objects.filter(_at_one_house(email), institution=contract.institution_id)
    works = Exists(Role.objects.filter(OF_THE_HOUSE, person=mine))
    others = here.exclude(pk=contract.student_id).order_by()
    on_run = Role.objects.filter(OF_THE_HOUSE, run=contract.run_id).order_by()
    same = Person.objects.filter(account=account, account__isnull=False).order_by()
    rows = same.values_list(Value("own"), "email").union(
        same.values_list(Value("own"), "account__email"),
        on_run.values_list(Value("run"), "person__email"),
        others.filter(works).values_list(Value("staff"), "email"),
        others.filter(~works, Exists(Enrolment.objects.filter(person=mine))).values_list(
            Value("students"), "email"
        ),
        all=True,
    )
    found: dict[str, list[str]] = defaultdict(list, own=[contract.student.email])
    for whose, address in rows:
        found[whose].append(address)
    return found


def _known(dossier: Dossier, name: str, email: str) -> Known:
    contract, student = dossier.contract, dossier.contract.student
    theirs = _addresses(contract, email)
    held = _held(contract, email)
    same = [h for h in held if h.same_workplace(student)]
    confirmed = [h for h in same if h.vouched_at and h.until_at is None and h.email]
    naming = {h.student for h in held if h.until_at is None and same_box(h.email, email)}
    return Known(
        own=theirs["own"],
        students=theirs["students"],
        staff=theirs["staff"],
        university={domain_of(e) for e in (*theirs["run"], contract.institution.help_email) if e},
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
