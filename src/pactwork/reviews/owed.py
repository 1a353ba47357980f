"""What members of a learning set owe each other, and what their authors owe those who read them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.contracts.memberships import memberships
from pactwork.ground.one_query import day, moment
from pactwork.ground.owed import Kind, Owed
from pactwork.people.actors import Actor
from pactwork.people.owed import rows_owed
from pactwork.reviews.models import Comment, Interview, Review

TEN = 10  # minutes, as the pages say

REVIEW = Kind(
    act="review",
    tick="set",
    one=_("Review %(name)s’s draft %(number)s"),
    many=ngettext_lazy("%(num)s draft to review", "%(num)s drafts to review", "num"),
    button=_("Review the draft"),
    route="reviews:reading",
)
STAND_IN = Kind(
    act="review",
    tick="set",
    one=_("Review %(name)s’s draft %(number)s, in place of someone who could not"),
    many=ngettext_lazy("%(num)s draft to review", "%(num)s drafts to review", "num"),
    button=_("Review the draft"),
    route="reviews:reading",
)
INTERVIEW = Kind(
    act="interview",
    tick="set",
    one=_("Interview %(name)s (ten minutes)"),
    many=ngettext_lazy("%(num)s interview to hold", "%(num)s interviews to hold", "num"),
    button=_("Hold the interview"),
    route="reviews:interview",
)
HEARD = Kind(
    act="heard",
    tick="set",
    one=_("%(name)s typed what you said: use what is right"),
    many=ngettext_lazy("%(num)s interview to read", "%(num)s interviews to read", "num"),
    button=_("Read what was typed"),
    route="reviews:interview_mine",
)
SUGGESTION = Kind(
    act="suggestion",
    tick="set",
    one=_("Decide on a suggestion from %(name)s"),
    many=ngettext_lazy("%(num)s suggestion to review", "%(num)s suggestions to review", "num"),
    button=_("Review the suggestion"),
    route="reviews:suggestions",
    all_at="reviews:suggestions",
    all_button=_("Review the suggestions"),
    alone=1,
    each_about=True,
)
PLEA = Kind(
    act="comment",
    tick="set",
    one=_("%(name)s asks for your reply to a comment"),
    many=ngettext_lazy("%(num)s comment to reply to", "%(num)s comments to reply to", "num"),
    button=_("Reply to the comment"),
    route="reviews:reading",
    all_at="reviews:reading",
    all_button=_("Reply to the comments"),
    alone=1,
    each_about=True,
)


def owed_rows(person: int, on: date) -> "dict[str, tuple[QuerySet[Any], list[str]]]":
    sittings = Interview.objects.filter(Interview.OPEN, contract__ending=None)
    own = Comment.objects.filter(contract__student=person, contract__ending=None)
    replied = Comment.objects.filter(reply_to=OuterRef("pk"), person=person)
    pleas = own.filter(please_answer=True, resolved_at=None, reply_to=None)
    said = ["contract__ref", "ref", "person__name", "at"]
    return {
        "reviews.asked": (
            Review.objects.filter(Review.OPEN, reviewer=person, contract__ending=None),
            [
                *("contract__ref", "contract__run_id", "contract__student__name"),
                *("draft__number", "asked_at", "due_on", "substitute_for_id"),
            ],
        ),
        "reviews.sittings": (
            sittings.filter(interviewer=person, typed_at=None),
            ["ref", "contract__enrolment__learning_set_id", "contract__student__name", "asked_at"],
        ),
        "reviews.heard": (
            sittings.filter(contract__student=person, typed_at__isnull=False),
            ["contract__ref", "interviewer__name", "typed_at"],
        ),
        "reviews.suggestions": (own.filter(Comment.UNDECIDED), said),
        "reviews.pleas": (pleas.exclude(kind="suggestion").filter(~Exists(replied)), said),
    }


def owed(actor: Actor) -> Iterator[Owed]:
    """In the sets that they are in today; of their own contract, whether they are in one or not."""
    rows, theirs = rows_owed(actor), memberships(actor)
    runs = {e.run_id for e in theirs.enrolments if e.learning_set_id}
    for ref, run, name, number, at, due_on, instead in rows.get("reviews.asked", ()):
        if run in runs:
            yield Owed(
                STAND_IN if instead else REVIEW,
                ref,
                name,
                moment(at),
                day(due_on),
                said={"number": str(number)},
                more=f"?draft={number}",
                holds=1,
                minutes=TEN,
            )
    for ref, group, name, at in rows.get("reviews.sittings", ()):
        if group in theirs.sets:
            yield Owed(INTERVIEW, ref, name, moment(at), holds=1, minutes=TEN)
    yield from _on_own(rows)


def _on_own(rows: Any) -> Iterator[Owed]:
    for ref, name, at in rows.get("reviews.heard", ()):
        yield Owed(HEARD, ref, name, moment(at))
    for ref, _comment, name, at in rows.get("reviews.suggestions", ()):
        yield Owed(SUGGESTION, ref, name, moment(at))
    for ref, comment, name, at in rows.get("reviews.pleas", ()):
        yield Owed(PLEA, ref, name, moment(at), more=f"#reply-{comment}", holds=1)
