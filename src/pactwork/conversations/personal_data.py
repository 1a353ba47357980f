"""What conversations hold about people, and what of it they are given."""

from django.utils.translation import gettext_lazy as _

from pactwork.conversations.models import (
    Clarification,
    Findable,
    Mention,
    Post,
    Reliance,
    Renewal,
    Spelling,
    Thread,
    Version,
    Wording,
)
from pactwork.ground.personal_data import Given, PersonalData

PERSONAL_DATA = PersonalData(
    given=(
        Given(
            _("Conversations you started"),
            Thread,
            person=("person",),
            without=("institution", "scope", "also", "student", "about"),
        ),
        Given(
            _("What you said"),
            Post,
            person=("person",),
            without=("quotes", "hidden_by"),
        ),
        Given(_("Earlier versions of what you said"), Wording, person=("post__person",)),
        Given(_("Where you were mentioned"), Mention, person=("person",)),
        Given(
            _("Posts you hid"),
            Post,
            person=("hidden_by",),
            show=("ref", "hidden_at", "hidden_why"),
        ),
        Given(
            _("Clarifications you gave"),
            Clarification,
            person=("person",),
            without=("withdrawn_why",),
        ),
        Given(
            _("Clarifications you withdrew"),
            Clarification,
            person=("withdrawn_by",),
            show=("ref", "withdrawn_at", "withdrawn_why"),
        ),
        Given(_("Versions of clarifications you gave"), Version, person=("person",)),
        Given(_("Clarifications you rely on"), Reliance, person=("person",)),
        Given(_("Clarifications you renewed or chose not to renew"), Renewal, person=("person",)),
    ),
    not_given={
        Findable: _("A copy of the same text, for searching."),
        Spelling: _("Single words, for searching; not about anyone."),
    },
    left_out={(Thread, "student"): _("The teaching team’s notes to each other.")},
)
