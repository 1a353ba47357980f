"""A contract as one actor meets it: what they read of it, and what they may do."""

from dataclasses import dataclass
from functools import cached_property

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.doubt import Doubt, doubt_of
from pactwork.contracts.header import Band, band
from pactwork.contracts.models import Draft
from pactwork.contracts.queries.came_with import Hearer, Note, conditions_on
from pactwork.contracts.rules.moves import STAFF_GIVERS, Case, why_not
from pactwork.contracts.rules.readers import WHOLE, parties_of
from pactwork.contracts.states import Knows, state_words
from pactwork.contracts.visibility import parties_heard, sections_read
from pactwork.ground.refusal import Refusal
from pactwork.people.actors import Actor


@dataclass
class Desk:
    """A contract as one actor meets it: who they are to it, what they read, what they may do."""

    actor: Actor
    dossier: Dossier
    roles: frozenset[str]

    @cached_property
    def band(self) -> Band:
        return band(self.dossier, self.roles)

    def reads(self, number: int | None = None) -> frozenset[str]:
        """Keys of the sections this actor may read in a draft (none: the newest)."""
        return sections_read(self.dossier, self.roles, number)

    @property
    def state_words(self) -> list[str]:
        """Where the contract stands, as far as this actor may know who is asked."""
        heard = parties_heard(self.dossier, self.roles)
        return state_words(self.dossier, Knows(heard, endings=bool(self.roles & WHOLE)))

    @property
    def inside(self) -> bool:
        """Whether this actor is of the university's staff."""
        return bool(self.roles & STAFF_GIVERS)

    @cached_property
    def doubt(self) -> Doubt | None:
        return doubt_of(self.dossier, inside=self.inside)

    def note_of(self, draft: Draft) -> str:
        """What the student says with a draft: for everybody who reads any of it, as they were told."""
        return draft.note.strip() if self.reads(draft.number) else ""

    def conditions(self, draft: Draft) -> list[Note]:
        """What is still to be met, as far as this actor hears of it."""
        full, heard = bool(self.roles & WHOLE), parties_heard(self.dossier, self.roles)
        theirs = heard if full else parties_of(self.dossier.template, self.roles)
        return conditions_on(self.dossier, draft, Hearer(theirs, self.reads(draft.number)))

    def why_not(
        self, move: str, seat: int | None = None, draft: int | None = None
    ) -> Refusal | None:
        """Why this actor may not make a move now; templates show a button or this reason."""
        case = Case(
            self.dossier.facts, self.dossier.stands, by=self.actor.ref, seat=seat, draft=draft
        )
        return why_not(move, self.roles, case)
