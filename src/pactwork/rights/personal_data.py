"""What the rules of keeping holds about people, and what of it they are given."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import PersonalData
from pactwork.rights.models import Rule

PERSONAL_DATA = PersonalData(
    not_given={Rule: _("How long contracts are kept; not about anyone.")},
)
