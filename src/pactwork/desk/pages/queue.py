"""The team's queue: who is in it under which filter, oldest first, in a fixed number of queries."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from pactwork.contracts.having import on_runs
from pactwork.contracts.queries.owed import waiting_contracts
from pactwork.contracts.queries.staff import Staff
from pactwork.contracts.vocabulary import seat_word, stage_words
from pactwork.contracts.waiting import QUIET
from pactwork.desk.pages.queue_rows import Row, rows_of
from pactwork.desk.queries.team import Member, Place, team_of
from pactwork.ground import clock
from pactwork.ground.addresses import address
from pactwork.ground.typed_numbers import number_in
from pactwork.ground.words import gettext as _

PAGE = 50
SOON = timedelta(days=7)
NEVER = "9999"  # after every moment


@dataclass(frozen=True)
class Asked:
    """What an address of the queue asks for."""

    show: str = ""
    run: str = ""
    cohort: str = ""
    set: str = ""
    q: str = ""
    open: str = ""
    page: int = 1

    def query(self, **changes: object) -> str:
        """The same with changes, as a query; whatever narrows it begins on the first page."""
        keep = self if set(changes) <= {"open"} else replace(self, open="", page=1)
        after = replace(keep, **changes)  # type: ignore[arg-type]
        pairs = ((field.name, getattr(after, field.name)) for field in fields(after))
        said = {key: value for key, value in pairs if value and value != 1}
        return urlencode(said)

    def address(self, **changes: object) -> str:
        query = self.query(**changes)
        return address("contracts:queue") + (f"?{query}" if query else "")

    @cached_property
    def _opening(self) -> str:
        query = self.query(open="")
        return address("contracts:queue") + (f"?{query}&open=" if query else "?open=")

    def opening(self, ref: str) -> str:
        """The address with this contract open: a page has one for each of its rows."""
        return self._opening + ref


MOST_PAGES = 99_999


def asked(query: Mapping[str, str]) -> Asked:
    """Read from an address; what makes no sense is left out."""
    words = {key: query.get(key, "")[:100].strip() for key in ("run", "cohort", "set", "q", "open")}
    show = query.get("show", "")
    page = query.get("page", "")
    return Asked(
        show=show if show in FILTERS else "",
        page=number_in(page, 1, MOST_PAGES) or 1,
        **words,
    )


@dataclass(frozen=True)
class Filter:
    """One chip. ``turn`` picks the cached turns it is about, ``has`` the people it shows; ``of``
    says who gets it."""

    label: str
    state: str = ""
    of: str = "all"  # all; vouches: who vouches for advocates; whole: who has the cohort; deadlines
    has: Callable[[Member], bool] = lambda member: True
    turn: Callable[[Member, Place], bool] | None = None
    owed: bool = False  # its order is that of what is owed
    act: str = ""  # and of this alone

    def shows(self, member: Member) -> bool:
        if self.turn is None:
            return self.has(member)
        return any(self.turn(member, turn) for turn in member.turns)


def filters(staff: Staff) -> dict[str, Filter]:
    """The chips in their order, as this person may use them."""
    quiet_since = clock.now() - timedelta(days=QUIET)

    def elsewhere(member: Member, turn: Place) -> bool:
        ours = turn.waiting and staff.answers(member.run, turn.by)
        return ours and not member.owes("answer")

    def quiet(_member: Member, turn: Place) -> bool:
        return turn.waiting and turn.by == "link" and turn.since < quiet_since

    def revise(member: Member, turn: Place) -> bool:
        return turn.state == "revise" and staff.answers(member.run, turn.by, turn.own)

    def agreed(_member: Member, turn: Place) -> bool:
        return turn.seat is None and turn.stage == "agreed"

    found = {
        "ours": Filter(_("Waiting for us"), has=lambda m: bool(m.owed), owed=True),
        "handed": Filter(
            _("Handed over to me"), has=lambda m: any(one.handed for one in m.owed), owed=True
        ),
        "colleague": Filter(_("With a colleague"), turn=elsewhere),
        "quiet": Filter(_("No answer from workplace"), "slow", "vouches", turn=quiet),
        "unreached": Filter(_("Not delivered"), "stop", "vouches", lambda m: m.unreached),
        "disputes": Filter(
            _("Disputed"), "stop", "vouches", lambda m: m.owes("dispute"), owed=True, act="dispute"
        ),
        "conditions": Filter(
            _("Conditions due"), "slow", has=lambda m: m.condition_due or m.owes("condition")
        ),
        "deadline": Filter(
            _("Past the contract’s deadline"), "stop", "deadlines", lambda m: m.late
        ),
        "advocates": Filter(
            _("Workplace advocates to confirm"),
            "stop",
            "vouches",
            lambda m: m.owes("advocate"),
            owed=True,
            act="advocate",
        ),
        "revision": Filter(seat_word("revise"), turn=revise),
        "idle": Filter(stage_words()["idle"][1], "idle", "whole", lambda m: not m.begun),
        "agreed": Filter(stage_words()["agreed"][1], "go", turn=agreed),
        "all": Filter(_("Everyone")),
    }
    return {key: chip for key, chip in found.items() if chip.of in _theirs(staff)}


def _theirs(staff: Staff) -> set[str]:
    """Whom a chip is for, as far as that is this person."""
    vouches = staff.vouches and on_runs(staff.runs.values()).links
    has = {"vouches": vouches, "whole": staff.whole, "deadlines": staff.deadlines}
    return {"all", *(name for name, there in has.items() if there)}


FILTERS = (
    "ours", "handed", "colleague",
    "quiet", "unreached", "disputes", "conditions", "deadline", "advocates",
    "revision", "idle", "agreed", "all",
)  # fmt: skip

STAGES = ("idle", "drafting", "asking", "amending", "suspended", "agreed", "ended")


@dataclass(frozen=True)
class Option:
    ref: str
    name: str


@dataclass(frozen=True)
class Queue:
    """The page: chips with counts, the cohort by stage, the rows, and what can be chosen from."""

    asked: Asked
    show: str
    chips: dict[str, Filter]
    counts: dict[str, int]
    stages: dict[str, int]
    rows: list[Row]
    more: bool
    runs: list[Option]
    cohorts: list[Option] = field(default_factory=list)
    sets: list[Option] = field(default_factory=list)
    whole: bool = True
    run_title: str = ""  # when there is one run only
    before: int = 0  # how many are on the pages before this one
    links: bool = True  # whether anybody is asked by link on these modules


def _narrowed(staff: Staff, everybody: list[Member], wanted: Asked) -> list[Member]:
    name = wanted.q.lower()
    return [
        member
        for member in everybody
        if wanted.run in ("", staff.runs[member.run].ref)
        and wanted.cohort in ("", member.cohort[0])
        and wanted.set in ("", member.circle[0])
        and name in member.name.lower()
    ]


def _options(everybody: list[Member]) -> tuple[list[Option], list[Option]]:
    """Cohorts and sets that have somebody in them."""
    cohorts = sorted({m.cohort[::-1] for m in everybody if m.cohort[0]})
    sets = sorted(
        {m.circle[::-1] for m in everybody if m.circle[0]}, key=lambda s: (len(s[0]), s[0])
    )
    return [Option(ref, name) for name, ref in cohorts], [Option(ref, name) for name, ref in sets]


def _usual(staff: Staff, counts: Mapping[str, int]) -> str:
    """What to show when nothing is asked for: one's own turn, where one has turns."""
    if counts["ours"] or staff.kinds & {"facilitator", "ethics_reviewer"}:
        return "ours"
    return "all"


def _oldest_first(people: list[Member], chip: Filter) -> list[Member]:
    """By what the chip is about, or else by whoever is waited for; then by the student's own turn."""
    which = chip.turn or (lambda member, turn: turn.waiting and turn.seat is not None)

    def wait(member: Member) -> tuple[str, str, str, int]:
        about = [t.since_text for t in member.turns if which(member, t)]
        if chip.owed:
            mine = [one for one in member.owed if chip.act in ("", one.act)]
            about = [one.since.isoformat() for one in mine if one.since]
        own = [t.since_text for t in member.turns if t.waiting and t.seat is None]
        return min(about, default=NEVER), min(own, default=NEVER), member.name, member.pk

    return sorted((m for m in people if chip.shows(m)), key=wait)


def _stages(people: list[Member]) -> dict[str, int]:
    at = Counter(m.stage if m.begun else "idle" for m in people)
    return {stage: at[stage] for stage in STAGES}


def _one_run(staff: Staff, wanted: Asked) -> str:
    runs = [r for r in staff.runs.values() if wanted.run in ("", r.ref)]
    return runs[0].title if len(runs) == 1 else ""


def _is_late(member: Member) -> bool:
    return any(one.act == "answer" and one.overdue for one in member.owed)


def _is_promised(member: Member) -> bool:
    return any(one.act == "answer" and one.due_on for one in member.owed)


def next_after(staff: Staff, wanted: Asked, ref: str) -> str:
    """Whose contract comes after this one in the list: the one before it where it is the last."""
    chips, today = filters(staff), clock.today(staff.actor.zone)
    people = _narrowed(staff, team_of(staff, today + SOON), wanted)
    counts = {key: sum(chip.shows(m) for m in people) for key, chip in chips.items()}
    show = wanted.show if wanted.show in chips else _usual(staff, counts)
    order = [m.ref for m in _oldest_first(people, chips[show]) if m.ref]
    if ref not in order:
        return ""
    at = order.index(ref)
    return next(iter([*order[at + 1 :], *reversed(order[:at])]), "")


def queue_of(staff: Staff, wanted: Asked, today: date) -> Queue:
    """The queue as this person sees it. Three queries at most, however many rows."""
    everybody = team_of(staff, today + SOON)
    people = _narrowed(staff, everybody, wanted)
    chips = filters(staff)
    counts = {key: sum(chip.shows(m) for m in people) for key, chip in chips.items()}
    counts["waiting"] = len(waiting_contracts(staff.actor))  # whatever narrows the list
    counts["promised"] = sum(_is_promised(m) for m in people)
    counts["late"] = sum(_is_late(m) for m in people)
    show = wanted.show if wanted.show in chips else _usual(staff, counts)
    start = (wanted.page - 1) * PAGE
    found = _oldest_first(people, chips[show])[start : start + PAGE]
    cohorts, sets = _options(everybody)
    return Queue(
        asked=replace(wanted, show=show),
        show=show,
        chips=chips,
        counts=counts,
        stages=_stages(people),
        rows=rows_of(staff, found, show, today, chips[show].act),
        more=counts[show] > start + PAGE,
        runs=[Option(run.ref, str(run)) for run in staff.runs.values()],
        cohorts=cohorts,
        sets=sets,
        whole=staff.whole,
        run_title=_one_run(staff, wanted),
        before=start,
        links=on_runs(staff.runs.values()).links,
    )
