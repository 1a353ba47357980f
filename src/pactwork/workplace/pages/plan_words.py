"""The plan as its page says it: the lines, what changed, who else says yes, how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any

from pactwork.contracts.header import RING
from pactwork.contracts.models import Draft
from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.queries.reading import called, in_words
from pactwork.contracts.queries.words_of_yes import lines_of_yes
from pactwork.contracts.rules.binding import STUDENT
from pactwork.contracts.rules.drafts import ChangedLine, compare, lines_of
from pactwork.contracts.rules.kinds import Line
from pactwork.contracts.rules.proposed_wording import prompt_at
from pactwork.contracts.rules.readers import parties_shown
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.rules.two_drafts import beside
from pactwork.contracts.states import Knows
from pactwork.contracts.vocabulary import seat_since, seat_title
from pactwork.ground.dates import short_day
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.kinds_of_answer import ICONS, WHOLE_BY_LINK
from pactwork.modules.rules.specification import Prompt, Section

CARD_ICONS = ("flag", "clock", "hands", "shield", "gift")
AROUND = 160  # words on the page besides the plan itself
PACE = 200  # words a minute


@dataclass(frozen=True)
class Fact:
    """One labelled line as it is read, with a field where other words may be proposed."""

    field: str
    icon: str
    label: str
    words: str
    line: Line
    prompt: Prompt | None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What other words can be, where they are chosen and not written."""
        if self.prompt and self.prompt.type == "yesno":
            return [("yes", _("Yes")), ("no", _("No"))]
        chosen = self.prompt.options if self.prompt and self.prompt.type == "choice" else None
        return [(one, one) for one in chosen or ()]


@dataclass(frozen=True)
class Part:
    """One section of the plan."""

    key: str
    title: str
    short: str
    kind: str
    facts: list[Fact]
    covered: bool


@dataclass(frozen=True)
class Change:
    """A section whose words differ from those the reader knew."""

    title: str
    lines: list[ChangedLine]


@dataclass(frozen=True)
class Other:
    title: str
    line: str
    state: str


def _facts(plan: Plan, section: Section, content: Mapping[str, Any], covered: bool) -> list[Fact]:
    found, place, context = [], 0, plan.dossier.context
    said_lines = lines_of_yes(section, content, context, blank=True)
    if section.kind == "weeks":
        return [Fact("", "clock", line.label, line.text, line, None) for line in said_lines]
    stored = {line.path: line for line in lines_of(section, content, context)}
    for said in said_lines:
        line = stored[said.path]
        icon = ICONS.get(line.type, "")
        if not icon:
            icon, place = CARD_ICONS[min(place, len(CARD_ICONS) - 1)], place + 1
        prompt = prompt_at(section, line, context) if covered else None
        name = f"change-{section.key}-{line.path}"
        found.append(Fact(name, icon, said.label, said.text, line, prompt))
    return found


def parts_of(plan: Plan, content: Mapping[str, Any] | None = None) -> list[Part]:
    """The sections this reader may read, those that need their yes first, in the template's order."""
    reads, covers = plan.reads(plan.draft), plan.agrees_to
    words = plan.draft.content if content is None else content
    found = [
        Part(
            s.key,
            s.title,
            s.short,
            s.kind,
            _facts(plan, s, words, s.key in covers),
            s.key in covers,
        )
        for s in plan.dossier.at(plan.draft).template.sections
        if s.key in reads | covers
    ]
    return sorted(found, key=lambda part: not part.covered)


def _worded(line: ChangedLine) -> ChangedLine:
    """A date or a yes changes as a whole, and is said in words."""
    if line.type not in WHOLE_BY_LINK:
        return line
    old = "".join(text for op, text in line.runs if op != "+")
    new = "".join(text for op, text in line.runs if op != "-")
    was, now = (in_words(Line("", "", text, line.type)).text for text in (old, new))
    return replace(line, runs=(("-", was), ("+", now)))


def differences(
    plan: Plan, draft: Draft, content: Mapping[str, Any], keys: frozenset[str]
) -> list[Change]:
    """What of these sections reads otherwise in the newest draft than in this content of an older one."""
    newest, context = plan.dossier.newest, plan.dossier.context
    if newest is None:
        return []
    then = plan.dossier.compared(draft, newest, content)
    forms = plan.dossier.at(draft).template, plan.dossier.template
    found = []
    for one in beside(*forms, keys, plan.reads(newest)):
        lines = compare(one.section, then, newest.content, context, one.how)
        differ = [_worded(line) for line in lines if line.differs]
        name = called(one.section, one.how)
        found += [Change(name, differ)] if differ or one.how else []
    return found


def changes_since(plan: Plan) -> list[Change]:
    """What changed since this reader last answered; empty where they have not, or nothing did."""
    last = plan.last_answer
    if last is None or last.kind == "not_me":
        return []
    draft = next(d for d in plan.dossier.drafts if d.pk == last.draft_id)
    return differences(plan, draft, plan.content_of(last), plan.reads(draft))


def _other(place: SeatStanding, title: str, due: date | None) -> Other:
    if place.state == "asked" and due:
        days = {"day": short_day(place.since), "due": short_day(due)}
        line = _("Asked %(day)s, promised by %(due)s") % days
        return Other(title, line, RING[place.state])
    if place.state == "revise":  # what the university asks of its student is between the two
        return Other(title, _("Being discussed"), "waiting")
    return Other(title, seat_since(place.state, place.since), RING[place.state])


def _due(plan: Plan, place: SeatStanding) -> date | None:
    ask = plan.dossier.open_ask(place.seat)
    return ask.due_on if ask else None


def knows(plan: Plan) -> Knows:
    """Whom this reader may know to be asked; how a contract ended is the student's own affair."""
    newest = plan.dossier.newest
    shown = parties_shown(plan.dossier.template, plan.reads(newest) if newest else frozenset())
    return Knows(
        shown, plan.seat.pk if plan.holder.until_at is None else None, endings=False, names=False
    )


def others(plan: Plan) -> list[Other]:
    """Who else says yes, and where that stands, as far as this reader may know."""
    shown = knows(plan).parties
    titles = {p.key: p for p in plan.dossier.template.parties if p.key in shown}
    return [
        _other(place, seat_title(titles[place.party], place.n), _due(plan, place))
        for place in plan.dossier.stands.seats
        if place.party in titles and place.state != "not_needed" and place.seat != plan.seat.pk
    ]


def promises(plan: Plan) -> list[str]:
    """What the university undertakes, from the module's own words: no student wrote them."""
    others = {STUDENT, *(p.key for p in plan.dossier.template.parties if p.by == "link")}
    sections = [s for s in plan.dossier.template.sections if s.kind == "promise"]
    return [item.text for s in sections if s.by not in others for item in s.items]


def minutes(parts: list[Part]) -> int:
    """How long the page takes to read, from the words that are really on it."""
    words = sum(len(f"{f.label} {f.words}".split()) for part in parts for f in part.facts)
    return max(1, ceil((words + AROUND) / PACE))
