"""What the sign-in holds about people, and what of it they are given."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import Given, PersonalData
from pactwork.web.models import Session

PERSONAL_DATA = PersonalData(
    given=(
        Given(
            _("Browsers that are signed in"),
            Session,
            account=("account",),
            show=("device", "began_at", "seen_at", "expire_date"),
        ),
    ),
)
