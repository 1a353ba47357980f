"""Which contracts somebody may see at all, and as what. The only two answers pages build on."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.memberships import Memberships, memberships, memberships_now
from pactwork.contracts.models import Ask, Contract, Draft, Pause, Sampled
from pactwork.contracts.rules.readers import parties_of, parties_shown, readable
from pactwork.ground import clock
from pactwork.ground.compiled_query import Prepared
from pactwork.modules.models import Role
from pactwork.modules.queries import lasting, roles_at, sets_at
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.modules.speaking import speak_of
from pactwork.people.actors import Actor

JOINS = (
    "run",
    "enrolment__learning_set",
    "student__organisation",
    "institution",
    "template",
    "ending",
    "voiding__by_person",
)
# Large, and parsed once per process by their digests: fetched only when that is not yet done.
HEAVY = ("run__specification", "run__files", "template__body")


def joined() -> QuerySet[Contract]:
    """Contracts with what every page about one needs, in one query."""
    paused = Pause.objects.filter(contract=OuterRef("pk"), over_at=None).values("at")
    found = Contract.objects.select_related(*JOINS).defer(*HEAVY)
    return found.annotate(paused_at=Subquery(paused))


def contract_of(ref: str) -> Contract | None:
    """For an email about it, which goes on in the words of its module."""
    found = Contract.objects.select_related(*JOINS, "run__institution").filter(ref=ref).first()
    if found:
        speak_of(found.run)
    return found


_one = Prepared(lambda pk: joined().filter(pk=pk))


def one(pk: int) -> Contract:
    """The contract with this key, joined: for whoever has shown elsewhere that they may see it."""
    return _one(pk)[0]


def fresh(contract: Contract) -> Contract:
    """The same contract read again, joined."""
    return one(contract.pk)


def _shared() -> Exists:
    return Exists(Draft.objects.filter(contract=OuterRef("pk")))


def _asked(by: str) -> Q:
    """Contracts on which a seat answered for by this role has ever been asked."""
    asks = Ask.objects.filter(seat__contract=OuterRef("pk"), seat__by=by)
    return Q(Exists(asks))


def seen_on(institution: int | Subquery, person: int, day: date) -> QuerySet[Contract]:
    roles = roles_at(person, day)
    placed = lasting(day, "enrolment__")

    def runs(*kinds: str) -> QuerySet[Role, dict[str, int]]:
        return roles.filter(kind__in=kinds).values("run")  # type: ignore[return-value]

    sampled = Exists(
        Sampled.objects.filter(
            contract=OuterRef("pk"), person=person, from_on__lte=day, until_on__gte=day
        )
    )
    return (
        joined()
        .annotate(sampled=sampled)
        .filter(
            Q(student_id=person) & placed
            | Q(enrolment__learning_set__in=sets_at(person, day)) & placed & Q(_shared())
            | Q(run__in=runs(*TEACHING_TEAM))
            | Q(run__in=runs("ethics_reviewer")) & _asked("ethics_reviewer")
            | Q(run__in=runs("placement_officer")) & Q(_shared())
            | Q(run__in=runs("examiner")) & Q(sampled=True) & Q(_shared()),
            institution_id=institution,
        )
    )


def seen_by(actor: Actor) -> QuerySet[Contract]:
    """The contracts this actor may see: own; shared in their set; on the runs where they have a role;
    sampled for them.

    Whoever was taken off the roster is no longer student or peer; staff go on seeing the contract.
    """
    if actor.person_id is None:
        return joined().none()
    return seen_on(actor.institution_id, actor.person_id, clock.today(actor.zone))


_one_seen = Prepared(
    lambda institution, person, day, ref: seen_on(institution, person, day).filter(ref=ref)
)


def one_seen_by(actor: Actor, ref: str) -> Contract | None:
    """``seen_by`` for one contract, which every page about a contract begins with."""
    if actor.person_id is None:
        return None
    found = _one_seen(actor.institution_id, actor.person_id, clock.today(actor.zone), ref)
    return found[0] if found else None


def roles_on(actor: Actor, contract: Contract) -> frozenset[str]:
    """What this actor is to this contract today. On one's own contract one is the student, only."""
    if contract.student_id == actor.person_id:
        return _as_student(actor, contract)
    return roles_among(actor, memberships_now(actor), contract)


def roles_known(actor: Actor, contract: Contract) -> frozenset[str]:
    """The same for a page, which reads who somebody is once."""
    return roles_among(actor, memberships(actor), contract)


def roles_among(actor: Actor, theirs: Memberships, contract: Contract) -> frozenset[str]:
    if actor.person_id is None:
        return frozenset()
    if contract.student_id == actor.person_id:
        return _as_student(actor, contract)
    found = {role.kind for role in theirs.roles if role.run_id == contract.run_id}
    if not getattr(contract, "sampled", False):
        found.discard("examiner")  # who examines the run reads what was sampled for them
    if contract.enrolment.learning_set_id in theirs.sets and _placed(actor, contract):
        found.add("peer")
    return frozenset(found)


def _as_student(actor: Actor, contract: Contract) -> frozenset[str]:
    return frozenset({"student"} if _placed(actor, contract) else ())


def _placed(actor: Actor, contract: Contract) -> bool:
    """Whether the student still has their place: the same question as ``lasting``, of one row."""
    ends = contract.enrolment.ends_on
    return ends is None or ends >= clock.today(actor.zone)


def sections_read(
    dossier: Dossier, roles: frozenset[str], number: int | None = None
) -> frozenset[str]:
    """The sections these roles may read in one draft; with none shared, only the student reads."""
    draft = dossier.draft(number) if number else dossier.newest
    if draft is None and "student" not in roles:
        return frozenset()
    content = draft.content if draft else {}
    form = dossier.at(draft).template if draft else dossier.template
    return readable(form, content, roles, parties_of(form, roles))


def parties_heard(dossier: Dossier, roles: frozenset[str]) -> frozenset[str]:
    """The parties these roles may know to be asked, and hear the answers of."""
    shown = parties_shown(dossier.template, sections_read(dossier, roles))
    return shown | parties_of(dossier.template, roles)
