"""Lines of the digest about the contracts of one's teams: those that wait, and those to watch."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.queries.owed import by_act, owed_by_team
from pactwork.desk.queries.watching import Watch, watch
from pactwork.ground.digest_line import DigestLine
from pactwork.ground.owed import QUEUE, Owed
from pactwork.people.actors import Actor
from pactwork.people.owed import number
from pactwork.post.names import in_letters


def queue_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    """Who waits for somebody's answer as a member of a team."""
    waiting, queue = number(actor, QUEUE), owed_by_team(actor)
    return _queue(waiting, queue) if waiting and queue else []


def watch_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    seen = watch(actor)
    return _watched(seen) if seen else []


def _queue(waiting: int, owed: list[Owed]) -> list[DigestLine]:
    words = ngettext(
        "%(num)s student researcher is waiting for you",
        "%(num)s student researchers are waiting for you",
        waiting,
    ) % {"num": waiting}
    queue = reverse("contracts:queue")
    return [DigestLine("queue", words, queue, owed[0].since), *_queue_acts(by_act(owed), queue)]


def _queue_acts(by: Mapping[str, int], queue: str) -> list[DigestLine]:
    """Which of them wait for something else than an answer."""
    acts = [
        (
            "disputes",
            ngettext(
                "%(num)s disputed yes to settle", "%(num)s disputed yeses to settle", by["dispute"]
            ),
            by["dispute"],
        ),
        (
            "advocates",
            ngettext(
                "%(num)s workplace advocate to confirm",
                "%(num)s workplace advocates to confirm",
                by["advocate"],
            ),
            by["advocate"],
        ),
    ]
    return [
        DigestLine("queue", words % {"num": count}, f"{queue}?show={show}", None)
        for show, words, count in acts
        if count
    ]


def _watched(seen: Watch) -> list[DigestLine]:
    queue, found = reverse("contracts:queue"), []
    for turn in seen.missed:
        words = _("A promised date has passed: %(name)s") % {
            "name": in_letters(turn.contract.student.name)
        }
        page = reverse("contracts:review", args=[turn.contract.ref])
        found.append(DigestLine("watch", words, page, turn.since))
    if seen.overdue:
        words = ngettext(
            "%(num)s condition set by your team is overdue",
            "%(num)s conditions set by your team are overdue",
            seen.overdue,
        ) % {"num": seen.overdue}
        found.append(DigestLine("watch", words, f"{queue}?show=conditions", None))
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
