"""Others on the student's pages: the learning set, and whom they asked on another module."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import get_text_list

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Holder
from pactwork.contracts.rules.readers import peers_read
from pactwork.ground.words import gettext as _
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import lasting, today_at
from pactwork.modules.rules.specification import Party, Template


def asked_before(dossier: Dossier, party: Party) -> Holder | None:
    """Whom the same student asked for this part on another module."""
    others = Holder.objects.filter(
        seat__contract__student=dossier.contract.student_id, seat__party=party.key
    )
    return others.exclude(seat__contract=dossier.contract).order_by("from_at").last()


def set_names(dossier: Dossier, form: Template, content: Mapping[str, Any]) -> str:
    """First names of the others in the student's learning set, as one would say them; nobody's
    where none of these words are theirs to read."""
    own = dossier.contract.enrolment
    if own.learning_set_id is None or not peers_read(form, content):
        return ""
    here = lasting(today_at(dossier.contract.run))
    others = Enrolment.objects.filter(here, learning_set=own.learning_set_id).exclude(pk=own.pk)
    people = others.select_related("person").order_by("person__name")
    return get_text_list([e.person.first_name for e in people], _("and"))
