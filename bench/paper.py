"""What paper costs: 300 contracts of four pages in every form, by threads. `python -m bench.paper`"""

import resource
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from pactwork.documents.paper.document import (
    Block,
    Document,
    Heading,
    Labelled,
    NewPage,
    Sign,
    Signs,
    Table,
    Words,
)
from pactwork.documents.paper.formats import FORMS
from pactwork.documents.paper.typeset import pdf

MOST = 300
SENTENCE = "Tenant {n} rings me angry, and call {n} ends with neither of us knowing what is next. "
LETTERS = ("", "", "", "👍🏽", "你好", "مرحبا")


def contract(n: int) -> Document:
    """A contract of an ordinary length; no two are alike, one in six has letters of another script."""
    words = (SENTENCE.format(n=n) * 3 + LETTERS[n % 6]).strip()
    asked = tuple(b for q in range(3) for b in (Heading(f"Question {q}?", 3), Words(words)))
    weeks = tuple((str(w), *(str((w + n) % 5) for _ in range(5)), words[:60]) for w in range(1, 13))
    columns = ("Week", "Plan", "Set", "Try", "Read", "Show", "What I do")
    facts = tuple((f"Fact {k}", f"{n * k:064x}") for k in range(12))
    blocks: tuple[Block, ...] = (
        *(Labelled(f"Section {s}", asked) for s in range(9)),
        Labelled("Your weeks", (Table(columns, weeks, widths="numbers"),), wide=True),
        Signs(tuple(Sign(f"Person {n}", f"Capacity {k}", "2 February 2027") for k in range(3))),
        NewPage(),
        Heading("Evidence"),
        *(Table(("Fact", "What is recorded"), facts, widths="short") for _ in range(3)),
    )
    at = datetime(2027, 2, 2, tzinfo=UTC)
    head = ("Learning contract", "Midshire University", "Agreed", f"Calls of {n}", f"Person {n}")
    return Document(*head, f"draft {n}", f"Person {n}", at, blocks, f"contract-{n}")


def timed(number: int, threads: int) -> tuple[float, float]:
    """Wall and processor milliseconds for each of so many PDFs, by so many threads."""
    made = [contract(n) for n in range(number)]
    wall, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(pdf, made))
    return (
        (time.perf_counter() - wall) * 1000 / number,
        (time.process_time() - cpu) * 1000 / number,
    )


def main() -> None:
    begun = time.perf_counter()
    first = pdf(contract(0))
    print(f"the first PDF of a process: {(time.perf_counter() - begun) * 1000:.0f} ms")
    for form, (write, _kind) in FORMS.items():
        begun, cpu = time.perf_counter(), time.process_time()
        size = sum(len(write(contract(n))) for n in range(20)) // 20
        wall = (time.perf_counter() - begun) * 50
        print(f"{form}: {wall:.0f} ms, {(time.process_time() - cpu) * 50:.0f} ms CPU, {size} bytes")
    for threads in (1, 2, 4):
        wall, cpu = timed(MOST, threads)
        print(f"{MOST} PDFs, {threads} threads: {wall:.0f} ms each, {cpu:.0f} ms CPU each")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at its highest: {memory} MB; the same bytes twice: {pdf(contract(0)) == first}")


if __name__ == "__main__":
    main()
