"""What somebody owes and is owed, as lines with an address each; the home page in a letter."""

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.names import in_letters
from pactwork.digests.queries.talk import hotseat_lines, talk_lines
from pactwork.digests.rules.timing import Line
from pactwork.ground.dates import short_day
from pactwork.people.actors import Actor
from pactwork.reviews.models import Interview
from pactwork.reviews.queries.asked import Asked
from pactwork.reviews.queries.circle import News, Shared, news_for
from pactwork.web.queries import YourTurn, your_turn
from pactwork.web.studies import Study
from pactwork.web.watching import Watch, watch


def lines_for(actor: Actor, since: datetime, off: Collection[str] = ()) -> list[Line]:
    """In a fixed number of queries. They say who and where, never what somebody wrote.

    What is owed is said for as long as it is; what only happened, once: when it is newer than ``since``.
    """
    turn = your_turn(actor)
    found = [line for study in turn.studies for line in _study(study)]
    found += _set(news_for(actor), since)
    found += talk_lines(actor, since) if "talk" not in off else []
    found += hotseat_lines(actor, since) if "hotseats" not in off else []
    found += _queue(turn)
    if seen := watch(actor):
        found += _watched(seen)
    return [line for line in found if line.kind not in off]


def _study(study: Study) -> list[Line]:
    if study.contract is None:
        words = _("%(module)s: read the brief, then start your contract") % {
            "module": study.run.title
        }
        return [Line("mine", words, reverse("modules:run", args=[study.run.ref]), None)]
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
        lines.append(Line("mine", words, points, study.own_since))
    elif study.own_turn:
        people = ", ".join(party.person for _turn, party in study.asks)
        words = _("%(module)s: your turn to ask for a yes (%(people)s)") if people else ""
        words = (words or _("%(module)s: your turn")) % (title | {"people": people})
        lines.append(Line("mine", words, page, study.own_since))
    if study.waits_on:
        words = _("%(module)s: you wait for %(who)s") % (title | {"who": ", ".join(study.waits_on)})
        since = max(t.since for t in study.turns if t.seat_id and t.waiting)
        lines.append(Line("others", words, page, since))
    return lines


def _conditions(study: Study) -> list[Line]:
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
        lines.append(Line("mine", words, f"{points}#point-{point.ref}", point.answer.at))
    return lines


def held_up(blocks: str) -> str:
    """What cannot happen before, as the end of a line."""
    return {
        "start": _(", before anything starts at work"),
        "submission": _(", before anything is handed in"),
    }.get(blocks, "")


def _on_mine(shared: Shared, since: datetime) -> list[Line]:
    """What the set said about one's own draft; a review that came is said once."""
    found = []
    if shared.reviewed_at and shared.reviewed_at > since:
        names = ", ".join(in_letters(name) for name in shared.reviewers)
        words = _("Your draft %(number)s was reviewed by %(names)s")
        said = words % {"number": shared.number, "names": names}
        page = reverse("reviews:reading", args=[shared.ref])
        found.append(Line("set", said, page, shared.reviewed_at))
    if shared.undecided:
        said = ngettext(
            "%(num)s suggestion for your words waits for you",
            "%(num)s suggestions for your words wait for you",
            shared.undecided,
        ) % {"num": shared.undecided}
        page = reverse("reviews:suggestions", args=[shared.ref])
        found.append(Line("set", said, page, shared.at))
    if shared.open_not_mine:
        said = ngettext(
            "%(num)s comment of your learning set on your draft is open",
            "%(num)s comments of your learning set on your draft are open",
            shared.open_not_mine,
        ) % {"num": shared.open_not_mine}
        page = reverse("contracts:workspace", args=[shared.ref])
        found.append(Line("set", said, page, shared.at))
    return found


def _set(news: News, since: datetime) -> list[Line]:
    found = [line for shared in news.on_mine for line in _on_mine(shared, since)]
    found += [_asked(one) for one in news.asked]
    found += [_interview(one) for one in news.interviews if one.typed_at is None]
    for member in news.to_read:
        if member.owed:
            continue  # said above, with its day
        words = _("%(name)s shared a draft with your learning set") % {
            "name": in_letters(member.person.name)
        }
        shared_at = member.shared.at if member.shared else None
        found.append(
            Line("set", words, reverse("reviews:reading", args=[member.contract]), shared_at)
        )
    return found


def _asked(one: Asked) -> Line:
    known = {"name": in_letters(one.name), "day": short_day(one.due_on)}
    words = (
        _("You are asked to review %(name)s’s draft by %(day)s, in place of somebody who could not")
        if one.stand_in
        else _("You are asked to review %(name)s’s draft by %(day)s")
    ) % known
    page = f"{reverse('reviews:reading', args=[one.contract])}?draft={one.number}"
    return Line("set", words, page, one.at)


def _interview(one: Interview) -> Line:
    name = in_letters(one.contract.student.name)
    words = _("You are asked to interview %(name)s, ten minutes") % {"name": name}
    return Line("set", words, reverse("reviews:interview", args=[one.ref]), one.asked_at)


def _queue(turn: YourTurn) -> list[Line]:
    if not turn.waiting or turn.oldest is None:
        return []
    words = ngettext(
        "%(num)s student researcher is waiting for you",
        "%(num)s student researchers are waiting for you",
        turn.waiting,
    ) % {"num": turn.waiting}
    queue = reverse("contracts:queue")
    return [Line("queue", words, queue, turn.oldest.since), *_queue_acts(turn, queue)]


def _queue_acts(turn: YourTurn, queue: str) -> list[Line]:
    """Which of them wait for something else than an answer."""
    by = turn.by_act
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
        Line("queue", words % {"num": count}, f"{queue}?show={show}", None)
        for show, words, count in acts
        if count
    ]


def _watched(seen: Watch) -> list[Line]:
    queue, found = reverse("contracts:queue"), []
    for turn in seen.missed:
        words = _("A promised day has passed: %(name)s") % {
            "name": in_letters(turn.contract.student.name)
        }
        page = reverse("contracts:review", args=[turn.contract.ref])
        found.append(Line("watch", words, page, turn.since))
    if seen.overdue:
        words = ngettext(
            "%(num)s condition of your team is overdue",
            "%(num)s conditions of your team are overdue",
            seen.overdue,
        ) % {"num": seen.overdue}
        found.append(Line("watch", words, f"{queue}?show=conditions", None))
    if seen.unreached:
        words = ngettext(
            "%(num)s question to a workplace was not delivered",
            "%(num)s questions to workplaces were not delivered",
            seen.unreached,
        ) % {"num": seen.unreached}
        found.append(Line("watch", words, f"{queue}?show=unreached", None))
    if seen.quiet:
        words = ngettext(
            "%(num)s workplace has not answered for more than a week",
            "%(num)s workplaces have not answered for more than a week",
            seen.quiet,
        ) % {"num": seen.quiet}
        found.append(Line("watch", words, f"{queue}?show=quiet", None))
    return found
