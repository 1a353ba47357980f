"""Refusals about what is kept of people, and for how long."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "not_about_you": _("You can download only what is kept about you."),
    "months_out_of_range": _("Choose a number of months from 1 to %(most)s."),
    "person_is_held": _("Something is still open in their name, or has to be kept under a rule."),
    "no_rule_yet": _("First set how long contracts are kept, as a number of months."),
    "no_certificates": _("Nothing was erased: %(why)s."),
}
