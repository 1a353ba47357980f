"""Lines of the digest about one's own contracts: what is to be done, and whom one waits for."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.memberships import memberships
from pactwork.ground import clock
from pactwork.ground.dates import short_day
from pactwork.ground.digest_line import DigestLine
from pactwork.people.actors import Actor
from pactwork.post.names import unlinked
from pactwork.workspace.queries.studies import Study, studies_of


def own_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    """What is to be done on one's own contracts, and whom one waits for."""
    studies = studies_of(memberships(actor), clock.today(actor.zone))
    return [line for study in studies for line in _study(study)]


def _study(study: Study) -> list[DigestLine]:
    if study.contract is None:
        words = _("%(module)s: read the brief, then start your contract") % {
            "module": unlinked(study.run.title)
        }
        return [DigestLine("mine", words, reverse("modules:run", args=[study.run.ref]), None)]
    page = reverse("contracts:workspace", args=[study.contract.ref])
    title = {"module": unlinked(study.run.title)}
    lines = _conditions(study)
    if study.points:
        words = ngettext(
            "%(module)s: %(num)s point to answer",
            "%(module)s: %(num)s points to answer",
            study.points,
        ) % (title | {"num": study.points})
        points = reverse("contracts:points", args=[study.contract.ref])
        lines.append(DigestLine("mine", words, points, study.own_since))
    elif study.own_turn:
        people = unlinked(", ".join(party.person for _turn, party in study.asks))
        words = _("%(module)s: your turn to ask for a yes (%(people)s)") if people else ""
        words = (words or _("%(module)s: your turn")) % (title | {"people": people})
        lines.append(DigestLine("mine", words, page, study.own_since))
    if study.review_due:
        words = _("%(module)s: the mid-point review of your plan is due") % title
        lines.append(DigestLine("mine", words, page, None))
    if study.waits_on:
        words = _("%(module)s: waiting for %(who)s") % (
            title | {"who": unlinked(", ".join(study.waits_on))}
        )
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
        known = {"module": unlinked(study.run.title)}
        known["day"] = short_day(point.due_on) if point.due_on else ""
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
        "start": _(", before work starts"),
        "submission": _(", before anything is submitted"),
    }.get(blocks, "")
