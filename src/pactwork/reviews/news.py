"""What happened to reviews and interviews, for the list of what happened: who and where, no words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from pactwork.contracts.models import Contract
from pactwork.contracts.news import seen_contract, thing_of
from pactwork.contracts.visibility import seen_by
from pactwork.ground.addresses import address
from pactwork.ground.dates import short_day
from pactwork.ground.news import News, NewsLine
from pactwork.ground.words import gettext as _
from pactwork.history.models import Delivery
from pactwork.people.actors import Actor
from pactwork.reviews.models import Interview, Review

ASKED = ("review_asked", "review_reminder", "substitute_asked")
INTERVIEWS = ("interview_asked", "interview_typed")
OTHERS = ("nobody_to_review", "review_stuck", "suggestions_settled")
JOINED = ("contract__student", "contract__run", "draft")


def _mine(person: Any) -> Q:
    return Q(interviewer=person) | Q(contract__student=person)


def beside(person: Any, on: date) -> dict[str, Any]:
    review = Review.objects.filter(ref=OuterRef("about"), reviewer=person)
    interview = Interview.objects.filter(_mine(person), Interview.OPEN, ref=OuterRef("about"))
    return {
        "sees_contract": seen_contract(person, on),
        "reviews": Exists(review),
        "review_open": Exists(review.filter(Review.OPEN)),
        "interviews": Exists(interview),
    }


def reads(actor: Actor, kind: str, found: Mapping[str, Any]) -> bool:
    """A stand-in reads a draft for as long as the request is open, and an interviewer no draft at all."""
    if kind in INTERVIEWS:
        return bool(found["interviews"])
    if kind in ASKED:
        return bool(found["review_open"] or (found["reviews"] and found["sees_contract"]))
    return bool(found["sees_contract"])


def _asked(actor: Actor, rows: Sequence[Delivery]) -> dict[int, NewsLine]:
    refs = [told.about for told in rows]
    reviews = Review.objects.filter(ref__in=refs, reviewer=actor.person_id)
    by_ref = {one.ref: one for one in reviews.select_related(*JOINED)} if refs else {}
    said = {
        "review_asked": _("Please review %(first)s’s draft %(number)s by %(due)s."),
        "review_reminder": _("%(first)s is still hoping for your review of draft %(number)s."),
        "substitute_asked": _(
            "Would you review %(first)s’s draft %(number)s in someone else’s place?"
        ),
    }
    found = {}
    for told in rows:
        if one := by_ref.get(told.about):
            known = {"first": one.contract.student.first_name, "due": short_day(one.due_on)}
            words = said[told.kind] % {**known, "number": one.draft.number}
            page = f"{address('reviews:reading', one.contract.ref)}?draft={one.draft.number}"
            found[told.pk] = NewsLine(words, thing_of(one.contract, actor), page, "people")
    return found


def _interviews(actor: Actor, rows: Sequence[Delivery]) -> dict[int, NewsLine]:
    refs = [told.about for told in rows]
    there = Interview.objects.filter(_mine(actor.person_id), ref__in=refs)
    joined = there.select_related("interviewer", "contract__student", "contract__run")
    by_ref, found = {one.ref: one for one in joined} if refs else {}, {}
    for told in rows:
        one = by_ref.get(told.about)
        if one is None:
            continue
        if told.kind == "interview_asked":
            page = address("reviews:interview", one.ref)
            words = _("%(name)s asked you to interview them about their first card.")
            name = one.contract.student.name
        else:
            page = address("reviews:interview_mine", one.contract.ref)
            words, name = _("%(name)s typed what you said."), one.interviewer.name
        thing = thing_of(one.contract, actor)
        found[told.pk] = NewsLine(words % {"name": name}, thing, page, "talk")
    return found


def _other(told: Delivery, contract: Contract, actor: Actor) -> NewsLine:
    page, first = address("contracts:review", contract.ref), contract.student.first_name
    if told.kind == "suggestions_settled":
        page = address("reviews:because_of_you")
        words = _("%(first)s has looked at your suggestions.") % {"first": first}
    elif told.kind == "nobody_to_review":
        words = _("There is nobody to review %(first)s’s draft.") % {"first": first}
    else:
        known = {"first": first, "number": told.entry.payload.get("draft", "")}
        words = _("A review of %(first)s’s draft %(number)s is missing.") % known
    return NewsLine(words, thing_of(contract, actor), page, "people")


def _others(actor: Actor, rows: Iterable[Delivery]) -> dict[int, NewsLine]:
    refs = {told.entry.subject for told in rows}
    contracts = {one.ref: one for one in seen_by(actor).filter(ref__in=refs)} if refs else {}
    return {
        told.pk: _other(told, contracts[told.entry.subject], actor)
        for told in rows
        if told.entry.subject in contracts
    }


def lines(actor: Actor, rows: Sequence[Delivery]) -> dict[int, NewsLine]:
    """Three queries, however many there are."""
    asked = [told for told in rows if told.kind in ASKED]
    interviews = [told for told in rows if told.kind in INTERVIEWS]
    others = [told for told in rows if told.kind in OTHERS]
    return _asked(actor, asked) | _interviews(actor, interviews) | _others(actor, others)


NEWS = News((*ASKED, *INTERVIEWS, *OTHERS), beside, reads, lines)
