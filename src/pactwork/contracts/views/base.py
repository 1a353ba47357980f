"""What every page about a contract begins with."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from pactwork.contracts.band import Band, band
from pactwork.contracts.rules.moves import Case, why_not
from pactwork.contracts.rules.readers import NOTES
from pactwork.contracts.seen import roles_on, sections_read, seen_by
from pactwork.contracts.whole import Whole, whole
from pactwork.ground.refusal import Refusal
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of


@dataclass
class Desk:
    """A contract as one actor meets it: who they are to it, what they read, what they may do."""

    actor: Actor
    whole: Whole
    roles: frozenset[str]

    @cached_property
    def band(self) -> Band:
        return band(self.whole, self.roles)

    def reads(self, number: int | None = None) -> frozenset[str]:
        """Keys of the sections this actor may read in a draft (none: the newest)."""
        return sections_read(self.whole, self.roles, number)

    @property
    def hears_notes(self) -> bool:
        """The student's note with a draft is for those who read the draft, not for parts of it."""
        return bool(self.roles & NOTES)

    def why_not(
        self, move: str, seat: int | None = None, draft: int | None = None
    ) -> Refusal | None:
        """Why this actor may not make a move now; templates show a button or this reason."""
        case = Case(self.whole.facts, self.whole.stands, by=self.actor.ref, seat=seat, draft=draft)
        return why_not(move, self.roles, case)


def desk(request: HttpRequest, ref: str) -> Desk:
    """The contract with this ref, if the person signed in may see it at all; or else 404."""
    actor = actor_of(request)
    contract = get_object_or_404(seen_by(actor), ref=ref)
    return Desk(actor, whole(contract), roles_on(actor, contract))


def student_desk(request: HttpRequest, ref: str) -> Desk:
    """The same for pages that are the student's alone."""
    actor = actor_of(request)
    mine = seen_by(actor).filter(student_id=actor.person_id)
    return Desk(actor, whole(get_object_or_404(mine, ref=ref)), frozenset({"student"}))
