"""What module leaders owe: a proposal of learning sets waits for their decision."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.ground.one_query import moment
from pactwork.ground.owed import Kind, Owed
from pactwork.modules.models import Role
from pactwork.modules.queries import in_force
from pactwork.people.actors import Actor
from pactwork.people.owed import rows_owed
from pactwork.sets.models import Forming

PROPOSAL = Kind(
    act="proposal",
    tick="queue",
    one=_("Decide on the proposed learning sets"),
    many=ngettext_lazy(
        "%(num)s proposal of learning sets", "%(num)s proposals of learning sets", "num"
    ),
    button=_("View the proposal"),
    route="sets:proposal",
)


def owed_rows(person: int, on: date) -> "dict[str, tuple[QuerySet[Any], list[str]]]":
    led = Role.objects.filter(in_force(on), person=person, kind="module_leader").values("run")
    open_ = Forming.objects.filter(applied_at=None, dropped_at=None, run__in=led)
    return {"sets.proposals": (open_, ["run__ref", "run__title", "made_at"])}


def owed(actor: Actor) -> Iterator[Owed]:
    for ref, title, at in rows_owed(actor).get("sets.proposals", ()):
        yield Owed(PROPOSAL, ref, since=moment(at), module=title)
