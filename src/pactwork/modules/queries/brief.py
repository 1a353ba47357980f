"""The page of a run: its brief, dates, hours, team and promises, as one reader meets them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pactwork.ground import clock
from pactwork.modules.models import Blob, Enrolment, Role, Run, SpecVersion
from pactwork.modules.queries import enrolments_now, roles_on, specification
from pactwork.modules.queries.handing_in import agreed_on
from pactwork.modules.queries.team import COUNTING, Counts, Member, counts, for_students, members
from pactwork.modules.queries.weeks import Term, calendar_rows, folded
from pactwork.modules.rules.calendar import Due, Week, teaching_weeks, week_of
from pactwork.modules.rules.dated import NOBODYS
from pactwork.modules.rules.due import Dates, HandIn, dates_of, next_of
from pactwork.modules.rules.has import Has, in_module
from pactwork.modules.rules.minutes import brief_minutes, part_minutes
from pactwork.modules.rules.specification import (
    BriefPart,
    Component,
    Group,
    Hours,
    Promise,
    Specification,
    Variant,
)
from pactwork.modules.rules.workload import Number, Range, whole, workload
from pactwork.modules.words_of_dates import due_at
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Handout:
    title: str
    ref: str
    name: str
    size: int


@dataclass(frozen=True)
class Part:
    """One bite of the brief with what hangs on it."""

    entry: BriefPart
    files: list[Handout]

    @property
    def minutes(self) -> int:
        """None at all, where it is less than one."""
        return round(part_minutes(self.entry))


@dataclass(frozen=True)
class Piece:
    """Something to hand in: when, and what it is worth under each code."""

    owed: HandIn
    weights: list[int]
    owner: str = ""  # the party that owes it, where the student does not

    @property
    def entry(self) -> Component:
        return self.owed.component

    @property
    def when(self) -> str:
        return due_at(self.owed)

    def gone(self, today: date) -> bool:
        return bool(self.owed.dues) and self.owed.next(today) is None


@dataclass(frozen=True)
class Share:
    """A kind of hours, and where its bar begins."""

    entry: Hours
    begins: Number

    @property
    def least(self) -> Number:
        return self.entry.bounds[0]

    @property
    def most(self) -> Number:
        return self.entry.bounds[1]


@dataclass(frozen=True)
class Undertaking:
    """What one party promises, in the words of the module file."""

    party: str
    items: list[Promise]


@dataclass(frozen=True)
class Brief:
    """Everything on the page. ``variants``: the reader's own, or all of them for staff."""

    run: Run
    spec: Specification
    today: date
    enrolment: Enrolment | None
    roles: list[Role]
    variants: list[Variant]
    group: Group | None
    parts: list[Part]
    pieces: list[Piece]
    hours: list[Share]
    term: Term
    weeks: tuple[Week, ...]
    week: Week | None
    team: list[Member]
    promises: list[Undertaking]
    counts: Counts | None
    dates: Dates
    leads: bool = False  # whether the reader may change the module

    @property
    def has(self) -> Has:
        """What there is on this module, so that the page says nothing of what there is not."""
        return in_module(self.spec)

    @property
    def minutes(self) -> int:
        return brief_minutes(part.entry for part in self.parts)

    @property
    def fixed(self) -> list[str]:
        return [r.text for r in self.spec.requirements if r.status == "fixed"]

    @property
    def yours(self) -> list[str]:
        return [r.text for r in self.spec.requirements if r.status == "yours"]

    @property
    def usual_hours(self) -> Number:
        return whole(sum(share.entry.hours for share in self.hours))

    @property
    def wanted(self) -> Range | None:
        """What all of it comes to, over the codes that are shown."""
        found = [size.hours for v in self.variants if (size := workload(self.spec, v)).hours]
        lows, highs = [h[0] for h in found if h], [h[1] for h in found if h]
        return (min(lows), max(highs)) if found else None

    @property
    def grading(self) -> str:
        """``percent`` where weights are shares of a mark; else how it is judged, or nothing."""
        return self.spec.grading.scheme if self.spec.grading else ""

    @property
    def next_due(self) -> tuple[Component, Due] | None:
        """What the student owes next."""
        return next_of([p.owed for p in self.pieces if p.entry.of_student], self.today)


def brief(run: Run, actor: Actor, group_key: str = "") -> Brief:
    """Six queries whatever the module holds. ``group_key``: whose dates staff want to see."""
    spec = specification(run)
    today = clock.today(run.institution.time_zone)
    enrolment = enrolments_now(actor).filter(run=run).select_related("learning_set").first()
    if enrolment:
        enrolment.run = run  # read already
    team = list(roles_on(run))
    roles = [role for role in team if role.person_id == actor.person_id]
    variants = _variants(spec, enrolment)
    group = _group(spec, enrolment, group_key)
    own = enrolment.own if enrolment else NOBODYS
    weeks = teaching_weeks(spec.calendar, group, spec.weeks, own)
    dates = dates_of(spec, group, agreed_on(enrolment) if enrolment else None, own)
    shown = team if roles or actor.administrator else for_students(team)
    counting = actor.administrator or any(role.kind in COUNTING for role in roles)
    return Brief(
        run=run,
        spec=spec,
        today=today,
        enrolment=enrolment,
        roles=roles,
        variants=variants,
        group=group,
        parts=_parts(run, spec),
        pieces=_pieces(spec, variants, dates),
        hours=_shares(spec.hours),
        term=folded(calendar_rows(weeks, spec.calendar, shown, roles, today), today),
        weeks=weeks,
        week=week_of(weeks, today),
        team=members(shown),
        promises=_promises(spec, variants),
        counts=counts(run) if counting else None,
        dates=dates,
        leads=actor.administrator or any(role.kind == "module_leader" for role in roles),
    )


def preview(version: SpecVersion, today: date, code: str = "", group_key: str = "") -> Brief:
    """The page as a student under one code would meet it, of a module that nobody takes yet; one query."""
    spec = specification(version)
    own = spec.variant(code) or spec.variants[0]
    group = _group(spec, None, group_key)
    weeks = teaching_weeks(spec.calendar, group, spec.weeks)
    return Brief(
        run=Run(title=spec.title, name=spec.run),
        spec=spec,
        today=today,
        enrolment=Enrolment(code=own.code),
        roles=[],
        variants=[own],
        group=group,
        parts=_parts(version, spec),
        pieces=_pieces(spec, [own], dates_of(spec, group)),
        hours=_shares(spec.hours),
        term=folded(calendar_rows(weeks, spec.calendar, [], [], today), today),
        weeks=weeks,
        week=week_of(weeks, today),
        team=[],
        promises=_promises(spec, [own]),
        counts=None,
        dates=dates_of(spec, group),
    )


def _variants(spec: Specification, enrolment: Enrolment | None) -> list[Variant]:
    own = spec.variant(enrolment.code) if enrolment else None
    return [own] if own else list(spec.variants)


def _group(spec: Specification, enrolment: Enrolment | None, asked: str) -> Group | None:
    if enrolment:
        return spec.calendar.group(enrolment.group)
    first = spec.calendar.groups[0] if spec.calendar.groups else None
    return spec.calendar.group(asked) or first


def _parts(run: Run | SpecVersion, spec: Specification) -> list[Part]:
    refs = run.files.values()
    blobs = {b.ref: b for b in Blob.objects.filter(institution=run.institution_id, ref__in=refs)}
    kept = {path: blobs[ref] for path, ref in run.files.items() if ref in blobs}
    return [
        Part(
            entry,
            [
                Handout(file.title, blob.ref, blob.name, blob.size)
                for file in entry.files
                if (blob := kept.get(file.path))
            ],
        )
        for entry in spec.brief
    ]


def _pieces(spec: Specification, variants: Sequence[Variant], dates: Dates) -> list[Piece]:
    """In the order in which they are due; what a code does not know has no weight there."""
    wanted = [p for p in spec.assessment if any(p in spec.pieces(v) for v in variants)]
    templates = [spec.templates[v.template] for v in variants]
    return [
        Piece(
            one,
            [v.weights.get(one.component.key, 0) for v in variants],
            next((p.title for t in templates if (p := t.party(one.component.whose))), ""),
        )
        for one in dates.hand_ins(wanted)
    ]


def _shares(kinds: Sequence[Hours]) -> list[Share]:
    shares: list[Share] = []
    begins: Number = 0
    for entry in kinds:
        shares.append(Share(entry, begins))
        begins += entry.hours
    return shares


def _promises(spec: Specification, variants: Sequence[Variant]) -> list[Undertaking]:
    found: dict[str, dict[str, Promise]] = {}
    for key in dict.fromkeys(v.template for v in variants):
        template = spec.templates[key]
        for section in template.sections:
            party = template.party(section.by or "")
            if section.kind == "promise" and party:
                items = {item.text: item for item in section.items}
                found[party.title] = {**found.get(party.title, {}), **items}
    return [Undertaking(party, list(items.values())) for party, items in found.items()]
