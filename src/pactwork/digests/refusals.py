"""Refusals about letters, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "no_rhythm": _("Choose how often: on working days, once a week, or never."),
    "no_hour": _("Choose an hour of the list."),
    "no_kind": _(
        "There is nothing of that kind to choose. Look at what is ticked, then keep it again."
    ),
}
