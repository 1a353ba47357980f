"""The contract in force on a date, as a document: words, yeses, notes, fingerprint."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.header import workplace_said
from pactwork.contracts.models import Agreement, Draft
from pactwork.contracts.queries.by_link import ADVOCATE, Plan
from pactwork.contracts.queries.came_with import Hearer, Note, notes_of, with_yes
from pactwork.contracts.queries.words_of_yes import asked_about, keys_of_yes, lines_of_yes, parted
from pactwork.contracts.recorded import noted
from pactwork.contracts.rules.binding import STUDENT
from pactwork.contracts.rules.drafts import title_of
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.kinds import Line
from pactwork.contracts.rules.needed import agreed_before, held_to
from pactwork.contracts.rules.readers import parties_of, parties_shown, readable
from pactwork.contracts.rules.shown import Content
from pactwork.contracts.signed import with_change
from pactwork.contracts.size import size_of
from pactwork.contracts.states import Knows, agreement_state, state_words
from pactwork.contracts.unasked import listed
from pactwork.contracts.waived import in_waiver, kept_beside, only_to
from pactwork.documents.reader import Reader
from pactwork.ground import clock
from pactwork.ground.canonical import fingerprint
from pactwork.ground.dates import moment, short_day
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_days import day_in
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Section, Template

TABLES = frozenset({"choice", "grid", "ethics", "weeks", "facts"})


@dataclass(frozen=True)
class Row:
    """One section on paper. ``groups`` are its lines; a row of goals is a group of its own."""

    key: str
    label: str
    layout: str  # table, list or text
    groups: list[list[Line]]


@dataclass(frozen=True)
class Sign:
    name: str
    party: str
    line: str


@dataclass(frozen=True)
class Paper:
    """Everything on the page. With no agreement in force on the day, only the first lines."""

    dossier: Dossier
    on: date
    reads: frozenset[str] = frozenset()
    problem: Refusal | None = None
    agreement: Agreement | None = None
    earlier: list[Agreement] = field(default_factory=list)
    title: str = ""
    rows: list[Row] = field(default_factory=list)
    only_read: list[Row] = field(default_factory=list)  # beside the words of a yes
    apart: str = ""  # what stands over it
    signs: list[Sign] = field(default_factory=list)
    waivers: list[Sign] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    ending_told: bool = True  # how it ended is not for the workplace
    known: Collection[str] = ()  # parties that this reader may know to be asked

    @property
    def reason(self) -> str:
        """What the student said with an amendment, for everybody who reads any of it."""
        first = not self.agreement or self.agreement.draft_id == self.earlier[0].draft_id
        return "" if first or not self.reads else self.agreement.draft.note.strip()  # type: ignore[union-attr]

    @property
    def size(self) -> str:
        return size_of(self.dossier, self.agreement.draft if self.agreement else None)

    @property
    def workplace(self) -> str:
        content = self.agreement.draft.content if self.agreement else {}
        return workplace_said(self.dossier.contract.student, content)

    @property
    def state(self) -> str:
        """When this was agreed, and what has become of it since."""
        return agreement_state(self.dossier, self.agreement) if self.agreement else ""

    @property
    def now(self) -> str:
        """Where the contract stands today, in sentences; beside words replaced since, nothing."""
        if self.agreement and self.agreement.draft_id != self.earlier[-1].draft_id:
            return ""
        return " ".join(state_words(self.dossier, self.knows))

    @property
    def knows(self) -> Knows:
        return Knows(self.known, endings=self.ending_told)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.agreement.draft.digest) if self.agreement else ""


def reads_on_paper(template: Template, content: Content, reader: Reader) -> frozenset[str]:
    """The sections printed for a reader: what they read, and what the university undertakes."""
    others = {STUDENT, *(p.key for p in template.parties if p.by == "link")}
    # That is in the module's words, for everybody who agreed.
    ours = {s.key for s in template.sections if s.kind == "promise" and s.by not in others}
    return readable(template, content, reader.roles, reader.parties) | ours


def only_read() -> str:
    """Over whatever stands in a copy besides the words of its reader's yes."""
    return _("For information: not part of your yes")


def apart_for(reader: Reader) -> str:
    """Over whatever stands on paper that its yeses are not about."""
    return only_read() if reader.roles == ADVOCATE else _("For information: not part of any yes")


def agreed_by(dossier: Dossier, draft: Draft, reader: Reader) -> frozenset[str]:
    """The sections that were said yes to in this draft: by the parties of whoever is asked by link."""
    if reader.roles != ADVOCATE:
        return asked_about(dossier.at(draft).template, draft.content, full=reader.full)
    latest = {dossier.seat(a.seat_id).party: a for a in dossier.answers if a.draft_id == draft.pk}
    said = {party: a for party, a in latest.items() if a.kind in YES}
    own = [
        kept
        if (kept := kept_beside(dossier, draft, party)) is not None
        else keys_of_yes(dossier, draft, party, said.get(party))
        for party in reader.parties
    ]
    named = dossier.facts.draft(draft.number)
    for party in reader.parties:
        if named and agreed_before(dossier.facts, named):
            own.append(held_to(dossier.facts, party, named))
    return frozenset().union(*own)


def _day(dossier: Dossier, at: datetime) -> date:
    return at.astimezone(ZoneInfo(dossier.contract.institution.time_zone)).date()


def in_force(dossier: Dossier, on: date) -> Agreement | None:
    """The agreement in force at the end of that day, where the institution is."""
    made = [a for a in dossier.agreements if _day(dossier, a.from_at) <= on]
    return made[-1] if made else None


def _group(line: Line) -> str:
    return line.path.split("-")[1] if line.path.startswith("rows-") else line.path


def _row(section: Section, content: Any, dossier: Dossier) -> Row:
    said = lines_of_yes(section, content, dossier.context)
    if section.kind in ("goals", "people"):
        groups = [list(group) for _key, group in groupby(said, key=_group)]
        return Row(section.key, section.short, "text", groups)
    layout = "table" if section.kind in TABLES else "list" if section.kind == "promise" else "text"
    return Row(section.key, section.short, layout, [said] if said else [])


def ways_to_say_yes() -> dict[str, str]:
    return {
        "link": _("by link"),
        "account": _("signed in"),
        "shared": _("shared this text"),
        "meeting": _("said in a meeting"),
        "phone": _("said by phone"),
        "paper": _("signed on paper"),
        "carried": _("carried over from an earlier attempt"),
    }


def _changes(dossier: Dossier, agreement: Agreement) -> dict[tuple[str, str], str]:
    """By party and moment: which yeses of an agreement were yeses with a change."""
    given = with_yes(dossier, agreement)
    return {
        (dossier.seat(a.seat_id).party, a.at.isoformat()): with_change(dossier, a) for a in given
    }


def signs_of(dossier: Dossier, agreement: Agreement, shown: frozenset[str]) -> list[Sign]:
    ways, changes = ways_to_say_yes(), _changes(dossier, agreement)
    signs = []
    for yes in agreement.yeses:
        if yes["how"] == "waived" or (yes["party"] != "student" and yes["party"] not in shown):
            continue
        at = moment(datetime.fromisoformat(yes["at"])) if yes["at"] else ""
        title = yes["title"] or _("Student researcher")
        changed = changes.get((yes["party"], yes["at"]), "")
        to = only_to(yes)
        earlier = _to_earlier(yes, agreement.draft.number)
        parts = [at, ways[yes["how"]], _deputy(yes), noted(yes), changed, *earlier, to]
        signs.append(Sign(yes["name"], title, ", ".join(filter(None, parts))))
    return signs


def _deputy(yes: dict[str, Any]) -> str:
    name = yes.get("deputy_for")
    return _("deputy for %(name)s") % {"name": name} if name else ""


def _to_earlier(yes: dict[str, Any], number: int) -> list[str]:
    """To which draft it was, where that is not the one agreed; and what has changed beside it."""
    said = {"number": yes.get("draft", number)}
    if yes.get("told"):
        return [_("to draft %(number)s; told of later changes") % said]
    to = [_("to draft %(number)s") % said] if said["number"] != number else []
    if names := yes.get("unasked"):
        words = _("not to the new wording of %(sections)s, of which they were told")
        to.append(words % {"sections": listed(names)})
    return to if yes.get("kind") != "yes_change" or names else []


def waivers_of(yeses: list[dict[str, Any]], reader: Reader, shown: frozenset[str]) -> list[Sign]:
    """Yeses that were left out. The reason may be personal: it is for those who read everything."""
    found = []
    for yes in yeses:
        if yes["how"] == "waived" and yes["party"] in shown:
            day = short_day(datetime.fromisoformat(yes["at"]))
            reason = yes["reason"] if reader.full else ""
            title = in_waiver(yes)
            found.append(Sign(yes["name"], title, f"{day}. {reason}".rstrip(". ")))
    return found


def hearer(reader: Reader, shown: frozenset[str], reads: frozenset[str]) -> Hearer:
    """Who reads everything hears everybody; others what came with their own yeses."""
    sees_to = "workplace" if reader.roles == ADVOCATE else ""
    return Hearer(shown if reader.full else reader.parties, reads, sees_to)


def paper(dossier: Dossier, reader: Reader, asked: str) -> Paper:
    """The document for a date as typed in an address; no date is today."""
    on, problem = clock.today(dossier.contract.institution.time_zone), None
    if asked:
        day = day_in(asked)
        on, problem = (on, day) if isinstance(day, Refusal) else (day, None)
    agreement = in_force(dossier, on)
    if agreement is None:
        newest = dossier.newest
        reads = reads_on_paper(dossier.template, newest.content if newest else {}, reader)
        known = parties_shown(dossier.template, reads) | reader.parties
        return Paper(
            dossier,
            on,
            problem=problem,
            earlier=dossier.agreements,
            known=known,
            ending_told=reader.full,
        )
    content = agreement.draft.content
    reads = reads_on_paper(dossier.template, content, reader)
    shown = parties_shown(dossier.template, reads) | reader.parties
    rows = [_row(s, content, dossier) for s in dossier.template.sections if s.key in reads]
    rows = [row for row in rows if row.groups]
    agreed_to, others = parted(rows, agreed_by(dossier, agreement.draft, reader))
    titled = (dossier.template.title_prompt or "").partition(".")[0] in reads
    return Paper(
        dossier=dossier,
        on=on,
        reads=reads,
        problem=problem,
        agreement=agreement,
        earlier=dossier.agreements,
        title=(title_of(dossier.template, content) if titled else "") or dossier.contract.run.title,
        rows=agreed_to,
        only_read=others,
        apart=apart_for(reader),
        signs=signs_of(dossier, agreement, shown),
        waivers=waivers_of(agreement.yeses, reader, shown),
        notes=notes_of(dossier, agreement.draft, agreement, hearer(reader, shown, reads)),
        ending_told=reader.full,
        known=shown,
    )


def for_roles(dossier: Dossier, roles: frozenset[str], asked: str) -> Paper:
    return paper(dossier, Reader(roles, parties_of(dossier.template, roles)), asked)


def for_link(plan: Plan, asked: str) -> Paper | None:
    """The copy of somebody whose own yes is in it; nobody else by link has one."""
    if plan.agreement is None:
        return None
    return paper(plan.dossier, Reader(ADVOCATE, frozenset({plan.seat.party})), asked)
