"""One row of the queue: how long it has waited, what it needs, how the other yeses stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from pactwork.contracts.band import turn_line
from pactwork.contracts.contexts import context_of
from pactwork.contracts.models import Answer, Contract, Draft
from pactwork.contracts.queries.staff import Staff
from pactwork.contracts.queries.team import Member, Place
from pactwork.contracts.rules.drafts import gaps
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.contracts.rules.readers import parties_of, parties_shown, readable
from pactwork.ground.bundle import Lists, inner
from pactwork.ground.dates import ago, waiting
from pactwork.ground.names import plain_names
from pactwork.ground.prepared import padded
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
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

    state: str = "idle"
    word: str = ""


@dataclass(frozen=True)
class Newest:
    """A member's newest draft: what one reads of it, what is still unsaid, digests by section."""

    number: int
    form: Template
    reads: frozenset[str]
    unsaid: frozenset[str]
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Loaded:
    """Everything the rows of one page are made of."""

    staff: Staff
    today: date
    show: str
    drafts: Mapping[int, Newest]  # by contract
    answered: Mapping[int, Mapping[str, str]]  # by seat: the digests of the draft answered last
    stages: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Standing:
    """One contract of the page, with what its row needs to know."""

    member: Member
    turns: Sequence[Place]
    ours: Sequence[Place]  # waiting for the reader's team
    draft: Newest | None


_page = Lists(
    lambda contracts: {
        "drafts": (
            newest_of(contracts),
            ["contract_id", "pk", "number", "digest", "digests", "template_id", "template__digest"],
        ),
        "answers": (
            Answer.objects.filter(
                seat__contract__in=contracts, seat__by__in=STAFF_GIVERS, undone_at=None
            ),
            ["pk", "seat_id", "draft__digests"],
        ),
    }
)


def newest_of(contracts: Sequence[int]) -> QuerySet[Draft]:
    later = Draft.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    return Draft.objects.filter(~Exists(later), contract__in=contracts)


# A draft never changes: what one set of roles reads of it, and what it leaves unsaid, is worked out
# once per process from its words, which take longer to read than all the rest of a row.
_known: dict[tuple[object, ...], tuple[frozenset[str], frozenset[str]]] = {}
MOST_KNOWN = 50_000


def _read(
    staff: Staff, members: Mapping[int, Member], drafts: list[list[Any]]
) -> dict[int, Newest]:
    keys, forms = {}, _forms(drafts)
    for contract, pk, _number, digest, *_rest in drafts:
        member = members[contract]
        run = staff.runs[member.run]
        keys[pk] = pk, digest, run.digest, member.code, member.group, staff.roles[member.run]
    if len(_known) > MOST_KNOWN:
        _known.clear()
    for draft in Draft.objects.filter(pk__in=[k for k, key in keys.items() if key not in _known]):
        member, form = members[draft.contract_id], forms[draft.template_id]
        roles = staff.roles[member.run]
        reads = readable(form, draft.content, roles, parties_of(form, roles))
        unsaid = gaps(form, draft.content, _context(staff, member))
        _known[keys[draft.pk]] = reads, unsaid
    return {
        contract: Newest(number, forms[form], *_known[keys[pk]], inner(digests))
        for contract, pk, number, _digest, digests, form, _form_digest in drafts
    }


def _forms(drafts: list[list[Any]]) -> dict[int, Template]:
    names = {values[5]: values[6] for values in drafts}
    fields = ("id", "digest")
    return {
        pk: template(PinnedTemplate.from_db(None, fields, (pk, digest)))
        for pk, digest in names.items()
    }


def _context(staff: Staff, member: Member) -> Context:
    run = staff.runs[member.run]
    return context_of(
        Contract(run=run, enrolment=Enrolment(run=run, code=member.code, group=member.group))
    )


def _load(staff: Staff, page: Sequence[Member], show: str, today: date) -> Loaded:
    """One query for drafts and answers, and one more for drafts not met before."""
    members = {m.contract: m for m in page if m.contract}
    found = _page(padded(members, 20)) if members else {"drafts": [], "answers": []}
    return Loaded(
        staff=staff,
        today=today,
        show=show,
        drafts=_read(staff, members, found["drafts"]),
        answered={seat: inner(digests) for _pk, seat, digests in sorted(found["answers"])},
        stages=stage_words(),
    )


def rows_of(staff: Staff, page: Sequence[Member], show: str, today: date) -> list[Row]:
    """The rows of one page, in the order given."""
    loaded = _load(staff, page, show, today)
    return [_row(member, loaded) for member in page]


def _standing(member: Member, loaded: Loaded) -> Standing:
    roles, draft = loaded.staff.roles[member.run], loaded.drafts.get(member.contract or 0)
    turns = member.turns
    if draft:
        known = parties_shown(draft.form, draft.reads) | parties_of(draft.form, roles)
        turns = [t for t in turns if t.seat is None or t.party in known]
    ours = [t for t in turns if t.waiting and t.seat and t.by in roles]
    return Standing(member, turns, ours, draft)


def _row(member: Member, loaded: Loaded) -> Row:
    if member.contract is None:
        state, word = loaded.stages["idle"]
        return Row(member.name, member.workplace, "idle", need=word, state=state, word=word)
    at = _standing(member, loaded)
    turn = _shown_turn(at, loaded)
    need, need_sub = _needs(at, turn, loaded)
    if member.disputed:
        need, need_sub = _("Settle a dispute"), need
    elif member.overdue and not at.ours:
        need, need_sub = _("A condition is overdue"), need
    if loaded.show == "advocates":
        need, need_sub = _("Check the advocate"), need
    done, whole = _said(at)
    stage = next((t.stage for t in at.turns), "drafting")
    state, word = loaded.stages[stage]
    return Row(
        name=member.name,
        sub=member.workplace,
        stage=stage,
        ref=member.ref,
        need=need,
        need_sub=need_sub,
        done=done,
        all=whole,
        workplace=_workplace(at),
        handed_to=next((t.handed_name for t in at.ours if t.handed_name), ""),
        state=state,
        word=word,
        **_wait(turn, loaded.today),
    )


def _shown_turn(at: Standing, loaded: Loaded) -> Place | None:
    """The turn whose wait the row shows: the one the filter is about, else whoever's it is."""
    waits = [t for t in at.turns if t.waiting]
    if loaded.show == "quiet":
        waits = [t for t in waits if t.by == "link"] or waits
    elif at.ours:
        waits = list(at.ours)
    return min(waits, key=lambda t: (t.seat is None, t.since_text), default=None)


def _wait(turn: Place | None, today: date) -> dict[str, Any]:
    if turn is None:
        return {}
    late, due_on, since = "", turn.due_on, turn.since
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
        return (_("Ended"), "") if ended else (_("Nothing for now"), "")
    if turn.seat is None:
        return _students_move(at)
    if turn not in at.ours:
        party = at.draft.form.party(turn.party) if at.draft else None
        title = turn.holder or (party.title if party else turn.party)
        return _("Waiting for %(name)s") % {"name": title}, turn_line(turn)
    return _our_move(at, turn, loaded)


def _our_move(at: Standing, turn: Place, loaded: Loaded) -> tuple[str, str]:
    last = loaded.answered.get(turn.seat or 0)
    sub = _first_words(at) if last is None else _changed_words(_changed(at, last))
    if turn.not_by:
        return _("Second opinion"), sub
    return (_("First read") if last is None else _("Redraft")), sub


def _changed(at: Standing, then: Mapping[str, str]) -> list[str]:
    """Short names of the sections, among those one reads, that differ from the draft answered."""
    if at.draft is None:
        return []
    reads, now = at.draft.reads, at.draft.digests
    return [
        s.short
        for s in at.draft.form.sections
        if s.key in reads and then.get(s.key) != now.get(s.key)
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
    ethics = [t for t in at.turns if t.by == "ethics_reviewer"]
    if any(t.state != "not_needed" for t in ethics):
        return _("Draft %(number)s, with ethics questions") % number
    return _("Draft %(number)s") % number


def _students_move(at: Standing) -> tuple[str, str]:
    who = _("%(name)s’s move") % {"name": (at.member.known_as or plain_names(at.member.name)[0])}
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
