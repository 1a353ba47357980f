"""What a roster costs grows with its size: bounds come first, and nothing is read again and again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pactwork.modules.roster.known import Known, PersonState, RunState
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import MOST_COLUMNS, MOST_LINES, Sheet, sheet
from pactwork.modules.roster.text import lines_of, records
from tests.calls import work

TODAY, RUNS = date(2026, 10, 5), (RunState("RUN", "run", "Run"),)
HEAD = "key,name,email,role\n"


def reading(content: bytes) -> tuple[int, Sheet]:
    """How many functions are called, ours and Python's, while a file is read."""
    found: list[Sheet] = []
    calls = work(lambda: found.append(sheet(content)))
    return calls, found[0]


SHAPES: dict[str, Callable[[int], str]] = {
    "the same column again": lambda n: "key," * n,
    "different columns": lambda n: ",".join(f"keyy{m}" for m in range(n)),
    "columns of nothing": lambda n: HEAD + "," * 4 * n,
    "a wide line of words above": lambda n: "word;" * n + "\n" + HEAD,
    "a wide line of words below": lambda n: HEAD + "word," * n,
    "blank lines": lambda n: HEAD + "\n" * 4 * n,
    "blank lines first": lambda n: "\n" * 4 * n + HEAD,
    "empty cells": lambda n: HEAD + ",,,\n" * n,
    "an open quotation mark": lambda n: HEAD + '"' + "x\n" * 2 * n,
    "an open quotation mark on each line": lambda n: HEAD + 's1,"\n' * n,
    "an open quotation mark before all": lambda n: '"' + "x\n" * 2 * n,
    "one-letter lines": lambda n: HEAD + "x\n" * 2 * n,
    "one word": lambda n: "x" * 4 * n,
    "letters beyond ASCII": lambda n: HEAD + "é\n" * 2 * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_file_costs_grows_with_its_size(shape: str) -> None:
    small, _ = reading(SHAPES[shape](2_000).encode())
    large, _ = reading(SHAPES[shape](16_000).encode())
    assert large < 8 * 1.5 * max(small, 2_000)
    assert large < 8 * 64_000, "a few calls for each byte, whatever stands there"


def test_too_many_columns_are_found_before_any_is_looked_up() -> None:
    calls, found = reading(b"key," * 200_000)
    assert found.fatal
    assert found.fatal.sentence.startswith(
        f"This file has 200001 columns. The limit is {MOST_COLUMNS}"
    )
    assert calls < 100_000


def test_too_many_lines_are_found_before_all_are_read() -> None:
    calls, found = reading(HEAD.encode() + b"x\n" * 400_000)
    assert found.fatal
    assert found.fatal.sentence.startswith(
        f"This file has more than {MOST_LINES} lines, which is the limit."
    )
    assert calls < 250_000


def test_the_widest_file_of_words_costs_a_few_calls_a_cell() -> None:
    head = ",".join(["key", "role", *(f"colour{n}" for n in range(MOST_COLUMNS - 2))])
    calls, found = reading("\n".join([head, *[",".join(["s", *["x"] * 299])] * 300]).encode())
    assert len(found.head.columns) == MOST_COLUMNS
    assert calls < 300 * 300 * 12


class Counted(list[str]):
    """A list of lines that counts how many of them were handed out."""

    given = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        self.given += len(found) if isinstance(at, slice) else 1
        return found


@pytest.mark.parametrize("line", ["\n", "x\n", 'a,"\n', '"\n', '"x\n', ",,,\n", 'a,"b\nc"\n'])
def test_each_line_is_looked_at_a_few_times_and_no_more(line: str) -> None:
    lines = Counted(lines_of(line * 3_000))
    read = sum(1 for _ in records(lines, ","))
    assert read <= len(lines)
    assert lines.given <= 5 * len(lines)


@pytest.mark.parametrize(
    "pile",
    ["\u0301\u0323" * 20_000, "\u0301\u200b" * 20_000, "\u0323" * 31, "\u0301\u0323\ufeff" * 12],
)
def test_a_pile_of_marks_on_one_letter_is_refused_unread(pile: str) -> None:
    """Putting thousands of them in order takes the square of their number."""
    found = sheet(f"{HEAD}s1,Ann{pile},ann@x.example,student\ns2,Bo\u0323\u0301,,student".encode())
    assert [p.sentence for p in found.problems] == [
        "Line 2, name: There is an invisible character here. Type this text again."
    ]
    assert [row.cells["name"] for row in found.rows] == ["Bọ́"]
    assert sheet(f"key,role,x{pile}\ns1,student,".encode()).fatal is None


@pytest.mark.parametrize("status", ["(" * 200_000, "Registered " + " " * 200_000, "1" * 200_000])
def test_a_status_of_any_length_costs_no_more_to_judge(status: str) -> None:
    found = sheet(f'key,role,status\ns1,student,"{status}"'.encode())
    assert len(found.rows) + len(found.problems) == 1


def deputies(n: int) -> tuple[str, Known]:
    """Each stands in for whoever is on the line after."""
    lines = [f"k{m},N {m},k{m}@x.example,facilitator,k{m + 1}" for m in range(n)]
    return "\n".join([*lines, f"k{n},N {n},k{n}@x.example,facilitator,"]), Known(TODAY, RUNS)


def addresses(n: int) -> tuple[str, Known]:
    """Each takes the address of whoever is on the line after, who takes that of the next."""
    people = {f"k{m}": PersonState(f"k{m}", f"N {m}", email=f"k{m}@x.example") for m in range(n)}
    lines = [f"k{m},N {m},k{m + 1}@x.example,facilitator," for m in range(n)]
    return "\n".join(lines), Known(TODAY, RUNS, people)


def one_address(n: int) -> tuple[str, Known]:
    lines = [f"k{m},N {m},same@x.example,facilitator," for m in range(n)]
    return "\n".join(lines), Known(TODAY, RUNS)


@pytest.mark.parametrize(("shape", "wrong"), [(deputies, 0), (addresses, 0), (one_address, 799)])
def test_lines_that_wait_for_later_ones_are_taken_when_those_are_there(
    shape: Callable[[int], tuple[str, Known]], wrong: int
) -> None:
    def planning(n: int) -> tuple[int, Plan]:
        text, here = shape(n)
        found, plans = sheet(f"key,name,email,role,deputy_for\n{text}".encode()), list[Plan]()
        return work(lambda: plans.append(planned(found, here, "RUN"))), plans[0]

    (small, _), (large, plan) = planning(100), planning(800)
    assert large < 8 * 1.5 * small
    assert (len(plan.problems), plan.lines >= 1) == (wrong, True)
    assert [p.line for p in plan.problems] == sorted(p.line for p in plan.problems)
