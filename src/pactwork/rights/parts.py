"""Every table with rows about people: what of it somebody is given, or why not. The one list there is.

``tests/rights/test_parts.py`` compares it with the models: a new table, column or address that leads to
a person has to be put here.
"""

from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from pactwork.contracts.models import Contract
from pactwork.conversations.models import Thread
from pactwork.digests.models import Wishes
from pactwork.history.models import Checkpoint, Delivery, Entry, Head, Name, SignInCode
from pactwork.links.models import FreshCode, Link, Silence, Try
from pactwork.links.secrets import address_digest
from pactwork.modules.models import (
    Blob,
    Cohort,
    Enrolment,
    LearningSet,
    PinnedTemplate,
    Role,
    Run,
)
from pactwork.people.models import Account, Installation, Institution, Organisation, Person, Tally
from pactwork.rights.models import Rule
from pactwork.rights.part import Part
from pactwork.rights.parts_contracts import ABOUT_CONTRACTS, NOT_OF_CONTRACTS
from pactwork.rights.parts_talk import ABOUT_TALK, NOT_OF_TALK
from pactwork.rights.who import Who, at_any
from pactwork.sets.models import Availability, Consent, Errand, Forming, GroundRules, Pair
from pactwork.web.models import Session

Left = dict[tuple[type[Model], str], Any]


def _silenced(who: Who) -> Q:
    digests = [address_digest(who.house, email) for email in who.emails]
    return Q(institution=who.house, address__in=digests)


def _names(who: Who) -> Q:
    return Q(chain=who.house.ref, of__in=who.refs)


def _acts(who: Who) -> Q:
    return Q(chain=who.house.ref, by__in=who.refs)


def _emails(who: Who) -> Q:
    return at_any("to", who.emails) & Q(entry__chain=who.house.ref)


ABOUT_YOU = (
    Part(_("You"), Person, person=("pk",)),
    Part(_("Your account"), Account, account=("pk",), without=("password",)),
    Part(_("Your address, as the sign-in knows it"), EmailAddress, account=("user",)),
    Part(
        _("Confirmations of your address"),
        EmailConfirmation,
        account=("email_address__user",),
        without=("key",),
    ),
    Part(
        _("Browsers that are signed in"),
        Session,
        account=("account",),
        show=("device", "began_at", "seen_at", "expire_date"),
    ),
    Part(
        _("Your second steps for signing in"), Authenticator, account=("user",), without=("data",)
    ),
    Part(
        _("Codes to sign in, of today"),
        SignInCode,
        email=("to",),
        without=("ref", "address", "source"),
    ),
    Part(_("Your roles"), Role, person=("person", "deputy_for")),
    Part(_("Your places on modules"), Enrolment, person=("person",)),
    Part(
        _("When you can meet"), Availability, person=("enrolment__person",), of=("enrolment__ref",)
    ),
    Part(_("Ground rules you wrote"), GroundRules, person=("by",)),
    Part(_("Ground rules you agreed to"), Consent, person=("person",), of=("rules__set__name",)),
    Part(_("Wishes about pairs that you wrote down"), Pair, person=("by",)),
    Part(
        _("Sets you put together"),
        Forming,
        person=("by",),
        without=("arrangement", "changes", "stands_on"),
    ),
    Part(
        _("Sets you asked to have worked out"),
        Errand,
        person=("by",),
        without=("people", "conflicts"),
    ),
    Part(_("How you want to hear from us"), Wishes, person=("person",)),
    Part(_("Emails to you"), Delivery, where=_emails, without=("entry", "leased_until")),
    Part(
        _("Links mailed to you"),
        Link,
        email=("email",),
        at="institution",
        without=("ref", "renewed_as"),
    ),
    Part(
        _("Wrong codes typed at your links"),
        Try,
        email=("link__email",),
        at="link__institution",
        without=("link",),
    ),
    Part(
        _("Fresh codes for your links"),
        FreshCode,
        email=("link__email",),
        at="link__institution",
        without=("ref", "link"),
    ),
    Part(_("You asked for no emails"), Silence, where=_silenced),
    Part(_("Your name, as the history holds it"), Name, where=_names, show=("name",)),
    Part(
        _("What you did, in the history"), Entry, where=_acts, show=("seq", "at", "act", "subject")
    ),
)


PARTS = (*ABOUT_YOU, *ABOUT_CONTRACTS, *ABOUT_TALK)

# Tables none of whose rows is given to anybody.
NOT_SHOWN: dict[type[Model], Any] = {
    Installation: _("How this installation is; about nobody."),
    Tally: _("How often something happened on a day; never to whom."),
    Institution: _("What an institution is called and how it is reached; about nobody."),
    Organisation: _("Names of workplaces; yours stands beside your name."),
    Head: _("Where the history stands; about nobody."),
    Checkpoint: _("Signatures over the history; about nobody."),
    Rule: _("For how long contracts are kept; about nobody."),
    Run: _("What a module asks; your places and roles name it."),
    PinnedTemplate: _("The questions of a contract, not your answers."),
    Cohort: _("Names of cohorts; yours stands beside your place."),
    LearningSet: _("Names of learning sets; yours stands beside your place."),
    Blob: _("What is known of a file; the files themselves are in “files”."),
    **NOT_OF_CONTRACTS,
    **NOT_OF_TALK,
}
# Columns that lead to a person, whose rows somebody is not given for being named there.
LEFT_OUT: Left = {
    (SignInCode, "address"): _(
        "A seal of what was typed; the code is found by whom it was sent to."
    ),
    (Pair, "one"): _("Why two people are kept together or apart: the team's own words about both."),
    (Pair, "other"): _(
        "Why two people are kept together or apart: the team's own words about both."
    ),
    (Thread, "student"): _("The teaching team's notes: colleagues' words among themselves."),
    (Contract, "enrolment"): _("The same contracts, found by their student."),
    (Person, "account"): _("Who you are at another institution: it has to be asked there."),
    (Institution, "help_email"): _("Whom to write to; an office, not a person."),
}
