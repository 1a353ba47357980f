"""The person and the actor behind a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from pactwork.people.actors import Actor, actor_for, person_of
from pactwork.people.models import Account, Person

CHOSEN = "institution"  # in the session: the ref of where somebody at several chose to act


def acting(request: HttpRequest, account: Account) -> Person | None:
    """The person whom an account acts as in this session."""
    return person_of(account, request.session.get(CHOSEN, ""))


def person_behind(request: HttpRequest) -> Person:
    """Who is signed in here, looked up once for each request; closed to everybody else."""
    found: Person | None = getattr(request, "_person", None)
    if found is None and isinstance(request.user, Account):
        found = acting(request, request.user)
        request._person = found  # type: ignore[attr-defined]
    if found is None:
        raise PermissionDenied
    return found


def actor_of(request: HttpRequest) -> Actor:
    """One actor for each request, so that what is read about them is read once."""
    person = person_behind(request)
    known: Actor | None = getattr(request, "_actor", None)
    if known is None or known.person_id != person.pk:
        known = request._actor = actor_for(person)  # type: ignore[attr-defined]
    return known
