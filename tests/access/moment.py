"""A moment of the story: what is there by now, and the refs that name it."""

from dataclasses import dataclass, field
from typing import Any

from pactwork.contracts.models import Answer, Ask, Contract, Ending, Point, Sampled
from pactwork.conversations.models import Clarification, Thread
from pactwork.links.models import Link
from pactwork.modules.queries import template_for
from pactwork.reviews.models import Comment, Interview, Review
from tests.access.relations import Town
from tests.access.seats import guests, hotseat_refs
from tests.planted import Planted
from tests.stories import CAROL

BOB = {"name": "Bob Former", "email": "bob@larkmoor.example", "job": "Was team leader"}
WIM = {"name": "Wim Other", "email": "wim@larkmoor.example", "job": "Another's team leader"}


@dataclass
class Moment:
    """Where the story stands: its stage, what is there by now, and the refs that name it."""

    name: str
    stage: str
    town: Town
    planted: Planted
    there: set[str] = field(default_factory=set)
    refs: dict[str, str] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)

    @property
    def contract(self) -> Contract:
        return self.town.world.contract()


def _ref(found: Any) -> str:
    return found.ref if found else ""


def _newer_form(contract: Contract) -> bool:
    return template_for(contract.enrolment).digest != contract.template.digest


def moment(name: str, town: Town, planted: Planted) -> Moment:
    """What is there now, found in the database."""
    contract = Contract.objects.filter(student=town.world.people["nadine"]).first()
    it = Moment(name, "none", town, planted)
    it.refs = {"run": town.world.run.ref, "institution": town.world.institution.ref}
    it.refs |= hotseat_refs()
    it.links |= guests()
    if contract is None:
        return it
    it.stage = town.world.dossier().stands.stage
    it.there = {"contract"} | ({"shared", "draft"} if contract.drafts.exists() else set())
    asks = Ask.objects.filter(seat__contract=contract)
    if asks.filter(seat__party="ethics").exists():
        it.there.add("ethics asked")
    it.refs |= {s.party: s.ref for s in contract.seats.all()} | {"contract": contract.ref}
    answers = Answer.objects.filter(seat__contract=contract, undone_at=None)
    it.refs["answer"] = _ref(answers.filter(seat__party="university").last())
    points = Point.objects.filter(answer__in=answers)
    it.refs["point"] = _ref(points.filter(answer__seat__party="university").last())
    for party in ("university", "ethics"):
        it.refs[f"answer of {party}"] = _ref(answers.filter(seat__party=party).last())
        open_now = points.filter(answer__seat__party=party, kind=Point.CONDITION, met_at=None)
        it.refs[f"condition of {party}"] = _ref(open_now.last())
    it.there |= {"newer form"} if _newer_form(contract) else set()
    kept = answers.filter(recording__file__isnull=False).last()
    it.refs["written"] = _ref(kept)
    it.there |= {"page"} if kept else set()
    it.refs["interview"] = _ref(Interview.objects.filter(contract=contract).first())
    over = Ending.objects.filter(contract=contract).exists()
    it.there |= {"interview"} if it.refs["interview"] and not over else set()
    lent = Review.objects.filter(Review.OPEN, reviewer=town.world.people["sven"]).first()
    it.refs["review"] = _ref(lent)
    it.there |= {"review asked"} if lent else set()
    it.there |= {"lent"} if lent and not over else set()
    it.refs["comment"] = _ref(Comment.objects.filter(contract=contract).first())
    it.there |= {"comment"} if it.refs["comment"] else set()
    thread = Thread.objects.filter(run=town.world.run, audience="cohort").first()
    it.refs |= {"thread": _ref(thread), "post": _ref(thread and thread.posts.first())}
    it.refs["clarification"] = _ref(Clarification.objects.filter(run=town.world.run).first())
    it.there |= {"thread"} if thread else set()
    it.there |= {"sampled"} if Sampled.objects.filter(contract=contract).exists() else set()
    held = contract.seats.filter(party="workplace", holders__until_at=None, holders__isnull=False)
    it.there |= {"holder"} if held.exists() else set()
    _letters(it, asks)
    return it


def _letters(it: Moment, asks: Any) -> None:
    """Whose letters there are: the newest of whoever holds the seat, and of whoever held it."""
    for relation, email, found in (
        ("advocate", CAROL["email"], asks),
        ("former advocate", BOB["email"], asks),
        ("another contract's advocate", WIM["email"], Ask.objects.all()),
    ):
        newest = found.filter(holder__email=email).select_related("link").last()
        if newest and newest.link:
            it.links[relation] = newest.link
    if "advocate" in it.links:
        it.there.add("letter")
        agreed = any(
            y["party"] == "workplace" for a in it.contract.agreements.all() for y in a.yeses
        )
        own = Answer.objects.filter(ask__link=it.links["advocate"], undone_at=None).last()
        it.there |= {"their yes in force"} if agreed and own and own.kind == "yes" else set()
