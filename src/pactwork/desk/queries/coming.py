"""What others owe to the modules of those one answers for: three queries; none where nobody owes.

It is no turn of the reader's, and counts in no number: it is what to wait for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from pactwork.contracts.models import Agreement, Received, Turn
from pactwork.contracts.queries.staff import Staff, people_on, staff_for
from pactwork.contracts.rules.owing import sometimes
from pactwork.ground import clock
from pactwork.modules.models import Run
from pactwork.modules.queries import specification, variant
from pactwork.modules.queries.handing_in import dates_on
from pactwork.modules.rules.dated import Own
from pactwork.modules.rules.specification import Template
from pactwork.people.actors import Actor

Key = tuple[Run, str, str, Own, date | None]  # on what the days of one student hang
Came = frozenset[tuple[str, int]]  # which pieces, and which of each, one has received


@dataclass(frozen=True)
class Awaited:
    """One thing on one day, and of how many it is."""

    on: date
    title: str
    key: str  # of the party, or the role
    party: str  # its title; where a role owes it, nothing
    run: Run
    names: tuple[str, ...]
    refs: tuple[str, ...]  # the contract of each; nothing where none is begun
    late: bool  # the day is past, and is the first one missing


def _others_owe(run: Run) -> bool:
    return any(not piece.of_student for piece in specification(run).assessment)


def _form(run: Run, code: str) -> Template | None:
    own = variant(run, code)
    return specification(run).templates[own.template] if own else None


def _looks_after(staff: Staff, run: Run, form: Template, named: Any) -> bool:
    """By a role that is everybody's here, or as the one person whose party it is, or their deputy."""
    for kind in staff.roles[run.pk]:
        parties = [party for party in form.parties if party.by == kind]
        if not parties or any(party.who != "named" for party in parties):
            return True
        refs = [(named or {}).get(party.column or "") or "" for party in parties]
        if any(staff.answers(run.pk, kind, ref) for ref in refs):
            return True
    return False


def _due(form: Template, key: Key, came: Came, today: date) -> list[tuple[date, str, str, str]]:
    """What others still owe to one student: a day, what, whose, and how it is called.

    The day is the next one, and of what is late also the first that is missing.
    """
    run, code, group, own, agreed_on = key
    pieces = specification(run).pieces(variant(run, code))
    theirs = [one for one in pieces if not one.of_student]
    found = []
    for one in dates_on(run, group, own, agreed_on).hand_ins(theirs):
        piece = one.component
        left = [day for n, day in one.numbered.items() if (piece.key, n) not in came]
        party = form.party(piece.whose)
        days = [next((day for day in left if day < today), None)]
        days.append(next((day for day in left if day >= today), None))
        title = party.title if party else ""
        found += [(on, piece.title, piece.whose, title) for on in days if on]
    return sorted(found)


def _came(runs: Iterable[int]) -> dict[int, Came]:
    """By contract what has come."""
    found: dict[int, set[tuple[str, int]]] = {}
    rows = Received.objects.filter(contract__run__in=runs)
    for contract, piece, number in rows.values_list("contract_id", "piece", "number"):
        found.setdefault(contract, set()).add((piece, number))
    return {contract: frozenset(pieces) for contract, pieces in found.items()}


def _there(runs: Iterable[int]) -> dict[int, set[str]]:
    """By contract the parties whose yes it needs: not every student has a guardian or a second host."""
    found: dict[int, set[str]] = {}
    needed = Turn.objects.filter(contract__run__in=runs, seat__isnull=False)
    for contract, party in needed.exclude(state="not_needed").values_list("contract_id", "party"):
        found.setdefault(contract, set()).add(party)
    return found


def _students(staff: Staff) -> Iterator[tuple[Template, Key, tuple[str, str], int]]:
    """Those whose contract goes on, or is not begun; by name and the contract's ref."""
    runs = {pk: run for pk, run in staff.runs.items() if _others_owe(run)}
    if not runs:
        return
    made = Agreement.objects.filter(contract=OuterRef("contract__pk"), undone_at=None)
    rows = people_on(*staff.reach).filter(run__in=runs, contract__ending=None)
    columns = ("run_id", "code", "group", "own_start", "own_end", "named", "person__name")
    first = Subquery(made.order_by("from_at").values("from_at")[:1])
    found = rows.annotate(at=first).values_list(*columns, "contract__ref", "contract__pk", "at")
    for pk, code, group, start, end, named, name, ref, contract, at in found:
        form = _form(runs[pk], code)
        if form and _looks_after(staff, runs[pk], form, named):
            on = clock.day_of(at, runs[pk].institution.time_zone) if at else None
            yield (
                form,
                (runs[pk], code, group, Own(start, end), on),
                (name, ref or ""),
                contract or 0,
            )


def awaited(actor: Actor, today: date) -> list[Awaited]:
    """The oldest first."""
    known: dict[tuple[Key, Came], list[tuple[date, str, str, str]]] = {}
    names: dict[tuple[Run, date, str, str, str], list[tuple[str, str]]] = {}
    rows = list(_students(staff_for(actor)))
    runs = {key[0].pk for _form, key, *_who in rows}
    there, came = (_there(runs), _came(runs)) if runs else ({}, {})
    for form, key, name, contract in rows:
        have = came.get(contract, frozenset())
        if (key, have) not in known:
            known[key, have] = _due(form, key, have, today)
        for due in known[key, have]:
            if not sometimes(form, due[2]) or due[2] in there.get(contract, ()):
                names.setdefault((key[0], *due), []).append(name)
    found = []
    for (run, on, title, whose, party), who in names.items():
        people, refs = zip(*sorted(who), strict=True)
        found.append(Awaited(on, title, whose, party, run, people, refs, on < today))
    return sorted(found, key=lambda one: (one.on, one.title, one.party))
