"""The overview of a contract whose steps have all been written: what can be done next, and what is due."""

from dataclasses import dataclass
from typing import Any

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.doubt import is_altered
from pactwork.contracts.queries.mid_point import review_due
from pactwork.contracts.rules.moves import Case, why_not
from pactwork.contracts.seat_states import refused_words
from pactwork.contracts.states import Knows, state_words, undone_until
from pactwork.contracts.theirs import theirs
from pactwork.contracts.vocabulary import seat_title
from pactwork.ground.addresses import address
from pactwork.ground.dates import short_day
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.words_of_dates import due_at
from pactwork.workspace.pages.pace import hand_ins, own_days, review_said
from pactwork.workspace.pages.steps import AUTHOR, is_shared
from pactwork.workspace.pages.workspace import Look, frame


@dataclass(frozen=True)
class Row:
    """A row that is a link, as the tasks macro draws it."""

    href: str
    title: str
    line: str = ""


def _heading(dossier: Dossier) -> tuple[str, str]:
    if is_altered(dossier):
        return _("Your contract was changed outside Pactwork"), ""
    return {
        "agreed": (
            _("Your contract has just been agreed")
            if undone_until(dossier.agreements[-1] if dossier.agreements else None)
            else _("Your contract is agreed"),
            _(
                "It is a working document: change a step when your plan changes, and share it again."
            ),
        ),
        "amending": (
            _("You are changing an agreed contract"),
            _(
                "The agreed wording stays in force until every yes that is needed covers the "
                "new wording."
            ),
        ),
        "ended": (_("Your contract has ended"), _("You can still read everything.")),
        "suspended": (
            _("Your contract is on hold"),
            ""
            if dossier.facts.paused_at
            else _("You need a yes again. Make any changes that were asked for, then ask."),
        ),
    }.get(
        dossier.stands.stage,
        (
            _("Every step is complete"),
            _("Draft %(number)s is shared. You can still change any step.")
            % {"number": len(dossier.drafts)}
            if dossier.drafts
            else _("Next, share it and ask people. You can still change any step."),
        ),
    )


def _open_points(dossier: Dossier) -> int:
    return sum(p.open for a in dossier.answers for p in a.points.all())


def _conditions(dossier: Dossier) -> list[Row]:
    """What the student is to see to, each with its day; a point that is open is counted there."""
    unmet = [
        point
        for given in dossier.answers
        for point in given.points.all()
        if point.unmet and point.for_student and not point.open
    ]
    page = address("contracts:points", dossier.contract.ref)
    rows = []
    for point in unmet:
        day = {"day": short_day(point.due_on)} if point.due_on else None
        title = _("A condition to meet by %(day)s") % day if day else _("A condition to meet")
        rows.append(Row(f"{page}#point-{point.ref}", title, point.text))
    return rows


def _asks(dossier: Dossier) -> list[Row]:
    rows = []
    for place in dossier.stands.seats:
        case = Case(dossier.facts, dossier.stands, by=dossier.facts.student, seat=place.seat)
        party = dossier.template.party(place.party)
        if place.state == "revise" and place.answer and place.answer.kind == "yes_change":
            continue  # sharing the words they gave is all it takes; nobody is asked again
        if party and why_not("ask", AUTHOR, case) is None:
            href = address("contracts:ask", dossier.contract.ref, dossier.seat(place.seat).ref)
            title = _("Ask your %(person)s for their yes") % {"person": party.person}
            line = f"{seat_title(party, place.n)}, " if party.seats > 1 else ""
            line += _("Draft %(n)s") % {"n": len(dossier.drafts)}
            refused = refused_words(dossier) if party.by == "link" else ""
            rows.append(Row(href, title, f"{refused} {line}".strip()))
    return rows


def _unreached(dossier: Dossier) -> list[Row]:
    """Questions by link that were not delivered: the student alone can put their address right."""
    rows = []
    for ask in dossier.asks:
        if ask.lost and ask.holder:
            href = address("contracts:ask", dossier.contract.ref, dossier.seat(ask.seat_id).ref)
            title = _("Your request to %(name)s was not delivered") % {"name": ask.holder.name}
            rows.append(Row(href, title, _("Check the address and send it again.")))
    return rows


def next_moves(dossier: Dossier) -> list[Row]:
    """What the student may do now, most pressing first."""
    ref, rows = dossier.contract.ref, []
    if dossier.stands.stage != "ended":
        rows += _unreached(dossier)
    points = _open_points(dossier)
    if points:
        said = ngettext("%(num)s point to answer", "%(num)s points to answer", points)
        rows.append(Row(address("contracts:points", ref), said % {"num": points}))
    if dossier.stands.stage != "ended":
        rows += _conditions(dossier)
    if not is_shared(dossier) and dossier.stands.stage != "ended":
        number = {"number": len(dossier.drafts) + 1}
        line = _("Read it through once, then freeze it as draft %(number)s.") % number
        rows.append(Row(address("contracts:check", ref), _("Check and share"), line))
    rows += _asks(dossier)
    if dossier.agreements:
        title = _("What is agreed") if dossier.state.in_force else _("What was agreed")
        rows.append(Row(address("contracts:agreement", ref), title, _("Read or print it.")))
    if dossier.drafts:
        said = ngettext("%(num)s draft so far", "%(num)s drafts so far", len(dossier.drafts))
        line = said % {"num": len(dossier.drafts)}
        rows.append(Row(address("contracts:drafts", ref), _("Drafts"), line))
    return rows


def overview_page(dossier: Dossier, look: Look) -> dict[str, Any]:
    heading, line = _heading(dossier)
    return frame(dossier, "", look) | {
        "heading": heading,
        "line": line,
        "state_words": state_words(dossier, Knows([p.key for p in dossier.template.parties])),
        "review_due": review_due(dossier),
        "review_said": review_said(dossier),
        "first_step": dossier.writing.sections[0].key,
        "next_moves": next_moves(dossier),
        "hand_ins": [(h.component.title, due_at(h)) for h in hand_ins(dossier)],
        "own_days": own_days(dossier),
        "theirs": theirs(dossier),
    }
