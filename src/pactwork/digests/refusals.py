"""Refusals about letters, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "no_rhythm": _("Choose how often: on working days, once a week, or never."),
    "no_hour": _("Choose an hour from the list."),
    "no_kind": _("That is not one of the choices. Check what is ticked, then save again."),
}
