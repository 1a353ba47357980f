"""One row of the queue: how long it has waited, what it needs, how the other yeses stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from pactwork.contracts.header import turn_line
from pactwork.contracts.queries.reading import called
from pactwork.contracts.queries.staff import Staff
from pactwork.contracts.rules.readers import parties_of, parties_shown
from pactwork.contracts.vocabulary import stage_words
from pactwork.desk.queries.queue_loading import Answered, Loaded, Newest, load
from pactwork.desk.queries.team import Member, Place
from pactwork.ground.dates import ago, short_day, waiting
from pactwork.ground.names import first_name
from pactwork.ground.owed import Owed
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext

SOON = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """What the table and its cards show."""

    name: str
    sub: str
    stage: str
    ref: str = ""
    days: int = 0
    days_words: str = ""
    late: str = ""
    promised: date | None = None
    need: str = ""
    need_sub: str = ""
    done: int = 0
    all: int = 0
    workplace: str = ""
    handed_to: str = ""

    state: str = "idle"
    word: str = ""


@dataclass(frozen=True)
class Standing:
    """One contract of the page, with what its row needs to know."""

    member: Member
    turns: Sequence[Place]
    ours: Sequence[Place]  # waiting for the reader's team
    draft: Newest | None


def rows_of(
    staff: Staff, page: Sequence[Member], show: str, today: date, act: str = ""
) -> list[Row]:
    """The rows of one page, in the order given; ``act``: the one thing owed that the list is about."""
    loaded, stages = load(staff, page, show, today), stage_words()
    return [_row(member, loaded, stages, act) for member in page]


def _standing(member: Member, loaded: Loaded) -> Standing:
    staff, draft = loaded.staff, loaded.drafts.get(member.contract or 0)
    roles = staff.roles[member.run]
    turns = member.turns
    if draft:
        known = parties_shown(draft.form, draft.reads) | parties_of(draft.form, roles)
        turns = [t for t in turns if t.seat is None or t.party in known]
    ours = [t for t in turns if t.waiting and t.seat and staff.answers(member.run, t.by, t.own)]
    return Standing(member, turns, ours, draft)


def _row(member: Member, loaded: Loaded, stages: Mapping[str, tuple[str, str]], act: str) -> Row:
    if member.contract is None:
        state, word = stages["idle"]
        late = past_deadline(member)
        return Row(
            member.name, member.workplace, "idle", need=word, need_sub=late, state=state, word=word
        )
    at = _standing(member, loaded)
    turn = _shown_turn(at, loaded)
    need, need_sub = _needs(at, turn, loaded)
    besides = _besides(member, loaded.show)
    if besides:
        need, need_sub = besides, need if turn else ""
    done, whole = _said(at)
    need_sub = past_deadline(member) or need_sub
    stage = next((t.stage for t in at.turns), "drafting")
    state, word = stages[stage]
    return Row(
        name=member.name,
        sub=member.workplace,
        stage=stage,
        ref=member.ref,
        need=need,
        need_sub=need_sub,
        done=done,
        all=whole,
        workplace=_("Not delivered") if member.unreached else _workplace(at),
        handed_to=next((t.handed_name for t in at.ours if t.handed_name), ""),
        state=state,
        word=word,
        **_wait(member, turn, loaded.today, act),
    )


def past_deadline(member: Member) -> str:
    """That the contract should have been agreed by now, and by when."""
    if not (member.deadline and member.late):
        return ""
    return _("Was due to be agreed by %(day)s") % {"day": short_day(member.deadline.due.on)}


def _besides(member: Member, show: str) -> str:
    """What waits for the reader and is no answer, where that comes first."""
    if member.owes("dispute"):
        return _("Settle a dispute")
    if member.owes("advocate") and (show == "advocates" or not member.owes("answer")):
        return _("Confirm the workplace advocate")
    if member.unreached and (show == "unreached" or not member.owed):
        return _("A request was not delivered")
    if member.owes("answer") or not member.owes("condition"):
        return ""
    return _("A condition is overdue") if member.overdue else _("Meet a condition")


def _shown_turn(at: Standing, loaded: Loaded) -> Place | None:
    """The turn whose wait the row shows: the one the filter is about, else whoever's it is."""
    waits = [t for t in at.turns if t.waiting]
    if loaded.show in ("quiet", "unreached"):
        waits = [t for t in waits if t.by == "link"] or waits
    elif at.ours:
        waits = list(at.ours)
    return min(waits, key=lambda t: (t.seat is None, t.since_text), default=None)


def _wait(member: Member, turn: Place | None, today: date, act: str) -> dict[str, Any]:
    """How long whoever comes first has waited: the reader's own part, or else the turn."""
    first: Owed | Place | None = turn
    if member.owed and not member.owes("answer"):
        first = member.owed[0]
    first = next((one for one in member.owed if act and one.act == act), first)
    if first is None or first.since is None:
        return {}
    late, due_on, since = "", first.due_on, first.since
    if due_on:
        late = "late" if due_on < today else "soon" if due_on <= today + SOON else ""
    days = max(0, (today - _on(since)).days)
    return {"days": days, "days_words": waiting(since), "late": late, "promised": due_on}


def _on(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _needs(at: Standing, turn: Place | None, loaded: Loaded) -> tuple[str, str]:
    """What is to be done, by whom, and one line about it."""
    if turn is None:
        ended = any(t.stage == "ended" for t in at.turns)
        return (stage_words()["ended"][1], "") if ended else (_("Nothing to do for now"), "")
    if turn.seat is None:
        return _students_move(at)
    if turn not in at.ours:
        party = at.draft.form.party(turn.party) if at.draft else None
        title = turn.own_name or turn.holder or (party.title if party else turn.party)
        return _("Waiting for %(name)s") % {"name": title}, turn_line(turn)
    return _our_move(at, turn, loaded)


def _our_move(at: Standing, turn: Place, loaded: Loaded) -> tuple[str, str]:
    last = loaded.answered.get(turn.seat or 0)
    sub = _first_words(at) if last is None else _changed_words(_changed(at, last))
    if turn.not_by:
        return _("Second opinion"), sub
    other = loaded.staff.deputy_for(at.member.run, turn.by or "", turn.own)
    if other:
        sub = " · ".join([_("As deputy for %(name)s") % {"name": other}, sub])
    return (_("First read") if last is None else _("Redraft")), sub


def _changed(at: Standing, answered: Answered) -> list[str]:
    """Short names of the sections, among those one reads, that differ from the draft answered."""
    if at.draft is None:
        return []
    reads, now, then = at.draft.reads, at.draft.digests, answered.beside(at.draft)
    gone = (then.keys() - now.keys()) & (at.draft.reads_if_shown | answered.covered)
    came = now.keys() - then.keys()
    return [
        called(s, "gone" if s.key in gone else "came" if s.key in came else "")
        for s in at.draft.form.sections
        if s.key in gone or (s.key in reads and then.get(s.key) != now.get(s.key))
    ]


def _changed_words(changed: Sequence[str]) -> str:
    if not changed:
        return _("Nothing has changed since your team’s answer")
    if len(changed) <= 2:
        return _("Changed: %(sections)s") % {"sections": ", ".join(changed)}
    count = len(changed)
    return ngettext("%(num)s section changed", "%(num)s sections changed", count) % {"num": count}


def _first_words(at: Standing) -> str:
    number = {"number": at.draft.number if at.draft else 0}
    ethics = [t for t in at.turns if t.by == "ethics_reviewer"]
    if any(t.state != "not_needed" for t in ethics):
        return _("Draft %(number)s, with ethics questions") % number
    return _("Draft %(number)s") % number


def _students_move(at: Standing) -> tuple[str, str]:
    who = _("%(name)s’s turn") % {"name": first_name(at.member.known_as or at.member.name)}
    if at.draft is None:
        return who, _("No draft shared yet")
    revised = next((t for t in at.turns if t.state in ("revise", "withdrawn", "lapsed")), None)
    if revised:
        return who, turn_line(revised)
    return who, _("Draft %(number)s shared, nobody asked yet") % {"number": at.draft.number}


def _said(at: Standing) -> tuple[int, int]:
    """Sections with everything said, of those that one reads."""
    if at.draft is None:
        return 0, 0
    return len(at.draft.reads - at.draft.unsaid), len(at.draft.reads)


def _workplace(at: Standing) -> str:
    """Where the workplace's yes stands; the one furthest from settled where there are several."""
    links = [t for t in at.turns if t.by == "link" and t.state != "not_needed"]
    if not links:
        return ""
    turn = min(links, key=lambda t: t.state in ("yes", "waived"))
    if turn.state == "asked":
        return _("Asked %(ago)s") % {"ago": ago(turn.since)}
    return turn_line(turn)
