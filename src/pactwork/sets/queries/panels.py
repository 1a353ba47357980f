"""What sets show on pages of other apps; ``panels.py`` says where."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from pactwork.modules.models import LearningSet
from pactwork.modules.queries import sets_of
from pactwork.modules.queries.brief import Brief
from pactwork.modules.rules.has import in_module
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of
from pactwork.sets.models import Availability
from pactwork.sets.queries.space import Space, spaces
from pactwork.sets.words import times


def on_brief(request: HttpRequest, *, brief: Brief, **_about: Any) -> Mapping[str, Any] | None:
    """For whoever takes it: the way to when they can meet."""
    if brief.enrolment is None or not in_module(brief.spec).sets:
        return None
    said = Availability.objects.filter(enrolment=brief.enrolment).exists()
    return {"run": brief.run, "said": said}


def for_leaders(request: HttpRequest, *, brief: Brief, **_about: Any) -> Mapping[str, Any] | None:
    """For the leader: the way to the sets."""
    return {"run": brief.run} if brief.leads and in_module(brief.spec).sets else None


def spaces_of(actor: Actor) -> dict[int, Space]:
    """Of every set that this actor is in, read once for a request."""
    found: dict[int, Space] | None = actor.known.get("set spaces")
    if found is None:
        sets = list(sets_of(actor).values_list("pk", flat=True))
        found = actor.known["set spaces"] = spaces(sets, actor.zone, actor.person_id or 0)
    return found


def beside_set(
    request: HttpRequest, *, learning_set: LearningSet, **_about: Any
) -> Mapping[str, Any] | None:
    """Ground rules, common times, and until when the set is provisional: for its members only."""
    space = spaces_of(actor_of(request)).get(learning_set.pk)
    if space is None:
        return None
    return {"space": space, "times": times(space.common), "run_ref": space.run_ref}
