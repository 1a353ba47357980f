"""What happened to modules, for the list of what happened to those who lead them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from pactwork.ground.addresses import address
from pactwork.ground.news import News, NewsLine
from pactwork.ground.words import gettext as _
from pactwork.history.models import Delivery
from pactwork.modules.models import Role
from pactwork.modules.queries import in_force
from pactwork.modules.queries.leading import runs_led_by
from pactwork.modules.queries.versions import names_of
from pactwork.people.actors import Actor

KINDS = ("module_in_force",)


def beside(person: Any, on: date) -> dict[str, Any]:
    led = Role.objects.filter(in_force(on), person=person, kind="module_leader")
    return {"module_led": Exists(led.filter(run__ref=OuterRef("entry__subject")))}


def reads(actor: Actor, kind: str, found: Mapping[str, Any]) -> bool:
    return bool(found["module_led"])


def lines(actor: Actor, rows: Sequence[Delivery]) -> dict[int, NewsLine]:
    refs, house = [told.entry.subject for told in rows], actor.institution_id
    runs = {run.ref: run for run in runs_led_by(actor).filter(ref__in=refs)}
    names = names_of(house, [told.entry.by for told in rows]) if house else {}
    found = {}
    for told in rows:
        if run := runs.get(told.entry.subject):
            by = names.get(told.entry.by, "")
            said = _("%(name)s put your draft into force.") if by else _("Your draft is in force.")
            page = address("modules:run", run.ref)
            found[told.pk] = NewsLine(said % {"name": by}, str(run), page, "check")
    return found


NEWS = News(KINDS, beside, reads, lines)
