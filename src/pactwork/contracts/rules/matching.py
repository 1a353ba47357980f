"""Which line of an older text a line of a newer one is: rows by what they say, others by their field."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from pactwork.contracts.rules.kinds import Line
from pactwork.ground.typed import alike

Row = list[Line]
LIKE = 50  # per cent of two rows that must be the same for one to be the other, reworded


class Pair(NamedTuple):
    """What it was and what it is now; ``moved`` on the first line of a row that stands elsewhere."""

    was: Line | None
    now: Line | None
    moved: bool = False


def _row(line: Line) -> str:
    return line.path.split("-", 2)[1] if line.path.startswith("rows-") else ""


def _key(line: Line) -> str:
    return line.path.split("-", 2)[2] if line.path.startswith("rows-") else line.path


def _rows(lines: Sequence[Line]) -> list[Row]:
    return [list(group) for number, group in groupby(lines, key=_row) if number]


def _text(row: Row) -> str:
    return "\n".join(alike(line.text) for line in row)


def _like(row: str, others: Mapping[int, str]) -> int | None:
    """Which of these rows it is, reworded: the one most like it, if any is."""
    likeness = {place: ratio(other, row) for place, other in others.items()}
    best = max(likeness, key=lambda place: likeness[place], default=None)
    return best if best is not None and likeness[best] >= LIKE else None


def _reworded(old: Mapping[int, str], new: Mapping[int, str]) -> dict[int, int]:
    """Rows between two that stayed: in order, each with the next one that it is like."""
    if len(old) == len(new) == 1:
        return dict(zip(new, old, strict=True))
    found: dict[int, int] = {}
    rest = dict(old)
    for place, row in new.items():
        best = _like(row, rest)
        if best is not None:
            found[place] = best
            rest = {n: text for n, text in rest.items() if n > best}
    return found


def _elsewhere(old: Mapping[int, str], new: Mapping[int, str]) -> dict[int, int]:
    """Rows that say what another said in another place."""
    left: dict[str, list[int]] = {}
    for place, row in old.items():
        left.setdefault(row, []).append(place)
    return {place: left[row].pop(0) for place, row in new.items() if left.get(row)}


def _but(rows: Mapping[int, str], taken: Collection[int]) -> dict[int, str]:
    return {place: text for place, text in rows.items() if place not in taken}


@dataclass
class _Rows:
    """Which older row each newer one is, and which of them stand elsewhere now."""

    is_now: dict[int, int]
    moved: set[int]


def _which(old: Sequence[str], new: Sequence[str]) -> _Rows:
    codes = Indel.opcodes(old, new)
    stayed = {
        code.dest_start + n: code.src_start + n
        for code in codes
        if code.tag == "equal"
        for n in range(code.src_end - code.src_start)
    }
    gone = _but(dict(enumerate(old)), set(stayed.values()))
    come = _but(dict(enumerate(new)), stayed)
    moved = _elsewhere(gone, come)
    gone, come = _but(gone, set(moved.values())), _but(come, moved)
    found, place = dict(stayed), (-1, -1)
    for stop in [*stayed.items(), (len(new), len(old))]:
        between = {n: text for n, text in gone.items() if place[1] < n < stop[1]}
        found |= _reworded(between, {n: t for n, t in come.items() if place[0] < n < stop[0]})
        place = stop
    return _Rows(found | moved, {place for place in moved if new[place].strip()})


def _row_pairs(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row, Row, bool]]:
    """In the newer order; a row that went stands before the next that stayed in its place."""
    which = _which([_text(row) for row in old], [_text(row) for row in new])
    gone = [place for place in range(len(old)) if place not in which.is_now.values()]
    for place, row in enumerate(new):
        was = which.is_now.get(place)
        if was is not None and place not in which.moved:
            while gone and gone[0] < was:
                yield old[gone.pop(0)], [], False
        yield old[was] if was is not None else [], row, place in which.moved
    for place in gone:
        yield old[place], [], False


def _fields(old: Sequence[Line], new: Sequence[Line], moved: bool = False) -> Iterator[Pair]:
    """Line for line, by the field it stands in; a line that one side lacks is there too."""
    before, after = {_key(line): line for line in old}, {_key(line): line for line in new}
    for place, key in enumerate([*after, *(k for k in before if k not in after)]):
        yield Pair(before.get(key), after.get(key), moved and not place)


def matched(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Pair]:
    """Every line of both, in the newer order; a row that went stands where it stood."""
    for was, now, moved in _row_pairs(_rows(old), _rows(new)):
        yield from _fields(was, now, moved)
    before, after = ([line for line in one if not _row(line)] for one in (old, new))
    yield from _fields(before, after)
