"""What looking after an installation asks of an administrator: each row of its page that is amiss."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.ground.owed import Kind, Owed
from pactwork.people.actors import Actor
from pactwork.people.models import Institution
from pactwork.web.installation import condition

EVERYBODY = 1_000_000  # people who would be held up by an installation that fails
STATUS = Kind(
    act="installation",
    tick="queue",
    one=_("Something to check: system status"),
    many=ngettext_lazy(
        "%(num)s thing to check: system status", "%(num)s things to check: system status", "num"
    ),
    button=_("Check this"),
    route="installation",
    all_at="installation",
    all_button=_("Check this"),
    alone=1,
)


def owed(actor: Actor) -> Iterator[Owed]:
    if actor.administrator:
        for _amiss in condition(Institution.objects.get(pk=actor.institution_id)).amiss:
            yield Owed(STATUS, holds=EVERYBODY)
