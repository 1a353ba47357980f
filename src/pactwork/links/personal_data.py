"""What mailed links hold about people, and what of it they are given."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import DataSubject, Given, PersonalData
from pactwork.links.models import FreshCode, Link, Silence, Try
from pactwork.links.secrets import address_digest


def _silenced(who: DataSubject) -> Q:
    digests = [address_digest(who.house, email) for email in who.emails]
    return Q(institution=who.house, address__in=digests)


PERSONAL_DATA = PersonalData(
    given=(
        Given(
            _("Links emailed to you"),
            Link,
            email=("email",),
            at="institution",
            without=("ref", "renewed_as"),
        ),
        Given(
            _("Wrong codes entered for your links"),
            Try,
            email=("link__email",),
            at="link__institution",
            without=("link",),
        ),
        Given(
            _("New codes for your links"),
            FreshCode,
            email=("link__email",),
            at="link__institution",
            without=("ref", "link"),
        ),
        Given(_("Your request for no emails"), Silence, where=_silenced),
    ),
    order=1,
)
