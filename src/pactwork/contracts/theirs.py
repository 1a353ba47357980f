"""What others owe to a student's module: whose it is, what, and when. Nothing says that it has come."""

from dataclasses import dataclass

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.owing import owes_here
from pactwork.ground import clock
from pactwork.modules.queries import specification
from pactwork.modules.queries.handing_in import owed_in
from pactwork.modules.rules.due import HandIn
from pactwork.modules.words_of_dates import due_at, dues_in_words


@dataclass(frozen=True)
class Theirs:
    title: str
    about: str
    when: str
    day: str  # the same without the time
    past: bool
    key: str  # of the party, or the role
    party: str  # its title; where a role owes it, nothing
    person: str = ""  # of a party that is one person: who that is


def theirs(dossier: Dossier, party: str = "", *, plan: str = "") -> list[Theirs]:
    """The soonest first; none of it is the student's to hand in.

    ``party``: of this one alone. ``plan``: what that party calls the contract.
    """
    content = dossier.newest.content if dossier.newest else {}
    found = owed_in(dossier.contract.enrolment, dossier.agreed_on)
    return [
        _said(dossier, one, plan)
        for one in found
        if not one.component.of_student and one.component.whose == (party or one.component.whose)
        if owes_here(dossier.template, one.component.whose, content)
    ]


def _said(dossier: Dossier, one: HandIn, plan: str) -> Theirs:
    piece, today = one.component, clock.today(dossier.contract.institution.time_zone)
    named = next((who for who in dossier.facts.named if who.party == piece.whose), None)
    return Theirs(
        piece.title,
        piece.about or "",
        due_at(one, plan),
        dues_in_words(one, plan),
        past=one.last is not None and one.last.on < today,
        key=piece.whose,
        party=_titled(dossier, piece.whose),
        person=named.name if named and named.there else "",
    )


def _titled(dossier: Dossier, key: str) -> str:
    """As the student's own form calls it; a party that came later, as the module's file does."""
    forms = [dossier.template, *specification(dossier.contract.run).templates.values()]
    return next((party.title for form in forms if (party := form.party(key))), "")
