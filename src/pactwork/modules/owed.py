"""What administrators owe: a new module that its leader has prepared waits to be put into force."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.ground.one_query import moment
from pactwork.ground.owed import Kind, Owed
from pactwork.history.models import Entry
from pactwork.modules.models import DraftEditor, ModuleDraft, SpecVersion
from pactwork.modules.queries.ready import READY
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.people.owed import rows_owed

DRAFT = Kind(
    act="draft",
    tick="queue",
    one=_("Put into force: %(title)s, a draft by %(who)s"),
    many=ngettext_lazy(
        "%(num)s draft of a module to put into force",
        "%(num)s drafts of modules to put into force",
        "num",
    ),
    button=_("Look at the draft"),
    route="modules:draft_difference",
    all_at="modules:list",
    all_button=_("Look at the drafts"),
)


def owed_rows(person: int, on: date) -> "dict[str, tuple[QuerySet[Any], list[str]]]":
    """Of new modules alone: what a run is to say next, its own leader puts into force."""
    house = Person.objects.filter(pk=person, administrator=True, active=True).values("institution")
    asked = Entry.objects.filter(subject=OuterRef("ref"), act=READY).order_by("-seq")
    said = SpecVersion.objects.filter(draft=OuterRef("pk")).order_by("-pk")
    leads = DraftEditor.objects.filter(draft=OuterRef("pk"), leads=True).order_by("pk")
    found = ModuleDraft.objects.filter(closed_at=None, run=None, institution__in=house)
    found = found.annotate(
        asked_at=Subquery(asked.values("at")[:1]),
        title=Subquery(said.values("title")[:1]),
        who=Subquery(leads.values("person__name")[:1]),
    )
    found = found.filter(asked_at__isnull=False)
    return {"modules.ready": (found, ["ref", "title", "who", "asked_at"])}


def owed(actor: Actor) -> Iterator[Owed]:
    for ref, title, who, at in rows_owed(actor).get("modules.ready", ()):
        yield Owed(DRAFT, ref, since=moment(at), said={"title": title, "who": who or ""})
