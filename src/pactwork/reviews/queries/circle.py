"""A learning set as one member meets it: who is in it, what they shared, whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from pactwork.contracts.models import Draft, Reading
from pactwork.contracts.rules.readers import parties_of, readable
from pactwork.ground import clock
from pactwork.modules.models import Enrolment, LearningSet
from pactwork.modules.queries import sets_of, template
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.reviews.models import Comment
from pactwork.reviews.rules.comments import title_shown

PEER = frozenset({"peer"})


@dataclass(frozen=True)
class Shared:
    """The newest shared draft of one member, as the set sees it."""

    ref: str
    title: str
    number: int
    at: datetime
    comments: int
    open_not_mine: int
    by: tuple[str, ...]  # who commented, by name
    mine: bool  # I have commented, or marked it as read


@dataclass(frozen=True)
class Member:
    person: Person
    contract: str
    shared: Shared | None

    @property
    def waits_for_me(self) -> bool:
        return self.shared is not None and not self.shared.mine


@dataclass(frozen=True)
class Circle:
    """One learning set. ``me`` is the reader's own place in it."""

    learning_set: LearningSet
    run_title: str
    me: Member
    others: list[Member] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        return sum(m.waits_for_me for m in self.others)


def newest_in(sets: QuerySet[LearningSet]) -> QuerySet[Draft]:
    """The newest shared draft of every member of these sets."""
    later = Draft.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    return Draft.objects.filter(~Exists(later), contract__enrolment__learning_set__in=sets)


def _heads(drafts: Iterable[Draft]) -> dict[int, list[Comment]]:
    found: dict[int, list[Comment]] = {}
    heads = Comment.objects.filter(draft__in=[d.pk for d in drafts], reply_to=None)
    for head in heads.select_related("person"):
        found.setdefault(head.draft_id, []).append(head)
    return found


def _shared(draft: Draft, heads: list[Comment], actor: Actor, read: bool) -> Shared:
    """Only comments about what the set reads are counted: nobody learns of others from a number."""
    form = template(draft.contract.template)
    keys = readable(form, draft.content, PEER, parties_of(form, PEER))
    here = [h for h in heads if h.section in keys]
    title = title_shown(form, draft.content, keys) or draft.contract.run.title
    names = {h.person.pk: h.person.first_name for h in here if h.person.pk != actor.person_id}
    return Shared(
        ref=draft.contract.ref,
        title=title,
        number=draft.number,
        at=draft.shared_at,
        comments=len(here),
        open_not_mine=sum(h.resolved_at is None and h.person_id in names for h in here),
        by=tuple(names.values()),
        mine=read or any(h.person_id == actor.person_id for h in here),
    )


def _order(member: Member) -> tuple[bool, bool, bool, str]:
    """Who waits for a first comment, then who waits for mine; who has shared nothing comes last."""
    shared = member.shared
    first = shared is not None and not shared.comments
    return not first, not member.waits_for_me, shared is None, member.person.name


def circles(actor: Actor) -> list[Circle]:
    """Every learning set this actor is in today: four queries, however many there are."""
    sets = sets_of(actor)
    places = list(
        Enrolment.objects.filter(learning_set__in=sets, person__active=True)
        .select_related("person", "learning_set", "run", "contract")
        .order_by("run__title", "learning_set__name", "person__name")
    )
    today = clock.today(actor.zone)
    places = [p for p in places if p.ends_on is None or p.ends_on >= today]
    drafts = list(newest_in(sets).select_related("contract__template", "contract__run"))
    heads = _heads(drafts)
    read = set(
        Reading.objects.filter(person=actor.person_id or 0, draft__in=[d.pk for d in drafts])
        .values_list("draft_id", flat=True)
    )  # fmt: skip
    shared = {
        d.contract.enrolment_id: _shared(d, heads.get(d.pk, []), actor, d.pk in read)
        for d in drafts
    }
    members: dict[int, list[Member]] = {}
    by_set: dict[int, Enrolment] = {}
    for place in places:
        contract = getattr(place, "contract", None)
        ref = contract.ref if contract else ""
        member = Member(place.person, ref, shared.get(place.pk))
        members.setdefault(place.learning_set_id or 0, []).append(member)
        by_set.setdefault(place.learning_set_id or 0, place)
    return [_circle(by_set[pk], found, actor) for pk, found in members.items()]


def _circle(place: Enrolment, members: list[Member], actor: Actor) -> Circle:
    me = next(m for m in members if m.person.pk == actor.person_id)
    others = sorted((m for m in members if m is not me), key=_order)
    if place.learning_set is None:
        raise LookupError("this enrolment has no learning set")
    return Circle(place.learning_set, place.run.title, me, others)


@dataclass(frozen=True)
class News:
    """What waits in the set: open comments on my newest draft, and drafts I have not answered."""

    on_mine: list[Shared]
    to_read: list[Member]

    @property
    def count(self) -> int:
        return sum(s.open_not_mine for s in self.on_mine) + len(self.to_read)


def news_for(actor: Actor) -> News:
    """For the home page; worked out from comments and marks, never from who opened what."""
    found = circles(actor)
    mine = [c.me.shared for c in found if c.me.shared]
    return News(
        on_mine=[s for s in mine if s.open_not_mine],
        to_read=[m for c in found for m in c.others if m.waits_for_me],
    )
