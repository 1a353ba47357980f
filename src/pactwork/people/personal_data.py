"""What people hold about people, and what of it they are given."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import Given, PersonalData
from pactwork.people.models import Account, Installation, Institution, Organisation, Person, Tally

PERSONAL_DATA = PersonalData(
    given=(
        Given(_("You"), Person, person=("pk",)),
        Given(_("Your account"), Account, account=("pk",), without=("password",)),
        Given(_("Your email address for signing in"), EmailAddress, account=("user",)),
        Given(
            _("Confirmations of your address"),
            EmailConfirmation,
            account=("email_address__user",),
            without=("key",),
        ),
        Given(
            _("Your second steps for signing in"),
            Authenticator,
            account=("user",),
            without=("data",),
        ),
    ),
    not_given={
        Installation: _("How this installation is set up; not about anyone."),
        Tally: _("How often something happened each day; never who it happened to."),
        Institution: _("An institution’s name and contact details; not about anyone."),
        Organisation: _("Names of workplaces; yours is shown beside your name."),
    },
    left_out={
        (Person, "account"): _("Who you are at another institution: ask that institution."),
        (Institution, "help_email"): _("A contact address; an office, not a person."),
    },
    order=-1,
)
