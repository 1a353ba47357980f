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
        Given(_("Your address, as the sign-in knows it"), EmailAddress, account=("user",)),
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
        Installation: _("How this installation is; about nobody."),
        Tally: _("How often something happened on a day; never to whom."),
        Institution: _("What an institution is called and how it is reached; about nobody."),
        Organisation: _("Names of workplaces; yours stands beside your name."),
    },
    left_out={
        (Person, "account"): _("Who you are at another institution: it has to be asked there."),
        (Institution, "help_email"): _("Whom to write to; an office, not a person."),
    },
    order=-1,
)
