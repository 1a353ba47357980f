"""What digests hold about people, and what of it they are given."""

from django.utils.translation import gettext_lazy as _

from pactwork.digests.models import Wishes
from pactwork.ground.personal_data import Given, PersonalData

PERSONAL_DATA = PersonalData(
    given=(Given(_("How you want to hear from us"), Wishes, person=("person",)),),
)
