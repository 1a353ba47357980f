"""What a learning set has said about one contract, who has read it, and what waits: in one query."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from pactwork.contracts.access import Desk
from pactwork.contracts.models import Draft, Reading
from pactwork.ground.compiled_query import hang
from pactwork.ground.one_query import Bundle
from pactwork.modules.models import Role
from pactwork.modules.queries import in_force, lasting, today_at
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.models import Person
from pactwork.reviews.models import Comment, Idea, Review
from pactwork.reviews.queries.learning_set import newest_in


@dataclass(frozen=True)
class Beside:
    """``heads`` are comments with their replies; ``waiting`` the set's drafts without my word."""

    heads: list[Comment] = field(default_factory=list)
    members: list[Person] = field(default_factory=list)
    read: frozenset[int] = frozenset()  # who marked this draft as read
    staff: frozenset[int] = frozenset()
    waiting: list[Draft] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)  # of every draft, as they were asked
    ideas: list[Idea] = field(default_factory=list)  # taken from others' plans, by the author

    def owing(self, person: int | None) -> frozenset[int]:
        """The drafts of which this person still owes a review: others' words on them are hidden."""
        return frozenset(
            r.draft_id
            for r in self.reviews
            if r.reviewer_id == person and not r.given_at and not r.over_at
        )

    def review_of(self, draft: int, person: int | None) -> Review | None:
        mine = (r for r in self.reviews if r.reviewer_id == person and r.draft_id == draft)
        return next(mine, None)


def _unanswered(circle: int, day: date, me: int) -> QuerySet[Draft]:
    said = Comment.objects.filter(draft=OuterRef("pk"), person=me)
    marked = Reading.objects.filter(draft=OuterRef("pk"), person=me)
    given = Review.objects.filter(draft=OuterRef("pk"), reviewer=me, given_at__isnull=False)
    return (
        newest_in([circle])
        .filter(
            lasting(day, "contract__enrolment__"), ~Exists(said), ~Exists(marked), ~Exists(given)
        )
        .filter(contract__ending=None)
        .exclude(contract__student=me)
        .select_related("contract__student", "template")
        .defer("digests", "template__body")
    )


_read = Bundle(
    lambda contract, draft, circle, run, day, me: {
        "comments": Comment.objects.filter(contract=contract).select_related("person"),
        "members": Person.objects.filter(
            lasting(day, "enrolments__"), enrolments__learning_set=circle, active=True
        ),
        "marks": Reading.objects.filter(contract=contract, draft=draft),
        "staff": Role.objects.filter(
            in_force(day), run=run, kind__in=TEACHING_TEAM, person__active=True
        ).defer("weeks"),
        "waiting": _unanswered(circle, day, me),
        "reviews": Review.objects.filter(contract=contract).select_related("reviewer"),
        "ideas": Idea.objects.filter(contract=contract, contract__student=me).select_related(
            "draft__contract__student"
        ),
    }
)


def beside(desk: Desk, draft: Draft | None) -> Beside:
    """For one draft, or for none while nothing has been shared."""
    contract = desk.dossier.contract
    found = _read(
        contract.pk,
        draft.pk if draft else 0,
        contract.enrolment.learning_set_id or 0,
        contract.run_id,
        today_at(contract.run),
        desk.actor.person_id or 0,
    )
    return Beside(
        heads=_threaded(desk, found["comments"]),
        members=sorted(found["members"], key=lambda person: person.name),
        read=frozenset(mark.person_id for mark in found["marks"]),
        staff=frozenset(role.person_id for role in found["staff"]),
        waiting=sorted(found["waiting"], key=lambda d: (d.shared_at, d.pk)),
        reviews=sorted(found["reviews"], key=lambda r: (r.asked_at, r.pk)),
        ideas=sorted(found["ideas"], key=lambda idea: (idea.at, idea.pk)),
    )


def _threaded(desk: Desk, comments: list[Comment]) -> list[Comment]:
    """Comments in the order of time, each with its replies and its draft."""
    drafts = {draft.pk: draft for draft in desk.dossier.drafts}
    comments = sorted(comments, key=lambda c: (c.at, c.pk))
    for comment in comments:
        comment.draft = drafts[comment.draft_id]
    heads = [c for c in comments if c.reply_to_id is None]
    hang(heads, (c for c in comments if c.reply_to_id), on="reply_to", name="replies")
    return heads
