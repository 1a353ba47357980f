"""What learning sets hold about people, and what of it they are given."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import Given, PersonalData
from pactwork.sets.models import Availability, Consent, Errand, Forming, GroundRules, Pair

PERSONAL_DATA = PersonalData(
    given=(
        Given(
            _("When you can meet"),
            Availability,
            person=("enrolment__person",),
            of=("enrolment__ref",),
        ),
        Given(_("Ground rules you wrote"), GroundRules, person=("by",)),
        Given(
            _("Ground rules you agreed to"), Consent, person=("person",), of=("rules__set__name",)
        ),
        Given(_("Rules about pairs that you set"), Pair, person=("by",)),
        Given(
            _("Sets you put together"),
            Forming,
            person=("by",),
            without=("arrangement", "changes", "stands_on"),
        ),
        Given(
            _("Proposals for sets that you asked for"),
            Errand,
            person=("by",),
            without=("people", "conflicts"),
        ),
    ),
    left_out={
        (Pair, "one"): _(
            "Why two people are kept together or apart: the team’s own notes about both."
        ),
        (Pair, "other"): _(
            "Why two people are kept together or apart: the team’s own notes about both."
        ),
    },
)
