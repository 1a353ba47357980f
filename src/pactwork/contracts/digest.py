"""Lines of the digest about contracts: one's own, those that wait for an answer, those to watch."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.memberships import memberships
from pactwork.contracts.names import in_letters
from pactwork.contracts.queries.owed import by_act, owed_by_team
from pactwork.contracts.queries.studies import Study, studies_of
from pactwork.contracts.queries.watching import Watch, watch
from pactwork.ground import clock
from pactwork.ground.dates import short_day
from pactwork.ground.digest_line import DigestLine
from pactwork.ground.owed import QUEUE, Owed
from pactwork.people.actors import Actor
from pactwork.people.owed import number


def own_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    """What is to be done on one's own contracts, and whom one waits for."""
    studies = studies_of(memberships(actor), clock.today(actor.zone))
    return [line for study in studies for line in _study(study)]


def queue_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    """Who waits for somebody's answer as a member of a team."""
    waiting, queue = number(actor, QUEUE), owed_by_team(actor)
    return _queue(waiting, queue) if waiting and queue else []


def watch_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    seen = watch(actor)
    return _watched(seen) if seen else []


def _study(study: Study) -> list[DigestLine]:
    if study.contract is None:
        words = _("%(module)s: read the brief, then start your contract") % {
            "module": study.run.title
        }
        return [DigestLine("mine", words, reverse("modules:run", args=[study.run.ref]), None)]
    page = reverse("contracts:workspace", args=[study.contract.ref])
    title = {"module": study.run.title}
    lines = _conditions(study)
    if study.points:
        words = ngettext(
            "%(module)s: %(num)s point of an answer waits for yours",
            "%(module)s: %(num)s points of an answer wait for yours",
            study.points,
        ) % (title | {"num": study.points})
        points = reverse("contracts:points", args=[study.contract.ref])
        lines.append(DigestLine("mine", words, points, study.own_since))
    elif study.own_turn:
        people = ", ".join(party.person for _turn, party in study.asks)
        words = _("%(module)s: your turn to ask for a yes (%(people)s)") if people else ""
        words = (words or _("%(module)s: your turn")) % (title | {"people": people})
        lines.append(DigestLine("mine", words, page, study.own_since))
    if study.waits_on:
        words = _("%(module)s: you wait for %(who)s") % (title | {"who": ", ".join(study.waits_on)})
        since = max(t.since for t in study.turns if t.seat_id and t.waiting)
        lines.append(DigestLine("others", words, page, since))
    return lines


def _conditions(study: Study) -> list[DigestLine]:
    """Each condition that the student is to see to, by its day and what it holds up; never its words."""
    if study.contract is None:
        return []
    points, lines = reverse("contracts:points", args=[study.contract.ref]), []
    for point in study.conditions:
        if point.open or not point.for_student:
            continue  # among the points, or somebody else's to see to
        known = {"module": study.run.title, "day": short_day(point.due_on) if point.due_on else ""}
        words = (
            _("%(module)s: a condition was due on %(day)s")
            if point.overdue(study.today)
            else _("%(module)s: a condition to meet by %(day)s")
            if point.due_on
            else _("%(module)s: a condition to meet")
        ) % known
        words += held_up(point.blocks)
        lines.append(DigestLine("mine", words, f"{points}#point-{point.ref}", point.answer.at))
    return lines


def held_up(blocks: str) -> str:
    """What cannot happen before, as the end of a line."""
    return {
        "start": _(", before anything starts at work"),
        "submission": _(", before anything is handed in"),
    }.get(blocks, "")


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
            ngettext("%(num)s advocate to check", "%(num)s advocates to check", by["advocate"]),
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
        words = _("A promised day has passed: %(name)s") % {
            "name": in_letters(turn.contract.student.name)
        }
        page = reverse("contracts:review", args=[turn.contract.ref])
        found.append(DigestLine("watch", words, page, turn.since))
    if seen.overdue:
        words = ngettext(
            "%(num)s condition of your team is overdue",
            "%(num)s conditions of your team are overdue",
            seen.overdue,
        ) % {"num": seen.overdue}
        found.append(DigestLine("watch", words, f"{queue}?show=conditions", None))
    if seen.unreached:
        words = ngettext(
            "%(num)s question to a workplace was not delivered",
            "%(num)s questions to workplaces were not delivered",
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
