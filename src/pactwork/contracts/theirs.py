"""What others owe to a student's module: whose it is, what, when, and what of it has come.

Of what is due every week, each is called by its teaching week: its day may move with the calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Received
from pactwork.contracts.rules.owing import owes_here
from pactwork.ground import clock
from pactwork.ground.dates import short_day
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.queries import specification
from pactwork.modules.queries.handing_in import owed_in
from pactwork.modules.rules.due import HandIn
from pactwork.modules.words_of_dates import due_at, dues_in_words


@dataclass(frozen=True)
class Came:
    """One that has come. ``due``: its day, of what is due every week; else nothing.

    ``stands``: which mark this is, for whoever undoes it.
    """

    number: int
    on: date
    note: str
    by: str
    due: str = ""
    stands: str = ""


@dataclass(frozen=True)
class Theirs:
    title: str
    about: str
    when: str
    day: str  # the same without the time, within a sentence
    late: tuple[date, ...]  # the days of those that are late
    key: str  # of the party, or the role
    party: str  # its title; where a role owes it, nothing
    person: str = ""  # of a party that is one person: who that is
    piece: str = ""  # its own key
    numbers: tuple[int, ...] = (1,)  # the teaching week of each, where it is due every week
    days: Mapping[int, date] = field(default_factory=dict)  # the day of each of those
    first: date | None = None  # the day of the only one, or the first
    came: tuple[Came, ...] = ()
    missing: tuple[tuple[int, str], ...] = ()  # each with its day, where there are several

    @property
    def received(self) -> bool:
        """Whether all of it has come."""
        return not self.missing

    @property
    def waits(self) -> str:
        """What is late, or when it is due; nothing where all of it has come."""
        if self.received or not self.late:
            return "" if self.received else self.when
        if not self.days:
            return _("Was due %(day)s") % {"day": self.day}
        return f"{self.when}. {self.late_of_many}"

    @property
    def late_of_many(self) -> str:
        """How many of what is due every week are late, and since when."""
        late = len(self.late)
        words = ngettext(
            "%(num)s is late, since %(day)s", "%(num)s are late, the first since %(day)s", late
        )
        return words % {"num": late, "day": short_day(self.late[0])}

    @property
    def briefly(self) -> str:
        """The same in one line with others."""
        if not self.late:
            return self.day
        return self.late_of_many if self.days else _("was due %(day)s") % {"day": self.day}


def theirs(dossier: Dossier, party: str = "", *, plan: str = "") -> list[Theirs]:
    """The soonest first; none of it is the student's to hand in.

    ``party``: of this one alone. ``plan``: what that party calls the contract.
    """
    content = dossier.newest.content if dossier.newest else {}
    found = owed_in(dossier.contract.enrolment, dossier.agreed_on)
    return [
        _said(dossier, one, plan)
        for one in found
        if not one.component.of_student and one.component.whose == (party or one.component.whose)
        if owes_here(dossier.template, one.component.whose, content)
    ]


def _said(dossier: Dossier, one: HandIn, plan: str) -> Theirs:
    piece, today = one.component, clock.today(dossier.contract.institution.time_zone)
    named = next((who for who in dossier.facts.named if who.party == piece.whose), None)
    rows = sorted((r for r in dossier.receipts if r.piece == piece.key), key=lambda r: r.number)
    have = {row.number for row in rows}
    left = [number for number in one.numbers if number not in have]
    late = [one.numbered[number] for number in left if number in one.numbered]
    return Theirs(
        piece.title,
        piece.about or "",
        due_at(one, plan),
        dues_in_words(one, plan, within=True),
        late=tuple(day for day in late if day < today),
        key=piece.whose,
        party=_titled(dossier, piece.whose),
        person=named.name if named and named.there else "",
        piece=piece.key,
        numbers=one.numbers,
        days=one.numbered if piece.weekly else {},
        first=one.due.on if one.due else None,
        came=tuple(_came(one, row) for row in rows),
        missing=tuple((number, _due(one, number)) for number in left),
    )


def _came(one: HandIn, row: Received) -> Came:
    due, stands = _due(one, row.number), row.at.isoformat()
    return Came(row.number, row.on, row.note, row.by_person.name, due, stands)


def _due(one: HandIn, number: int) -> str:
    """The day of one of several; of a week in which it is not due any more, that."""
    if not one.component.weekly:
        return ""
    on = one.numbered.get(number)
    return short_day(on) if on else _("week %(number)s") % {"number": number}


def _titled(dossier: Dossier, key: str) -> str:
    """As the student's own form calls it; a party that came later, as the module's file does."""
    forms = [dossier.template, *specification(dossier.contract.run).templates.values()]
    return next((party.title for form in forms if (party := form.party(key))), "")
