"""A learning set as one member meets it: who is in it, what they shared, whose turn it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from pactwork.contracts.memberships import memberships
from pactwork.contracts.models import Draft, Reading
from pactwork.contracts.rules.readers import parties_of, readable
from pactwork.ground import clock
from pactwork.ground.compiled_query import padded
from pactwork.ground.one_query import Bundle
from pactwork.modules.models import Enrolment, LearningSet, Run
from pactwork.modules.queries import lasting, template
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.reviews.models import Comment, Interview, Review
from pactwork.reviews.queries.asked import Asked, asked
from pactwork.reviews.rules.comments import title_shown

PEER = frozenset({"peer"})
NEWS = timedelta(days=7)


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
    mine: bool  # I have commented, reviewed it, or marked it as read
    owed: bool = False  # I am asked for a review: what others said is hidden until I have given it
    undecided: int = 0  # my own: suggestions that wait for me, on any of my drafts
    reviewers: tuple[str, ...] = ()  # who else has reviewed it, by first name
    reviewed_at: datetime | None = None  # when the last of them did
    readable: bool = True  # whether any of it is for the set


@dataclass(frozen=True)
class Member:
    person: Person
    contract: str
    shared: Shared | None

    @property
    def waits_for_me(self) -> bool:
        return self.shared is not None and self.shared.readable and not self.shared.mine

    @property
    def owed(self) -> bool:
        return self.shared is not None and self.shared.owed


@dataclass(frozen=True)
class Circle:
    """One learning set. ``me`` is the reader's own place in it."""

    learning_set: LearningSet
    run_title: str
    me: Member
    others: list[Member] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)  # on this run, the soonest first
    interviews: list[Interview] = field(default_factory=list)  # that the reader is asked to hold
    heard: Interview | None = None  # of the reader, typed and not taken over yet

    @property
    def waiting(self) -> int:
        return sum(m.waits_for_me for m in self.others)


def newest_in(sets: Sequence[int]) -> QuerySet[Draft]:
    """The newest shared draft of every member of these sets."""
    later = Draft.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    return Draft.objects.filter(~Exists(later), contract__enrolment__learning_set__in=sets)


_around = Bundle(
    lambda sets, day, me: {
        "places": Enrolment.objects.filter(
            lasting(day), learning_set__in=sets, person__active=True
        ).select_related("person", "learning_set", "contract"),
        "drafts": newest_in(sets).select_related("template").defer("template__body"),
        "heads": Comment.objects.filter(
            draft__in=newest_in(sets).values("pk"), reply_to=None
        ).select_related("person"),
        "read": Reading.objects.filter(person=me, draft__in=newest_in(sets).values("pk")),
        "reviews": Review.objects.filter(
            Q(Review.OPEN) | Q(given_at__isnull=False, draft__in=newest_in(sets).values("pk")),
            reviewer=me,
        )
        .select_related("contract__student", "draft")
        .defer("draft__content", "draft__digests"),
        "given": Review.objects.filter(
            given_at__isnull=False, draft__in=newest_in(sets).values("pk")
        )
        .exclude(reviewer=me)
        .select_related("reviewer"),
        "undecided": Comment.objects.filter(
            Comment.UNDECIDED,
            contract__student=me,
            contract__enrolment__learning_set__in=sets,
        ).defer("text", "quote", "wording"),
        "interviews": Interview.objects.filter(
            Interview.OPEN,
            interviewer=me,
            contract__enrolment__learning_set__in=sets,
            contract__ending=None,
        ).select_related("contract__student", "contract__enrolment"),
        "heard": Interview.objects.filter(
            Interview.OPEN, contract__student=me, typed_at__isnull=False
        ).select_related("contract__enrolment", "interviewer"),
    }
)


def _shared(
    draft: Draft,
    heads: list[Comment],
    actor: Actor,
    read: bool,
    review: Review | None,
    given: list[Review],
) -> Shared:
    """Only comments about what the set reads are counted: nobody learns of others from a number."""
    form = template(draft.template)
    keys = readable(form, draft.content, PEER, parties_of(form, PEER))
    owed = review is not None and review.given_at is None
    here = [h for h in heads if h.section in keys]
    if owed:
        here, given = [h for h in here if h.person_id == actor.person_id], []
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
        mine=not owed
        and (read or review is not None or any(h.person_id == actor.person_id for h in here)),
        owed=owed,
        reviewers=tuple(r.reviewer.first_name for r in given),
        reviewed_at=max((r.given_at for r in given if r.given_at), default=None),
        readable=bool(keys),
    )


def _order(member: Member) -> tuple[bool, bool, bool, str]:
    """Who waits for a first comment, then who waits for mine; who has shared nothing comes last."""
    shared = member.shared
    first = shared is not None and not shared.comments and not shared.reviewers
    return not first, not member.waits_for_me, shared is None, member.person.name


def circles(actor: Actor) -> list[Circle]:
    """Every learning set this actor is in today: one query, however many there are."""
    theirs = memberships(actor)
    if not theirs.sets:
        return []
    me = actor.person_id or 0
    found = _around(padded(sorted(theirs.sets)), clock.today(actor.zone), me)
    runs = {run.pk: run for run in theirs.runs}
    places = {place.pk: _placed(place, runs) for place in found["places"]}
    heads: dict[int, list[Comment]] = {}
    for head in sorted(found["heads"], key=lambda c: (c.at, c.pk)):
        heads.setdefault(head.draft_id, []).append(head)
    read = {mark.draft_id for mark in found["read"]}
    reviews = {review.draft_id: review for review in found["reviews"]}
    given: dict[int, list[Review]] = {}
    for review in sorted(found["given"], key=lambda r: (r.given_at, r.pk)):
        given.setdefault(review.draft_id, []).append(review)
    undecided = Counter(comment.contract_id for comment in found["undecided"])
    by_contract = {p.contract.pk: p for p in places.values() if hasattr(p, "contract")}
    shared = {}
    for draft in found["drafts"]:
        place = by_contract.get(draft.contract_id)
        if place:
            draft.contract = place.contract
            said = heads.get(draft.pk, [])
            mine, others = reviews.get(draft.pk), given.get(draft.pk, [])
            one = _shared(draft, said, actor, draft.pk in read, mine, others)
            shared[place.pk] = replace(one, undecided=undecided[draft.contract_id])
    members: dict[int, list[Member]] = {}
    by_set: dict[int, Enrolment] = {}
    for place in sorted(places.values(), key=_as_listed):
        contract = getattr(place, "contract", None)
        ref = contract.ref if contract else ""
        member = Member(place.person, ref, shared.get(place.pk))
        members.setdefault(place.learning_set_id or 0, []).append(member)
        by_set.setdefault(place.learning_set_id or 0, place)
    owed = _owed(found["reviews"], clock.today(actor.zone))
    sittings: dict[int, list[Interview]] = {}
    for one in found["interviews"]:
        sittings.setdefault(one.contract.enrolment.learning_set_id, []).append(one)
    heard = {one.contract.enrolment.learning_set_id: one for one in found["heard"]}
    made = [
        _circle(by_set[pk], rows, actor, owed.get(by_set[pk].run_id, []), sittings.get(pk, []))
        for pk, rows in members.items()
    ]
    return [replace(circle, heard=heard.get(circle.learning_set.pk)) for circle in made]


def _owed(reviews: list[Review], today: date) -> dict[int, list[Asked]]:
    """By run: what is still asked of the reader, the soonest first."""
    found: dict[int, list[Asked]] = {}
    for review in sorted(reviews, key=lambda r: (r.due_on, r.pk)):
        if review.given_at is None:
            found.setdefault(review.contract.run_id, []).append(asked(review, today))
    return found


def _placed(place: Enrolment, runs: Mapping[int, Run]) -> Enrolment:
    """A member's place with the run that the reader is on too."""
    place.run = runs[place.run_id]
    if hasattr(place, "contract"):
        place.contract.run = place.run
    return place


def _as_listed(place: Enrolment) -> tuple[str, str, str]:
    name = place.learning_set.name if place.learning_set else ""
    return place.run.title, name, place.person.name


def _circle(
    place: Enrolment,
    members: list[Member],
    actor: Actor,
    owed: list[Asked],
    sittings: list[Interview],
) -> Circle:
    me = next(m for m in members if m.person.pk == actor.person_id)
    others = sorted((m for m in members if m is not me), key=_order)
    if place.learning_set is None:
        raise LookupError("this enrolment has no learning set")
    return Circle(place.learning_set, place.run.title, me, others, owed, sittings)


@dataclass(frozen=True)
class News:
    """What happened in the set: open comments on my newest draft, and drafts I have not read. What is asked
    of me is owed, and not here."""

    on_mine: list[Shared]
    to_read: list[Member]

    @property
    def count(self) -> int:
        return sum(s.open_not_mine or 1 for s in self.on_mine) + len(self.to_read)


def _fresh(shared: Shared) -> bool:
    """Reviewed within the last days: it stands on the first page as long as that."""
    return shared.reviewed_at is not None and shared.reviewed_at > clock.now() - NEWS


def news_for(actor: Actor) -> News:
    """For the home page; worked out from comments and marks, never from who opened what."""
    found = circles(actor)
    mine = [c.me.shared for c in found if c.me.shared]
    return News(
        on_mine=[s for s in mine if s.open_not_mine or _fresh(s)],
        to_read=[m for c in found for m in c.others if m.waits_for_me and not m.owed],
    )
