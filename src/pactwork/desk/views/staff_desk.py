"""One contract on the desk of a member of staff, and how it is shown, whatever brought one there."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from pactwork.contracts.access import Desk
from pactwork.contracts.conditions import owners
from pactwork.contracts.having import has_in
from pactwork.contracts.models import SavedNote, Seat, Talk
from pactwork.contracts.queries.words_of_yes import keys_of_yes
from pactwork.contracts.queries.written_to import Fate, fates_of
from pactwork.contracts.requests import desk
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.contracts.theirs import Theirs, theirs
from pactwork.contracts.visibility import parties_heard
from pactwork.contracts.vocabulary import kind_words
from pactwork.desk.pages import review as asks
from pactwork.desk.pages.comparing import comparisons
from pactwork.desk.pages.queue import Asked, asked
from pactwork.desk.pages.unsent import Unsent, unsent_of
from pactwork.desk.queries.own import Kept, kept_of
from pactwork.desk.views.decision import Decision
from pactwork.documents.pages.agreed import only_read
from pactwork.documents.pages.redlines import Shown, last_look, only_changes, shown
from pactwork.ground import clock
from pactwork.ground.chips import Chip
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_numbers import number_in
from pactwork.modules.models import Role
from pactwork.modules.rules.roles import LOOKS_AFTER

OF_THE_MODULE = ("promise", "facts")  # kinds of sections whose words are not the student's
WORDS_A_MINUTE = 200  # of somebody who reads with care


@dataclass
class Review:
    """Each part is loaded when a page asks for it. ``at`` names a small form that was refused.

    ``problems`` is what is wrong in it by field; ``refusal`` is the first of them, or all there is.
    """

    desk: Desk
    decision: Decision = field(default_factory=Decision)
    against: str = ""
    refusal: Refusal | None = None
    at: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    problems: dict[str, Refusal] = field(default_factory=dict)
    stale: asks.Stale = field(default_factory=asks.Stale)

    @property
    def ref(self) -> str:
        return self.desk.dossier.contract.ref

    @property
    def number(self) -> int:
        newest = self.desk.dossier.newest
        return newest.number if newest else 0

    @property
    def today(self) -> date:
        return clock.today(self.desk.dossier.contract.institution.time_zone)

    @property
    def places(self) -> dict[str, str]:
        """Each problem is shown in the small form it is in."""
        return dict.fromkeys(self.problems, self.at)

    @cached_property
    def looked(self) -> int | None:
        return last_look(self.desk.dossier, self.desk.actor.person_id or 0)

    @property
    def older(self) -> list[int]:
        return [d.number for d in self.desk.dossier.drafts if d.number < self.number]

    @cached_property
    def base(self) -> int | None:
        """The draft the page compares with: chosen, or the one last looked at."""
        chosen = number_in(self.against)
        if chosen in self.older:
            return chosen
        return self.looked if self.looked in self.older and self.against != "plain" else None

    @property
    def comparisons(self) -> list[Chip]:
        return comparisons(self.older, self.looked, self.base)

    @cached_property
    def compared(self) -> list[Shown]:
        """With those that only the draft it is compared with has."""
        return shown(self.desk.dossier, self.desk.roles, self.number, self.base)

    @cached_property
    def sections(self) -> list[Shown]:
        return [s for s in self.compared if s.how != "gone"]

    @cached_property
    def changes(self) -> list[Shown]:
        return only_changes(self.compared)

    @cached_property
    def folded(self) -> list[Shown]:
        """Words of the module's own that need no yes of the reader's."""
        ours = (s for s in self.sections if s.section.kind in OF_THE_MODULE)
        return [s for s in ours if s.section.key not in self.covered]

    @cached_property
    def to_read(self) -> list[Shown]:
        """Open on a first read, from the first to the last."""
        return [s for s in self.sections if s not in self.folded and not s.unsaid]

    @cached_property
    def words(self) -> int:
        """How many there are to read, the module's own left out."""
        return sum(s.words for s in self.sections if s.section.kind not in OF_THE_MODULE)

    @property
    def minutes(self) -> int:
        return max(1, round(self.words / WORDS_A_MINUTE))

    @cached_property
    def difference(self) -> list[Shown]:
        """What changed since the draft that a refused answer was about."""
        older = self.stale.draft
        rows = shown(self.desk.dossier, self.desk.roles, self.number, older) if older else []
        return only_changes(rows)

    @cached_property
    def parts(self) -> list[asks.Part]:
        return asks.parts(self.desk.dossier, self.desk.roles, self.desk.actor)

    @property
    def mine(self) -> list[asks.Part]:
        return [part for part in self.parts if part.mine]

    @property
    def others(self) -> list[asks.Part]:
        return [part for part in self.parts if not part.mine]

    @cached_property
    def covered(self) -> frozenset[str]:
        """The sections that the reader's own yes is about."""
        found, newest = self.desk.dossier, self.desk.dossier.newest
        keys = (keys_of_yes(found, newest, p.party.key) for p in self.mine) if newest else ()
        return frozenset().union(*keys)

    @property
    def looks_after(self) -> bool:
        return bool(self.desk.roles & LOOKS_AFTER)

    @cached_property
    def theirs(self) -> list[Theirs]:
        """What others owe to the student's module, while the contract goes on.

        Who looks after the student hears of all of it; others, of parties they may know of.
        """
        found = self.desk.dossier
        owed = theirs(found) if found.stands.stage != "ended" else []
        heard = parties_heard(found, self.desk.roles)
        return [one for one in owed if self.looks_after or not one.party or one.key in heard]

    @cached_property
    def told(self) -> list[asks.Told]:
        return asks.told(self.desk.dossier, self.desk.roles, self.desk.actor)

    @cached_property
    def conditions(self) -> list[asks.Condition]:
        return asks.conditions(self.desk.dossier, self.desk.roles, self.desk.actor, self.told)

    @cached_property
    def fates(self) -> dict[str, Fate]:
        """By the ref of an ask by link: what became of its emails."""
        return fates_of([part.ask for part in self.parts if part.ask])

    @cached_property
    def talks(self) -> list[Talk]:
        return asks.talks_on([part.ask for part in self.mine if part.ask])

    @property
    def notes(self) -> list[SavedNote]:
        return self._kept.notes

    @cached_property
    def _kept(self) -> Kept:
        """Points that were not sent yet, and notes: only those who answer have any."""
        return kept_of(self.desk.dossier, self.desk.actor) if self.mine else Kept()

    @cached_property
    def unsent(self) -> list[Unsent]:
        return unsent_of(self.desk.dossier, self.desk.roles, self.sections, self._kept.unsent)

    @property
    def may_write_points(self) -> bool:
        return bool(self.mine) and self.desk.dossier.stands.stage != "ended"

    @cached_property
    def typed_or_waiting(self) -> Decision:
        """What is in the form: what was typed, or at first the points that wait to be sent."""
        return self.decision.with_unsent(self._kept.unsent)

    @cached_property
    def reads(self) -> list[tuple[str, str]]:
        """What a point can be about."""
        return [(s.section.key, s.section.short) for s in self.sections]

    @property
    def answering(self) -> asks.Part | None:
        """The seat whose form is open: the one typed about, or the first that one may answer for."""
        typed = next((p for p in self.mine if p.seat.ref == self.decision.seat), None)
        return typed or next((part for part in self.mine if part.open), None)

    @property
    def names(self) -> dict[str, str]:
        return {s.key: s.short for s in self.desk.dossier.template.sections}

    def colleagues(self, seat: Seat) -> list[Role]:
        return asks.colleagues(self.desk.dossier, seat, self.desk.actor)

    @property
    def back(self) -> Asked:
        return asked(QueryDict(self.decision.back).dict())


def staff_desk(request: HttpRequest, ref: str) -> Desk:
    """The contract, for those whose role answers for something; anybody else finds nothing here."""
    found = desk(request, ref)
    if not found.roles & STAFF_GIVERS:
        raise Http404
    return found


def page(request: HttpRequest, review: Review, status: int = 200) -> HttpResponse:
    """The whole review."""
    context: dict[str, Any] = {
        "review": review,
        "desk": review.desk,
        "kinds": kind_words(),
        "owners": owners(has_in(review.desk.dossier).links),
        "blocks": asks.blocks(),
        "only_read": only_read(),
    }
    return render(request, "desk/review.html", context, status=status)


def address(ref: str) -> str:
    return reverse("contracts:review", args=[ref])
