"""What the modules of a reader have; pages that are about no one module say nothing else."""

from collections.abc import Iterable

from django.http import HttpRequest

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.memberships import memberships
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.modules.rules.has import ALL, Has, in_any, in_module, in_template
from pactwork.people.actors import Actor
from pactwork.people.models import Account
from pactwork.people.requests import actor_of


def on_runs(runs: Iterable[Run]) -> Has:
    return in_any(in_module(specification(run)) for run in runs)


def has_of(actor: Actor) -> Has:
    """Of somebody without a module, such as an administrator, anything can be said."""
    known: Has | None = actor.known.get("has")
    if known is None:
        runs = [] if actor.administrator else memberships(actor).runs
        known = actor.known["has"] = on_runs(runs) if runs else ALL
    return known


def has_for(request: HttpRequest) -> Has:
    """Whoever is not signed in can be anybody."""
    if not isinstance(request.user, Account) or not getattr(request, "_person", None):
        return ALL
    return has_of(actor_of(request))


def has_in(dossier: Dossier) -> Has:
    """What this one contract has."""
    return in_template(dossier.template, bool(dossier.context.hours))


def helped(request: HttpRequest) -> dict[str, Has]:
    """For a panel of the page of help."""
    return {"has": has_for(request)}


def helped_on_sets(request: HttpRequest) -> dict[str, Has] | None:
    """The same, where peers read each other's drafts."""
    found = helped(request)
    return found if found["has"].sets else None


def in_sets(actor: Actor) -> bool:
    """Whether somebody takes a module on which peers read each other's drafts."""
    return on_runs(place.run for place in memberships(actor).enrolments).sets
