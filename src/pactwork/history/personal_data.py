"""What the history holds about people, and what of it they are given."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import DataSubject, Given, PersonalData, at_any
from pactwork.history.models import Checkpoint, Delivery, Entry, Head, Name, SignInCode


def _names(who: DataSubject) -> Q:
    return Q(chain=who.house.ref, of__in=who.refs)


def _acts(who: DataSubject) -> Q:
    return Q(chain=who.house.ref, by__in=who.refs)


def _emails(who: DataSubject) -> Q:
    return at_any("to", who.emails) & Q(entry__chain=who.house.ref)


PERSONAL_DATA = PersonalData(
    given=(
        Given(
            _("Today’s sign-in codes"),
            SignInCode,
            email=("to",),
            without=("ref", "address", "source"),
        ),
        Given(_("Emails to you"), Delivery, where=_emails, without=("entry", "leased_until")),
        Given(_("Your name, as recorded in the history"), Name, where=_names, show=("name",)),
        Given(
            _("What you did, in the history"),
            Entry,
            where=_acts,
            show=("seq", "at", "act", "subject"),
        ),
    ),
    not_given={
        Head: _("How far the history has got; not about anyone."),
        Checkpoint: _("Signatures that protect the history; not about anyone."),
    },
    left_out={
        (SignInCode, "address"): _(
            "A scrambled form of what was typed; the code is found by the address it was sent to."
        )
    },
    order=2,
)
