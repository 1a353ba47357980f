"""Which line of an older text a line of a newer one is: rows by what they say, others by their field."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from pactwork.contracts.rules.kinds import Line
from pactwork.ground.typed import alike

Pair = tuple[Line | None, Line | None]  # what it was, what it is now
Row = list[Line]
LIKE = 50  # per cent of two rows that must be the same for one to be the other, reworded


def _row(line: Line) -> str:
    return line.path.split("-", 2)[1] if line.path.startswith("rows-") else ""


def _key(line: Line) -> str:
    return line.path.split("-", 2)[2] if line.path.startswith("rows-") else line.path


def _rows(lines: Sequence[Line]) -> list[Row]:
    return [list(group) for number, group in groupby(lines, key=_row) if number]


def _text(row: Row) -> str:
    return "\n".join(alike(line.text) for line in row)


def _reworded(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Rows between two that stayed: in order, each with the next one that it is like."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    rest = list(old)
    for row in new:
        likeness = [ratio(_text(one), _text(row)) for one in rest]
        best = likeness.index(max(likeness)) if likeness else 0
        if likeness and likeness[best] >= LIKE:
            for gone in rest[:best]:
                yield gone, []
            yield rest[best], row
            rest = rest[best + 1 :]
        else:
            yield [], row
    for gone in rest:
        yield gone, []


def _row_pairs(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    gone: list[Row] = []
    come: list[Row] = []
    for code in Indel.opcodes([_text(row) for row in old], [_text(row) for row in new]):
        if code.tag != "equal":
            gone += old[code.src_start : code.src_end]
            come += new[code.dest_start : code.dest_end]
            continue
        yield from _reworded(gone, come)
        gone, come = [], []
        left, right = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        yield from zip(left, right, strict=True)
    yield from _reworded(gone, come)


def _fields(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Pair]:
    """Line for line, by the field it stands in; a line that one side lacks is there too."""
    before, after = {_key(line): line for line in old}, {_key(line): line for line in new}
    for key in [*after, *(k for k in before if k not in after)]:
        yield before.get(key), after.get(key)


def matched(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Pair]:
    """Every line of both, in the newer order; a row that went stands where it stood."""
    for was, now in _row_pairs(_rows(old), _rows(new)):
        yield from _fields(was, now)
    yield from _fields(*([line for line in one if not _row(line)] for one in (old, new)))
