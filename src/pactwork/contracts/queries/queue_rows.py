"""One row of the queue: how long it has waited, what it needs, how the other yeses stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.band import turn_line
from pactwork.contracts.models import Answer, Contract, Draft, Turn
from pactwork.contracts.queries.staff import Staff
from pactwork.contracts.rules.drafts import gaps
from pactwork.contracts.rules.readers import parties_of, parties_shown, readable
from pactwork.contracts.whole import context_of
from pactwork.ground.dates import ago, waiting
from pactwork.modules.models import Enrolment, PinnedTemplate
from pactwork.modules.queries import template
from pactwork.modules.rules.specification import Template

SOON = timedelta(days=1)


def stage_words() -> dict[str, tuple[str, str]]:
    """Each stage as a state (shape and colour) and a word."""
    return {
        "idle": ("idle", _("Not started")),
        "drafting": ("draft", _("Drafting")),
        "asking": ("brand", _("Asking")),
        "amending": ("slow", _("Changing")),
        "suspended": ("stop", _("Suspended")),
        "agreed": ("go", _("Agreed")),
        "ended": ("ended", _("Ended")),
    }


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

    @property
    def state(self) -> str:
        return stage_words()[self.stage][0]

    @property
    def word(self) -> str:
        return stage_words()[self.stage][1]


@dataclass(frozen=True)
class Loaded:
    """Everything the rows of one page are made of, by contract."""

    staff: Staff
    today: date
    show: str
    turns: Mapping[int, list[Turn]]
    drafts: Mapping[int, Draft]
    answers: Mapping[int, Answer]  # by seat: the latest
    templates: Mapping[int, Template]


@dataclass(frozen=True)
class Standing:
    """One contract of the page, with what its row needs to know."""

    contract: Contract
    turns: Sequence[Turn]
    ours: Sequence[Turn]  # waiting for the reader's team
    draft: Draft | None
    form: Template
    reads: frozenset[str] = field(default_factory=frozenset)


def _by_contract(turns: Iterable[Turn]) -> dict[int, list[Turn]]:
    found: dict[int, list[Turn]] = {}
    for turn in turns:
        found.setdefault(turn.contract_id, []).append(turn)
    return found


def _load(staff: Staff, contracts: Sequence[Contract], show: str, today: date) -> Loaded:
    """Four queries: turns, newest drafts, the team's latest answers, templates."""
    refs = [c.pk for c in contracts]
    turns = Turn.objects.filter(contract__in=refs).select_related(
        "seat", "ask__handed_to", "ask__not_by", "ask__holder"
    )
    later = Draft.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    newest = Draft.objects.filter(~Exists(later), contract__in=refs)
    answers = (
        Answer.objects.filter(staff.answers_for("seat__"), seat__contract__in=refs, undone_at=None)
        .select_related("draft")
        .defer("draft__content")
        .order_by("pk")
    )
    forms = PinnedTemplate.objects.in_bulk({c.template_id for c in contracts})
    return Loaded(
        staff=staff,
        today=today,
        show=show,
        turns=_by_contract(turns.order_by("since", "pk")),
        drafts={d.contract_id: d for d in newest},
        answers={a.seat_id: a for a in answers},
        templates={pk: template(form) for pk, form in forms.items()},
    )


def rows_of(staff: Staff, people: Sequence[Enrolment], show: str, today: date) -> list[Row]:
    """The rows of one page, in the order given."""
    contracts = []
    for enrolment in people:
        enrolment.run = staff.runs[enrolment.run_id]
        contract: Contract | None = getattr(enrolment, "contract", None)
        if contract:
            contract.run, contract.enrolment = enrolment.run, enrolment
            contract.student = enrolment.person
            contracts.append(contract)
    loaded = _load(staff, contracts, show, today)
    return [_row(enrolment, loaded) for enrolment in people]


def _standing(contract: Contract, loaded: Loaded) -> Standing:
    form, turns = loaded.templates[contract.template_id], loaded.turns.get(contract.pk, [])
    roles, draft = loaded.staff.roles[contract.run_id], loaded.drafts.get(contract.pk)
    reads: frozenset[str] = frozenset()
    if draft:
        reads = readable(form, draft.content, roles, parties_of(form, roles))
    known = parties_shown(form, reads) | parties_of(form, roles)
    turns = [t for t in turns if t.seat is None or t.party in known]
    ours = [t for t in turns if t.waiting and t.seat and t.seat.by in roles]
    return Standing(contract, turns, ours, draft, form, reads)


def _row(enrolment: Enrolment, loaded: Loaded) -> Row:
    person = enrolment.person
    sub = person.organisation.name if person.organisation else ""
    contract: Contract | None = getattr(enrolment, "contract", None)
    if contract is None:
        return Row(name=person.name, sub=sub, stage="idle", need=_("Not started"))
    at = _standing(contract, loaded)
    turn = _shown_turn(at, loaded)
    need, need_sub = _needs(at, turn, loaded)
    if loaded.show == "advocates":
        need, need_sub = _("Check the advocate"), need
    done, whole = _said(at)
    return Row(
        name=person.name,
        sub=sub,
        stage=next((t.stage for t in at.turns), "drafting"),
        ref=contract.ref,
        need=need,
        need_sub=need_sub,
        done=done,
        all=whole,
        workplace=_workplace(at),
        handed_to=_handed(at),
        **_wait(turn, loaded.today),
    )


def _shown_turn(at: Standing, loaded: Loaded) -> Turn | None:
    """The turn whose wait the row shows: the one the filter is about, else whoever's it is."""
    waits = [t for t in at.turns if t.waiting]
    if loaded.show == "quiet":
        waits = [t for t in waits if t.seat and t.seat.by == "link"] or waits
    elif at.ours:
        waits = list(at.ours)
    return min(waits, key=lambda t: (t.seat is None, t.since), default=None)


def _wait(turn: Turn | None, today: date) -> dict[str, Any]:
    if turn is None:
        return {}
    late = ""
    if turn.due_on:
        late = "late" if turn.due_on < today else "soon" if turn.due_on <= today + SOON else ""
    days = max(0, (today - _on(turn.since)).days)
    return {
        "days": days,
        "days_words": waiting(turn.since),
        "late": late,
        "promised": turn.due_on,
    }


def _on(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _needs(at: Standing, turn: Turn | None, loaded: Loaded) -> tuple[str, str]:
    """What is to be done, by whom, and one line about it."""
    if turn is None:
        ended = any(t.stage == "ended" for t in at.turns)
        return (_("Ended"), "") if ended else (_("Nothing for now"), "")
    if turn.seat is None:
        return _students_move(at)
    if turn not in at.ours:
        party = at.form.party(turn.party)
        who = turn.ask.holder.name if turn.ask and turn.ask.holder else ""
        title = who or (party.title if party else turn.party)
        return _("Waiting for %(name)s") % {"name": title}, turn_line(turn)
    return _our_move(at, turn, loaded)


def _our_move(at: Standing, turn: Turn, loaded: Loaded) -> tuple[str, str]:
    last = loaded.answers.get(turn.seat_id or 0)
    changed = _changed(at, last)
    sub = _changed_words(changed) if last else _first_words(at)
    if turn.ask and turn.ask.not_by:
        return _("Second opinion"), sub
    return (_("Redraft") if last else _("First read")), sub


def _changed(at: Standing, last: Answer | None) -> list[str]:
    """Short names of the sections, among those one reads, that differ from the draft answered."""
    if last is None or at.draft is None:
        return []
    then, now = last.draft.digests, at.draft.digests
    return [
        s.short for s in at.form.sections if s.key in at.reads and then.get(s.key) != now.get(s.key)
    ]


def _changed_words(changed: Sequence[str]) -> str:
    if not changed:
        return _("Nothing changed since your team's answer")
    if len(changed) <= 2:
        return _("Changed: %(sections)s") % {"sections": ", ".join(changed)}
    count = len(changed)
    return ngettext("%(num)s section changed", "%(num)s sections changed", count) % {"num": count}


def _first_words(at: Standing) -> str:
    number = {"number": at.draft.number if at.draft else 0}
    ethics = [t for t in at.turns if t.seat and t.seat.by == "ethics_reviewer"]
    if any(t.state != "not_needed" for t in ethics):
        return _("Draft %(number)s, with ethics questions") % number
    return _("Draft %(number)s") % number


def _students_move(at: Standing) -> tuple[str, str]:
    who = _("%(name)s’s move") % {"name": at.contract.student.first_name}
    if at.draft is None:
        return who, _("No draft shared yet")
    revised = next((t for t in at.turns if t.state in ("revise", "withdrawn", "lapsed")), None)
    if revised:
        return who, turn_line(revised)
    return who, _("Draft %(number)s shared, nobody asked") % {"number": at.draft.number}


def _said(at: Standing) -> tuple[int, int]:
    """Sections with everything said, of those that one reads."""
    if at.draft is None:
        return 0, 0
    unsaid = gaps(at.form, at.draft.content, context_of(at.contract))
    return len(at.reads - unsaid), len(at.reads)


def _workplace(at: Standing) -> str:
    """Where the workplace's yes stands; the one furthest from settled where there are several."""
    links = [t for t in at.turns if t.seat and t.seat.by == "link" and t.state != "not_needed"]
    if not links:
        return ""
    turn = min(links, key=lambda t: t.state in ("yes", "waived"))
    if turn.state == "asked":
        return _("Asked %(ago)s") % {"ago": ago(turn.since)}
    return turn_line(turn)


def _handed(at: Standing) -> str:
    found = next((t.ask.handed_to for t in at.ours if t.ask and t.ask.handed_to), None)
    return found.name if found else ""
