"""What every page about a contract begins with: the contract that a request is about, or 404."""

from django.http import Http404, HttpRequest

from pactwork.contracts.access import Desk
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.doubt import Doubt, doubt_of
from pactwork.contracts.models import Contract, Seat
from pactwork.contracts.rules.moves import MOVES
from pactwork.contracts.visibility import one_seen_by, roles_known
from pactwork.modules.speaking import speak_of
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of


def warn_of(request: HttpRequest, dossier: Dossier, *, inside: bool = False) -> None:
    """Every page of this request says first where the contract was changed past Pactwork."""
    request._shows = dossier, inside  # type: ignore[attr-defined]


def warning_on(request: HttpRequest) -> Doubt | None:
    """What the base of every page shows; worked out for pages, not for acts that lead elsewhere."""
    found, inside = getattr(request, "_shows", (None, False))
    return doubt_of(found, inside=inside) if found else None


def desk_of(
    request: HttpRequest,
    actor: Actor,
    contract: Contract,
    roles: frozenset[str],
    *,
    writing: bool = False,
) -> Desk:
    made = Desk(actor, load_dossier(contract, writing=writing), roles)
    speak_of(contract.run)
    warn_of(request, made.dossier, inside=made.inside)
    return made


def desk(request: HttpRequest, ref: str, *, writing: bool = False) -> Desk:
    """The contract with this ref, if the person signed in may see it at all; or else 404.

    ``writing``: with the working text, where it is their own.
    """
    actor = actor_of(request)
    contract = one_seen_by(actor, ref)
    if contract is None:
        raise Http404
    own = writing and contract.student_id == actor.person_id
    return desk_of(request, actor, contract, roles_known(actor, contract), writing=own)


def own_contract(request: HttpRequest, ref: str) -> tuple[Actor, Contract]:
    """The student and their contract, or 404: all that an act needs, which reads the rest locked."""
    actor = actor_of(request)
    contract = one_seen_by(actor, ref)
    if contract is None or contract.student_id != actor.person_id:
        raise Http404
    return actor, contract


def student_desk(request: HttpRequest, ref: str) -> Desk:
    """``desk`` for pages that are the student's alone."""
    actor, contract = own_contract(request, ref)
    return desk_of(request, actor, contract, frozenset({"student"}), writing=True)


def at_seat(request: HttpRequest, ref: str, seat: str, move: str) -> tuple[Desk, Seat]:
    """The contract and one seat that is answered by link, for those whose move this can be."""
    found = desk(request, ref)
    place = next((s for s in found.dossier.seats if s.ref == seat and s.by == "link"), None)
    if place is None or not found.roles & MOVES[move].roles:
        raise Http404
    return found, place
