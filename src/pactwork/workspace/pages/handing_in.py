"""What others owe to a student's module: whose it is, and when."""

from dataclasses import dataclass

from pactwork.contracts.dossier import Dossier
from pactwork.modules.queries.handing_in import owed_in
from pactwork.modules.words_of_dates import due_at


@dataclass(frozen=True)
class Theirs:
    title: str
    when: str
    party: str  # its title; where a role owes it, nothing
    role: str


def theirs(dossier: Dossier) -> list[Theirs]:
    """The soonest first; none of it is the student's to hand in."""
    found = []
    for one in owed_in(dossier.contract.enrolment, dossier.agreed_on):
        piece = one.component
        if not piece.of_student:
            party = dossier.template.party(piece.whose)
            found.append(
                Theirs(piece.title, due_at(one), party.title if party else "", piece.whose)
            )
    return found
