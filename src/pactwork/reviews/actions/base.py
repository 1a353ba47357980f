"""What acts about comments and reviews begin with: who this is to the contract, and what they read."""

from pactwork.contracts.actions.base import roles_of
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Draft
from pactwork.contracts.rules.moves import Case, why_not
from pactwork.contracts.visibility import sections_read
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.people.actors import Actor
from pactwork.reviews.substitutes import PEER, lent_number


def person_id(by: Actor) -> int:
    """Whoever comments has an account: nobody by link is in the set."""
    if by.person_id is None:
        raise Refused(Refusal("not_your_move", {"move": "comment"}))
    return by.person_id


def draft_of(dossier: Dossier, number: int) -> Draft:
    draft = dossier.draft(number)
    if draft is None:
        raise Refused(Refusal("no_draft"))
    return draft


def roles_about(dossier: Dossier, by: Actor, number: int) -> frozenset[str]:
    """Their roles on the contract; a substitute is as a peer, about the one draft lent to them."""
    roles = roles_of(by, dossier)
    if roles or lent_number(dossier, by) != number:
        return roles
    return PEER


def check_about(move: str, dossier: Dossier, by: Actor, number: int) -> frozenset[str]:
    """The roles in which they may make this move about this draft; raises ``Refused``."""
    roles = roles_about(dossier, by, number)
    insist(why_not(move, roles, Case(dossier.facts, dossier.stands, by=by.ref)))
    return roles


def insist_readable(dossier: Dossier, roles: frozenset[str], section: str, number: int) -> None:
    """A section one may not read answers like one that is not there."""
    if section not in sections_read(dossier, roles, number):
        raise Refused(Refusal("no_section", {"section": section[:40]}))
