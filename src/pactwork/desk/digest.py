"""Lines of the digest about the contracts of one's teams: those to watch."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.desk.queries.watching import Watch, watch
from pactwork.ground.digest_line import DigestLine
from pactwork.people.actors import Actor
from pactwork.post.names import in_letters


def watch_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    seen = watch(actor)
    return _watched(seen) if seen else []


def _watched(seen: Watch) -> list[DigestLine]:
    queue, found = reverse("contracts:queue"), []
    for turn in seen.missed:
        words = _("A promised date has passed: %(name)s") % {
            "name": in_letters(turn.contract.student.name)
        }
        page = reverse("contracts:review", args=[turn.contract.ref])
        found.append(DigestLine("watch", words, page, turn.since))
    if seen.unreached:
        words = ngettext(
            "%(num)s request to a workplace was not delivered",
            "%(num)s requests to workplaces were not delivered",
            seen.unreached,
        ) % {"num": seen.unreached}
        found.append(DigestLine("watch", words, f"{queue}?show=unreached", None))
    if seen.quiet:
        words = ngettext(
            "%(num)s workplace has not answered for more than a week",
            "%(num)s workplaces have not answered for more than a week",
            seen.quiet,
        ) % {"num": seen.quiet}
        found.append(DigestLine("watch", words, f"{queue}?show=quiet", None))
    return found
