"""What the main pages cost, beside a plain Django page: ``python -m bench.pages [--write FILE]``.

The production server on SQLite and on a PostgreSQL of its own, with the demo's played people and
with 30,000. Rounds of a page and of the yardstick (``bench/bare``) take turns, so that a machine
with other work on it slows both; what counts is the CPU time of the web server's processes and its
ratio to the yardstick's in the same round. Queries are counted apart, in a process of their own.
"""

import json
import os
import platform
import shutil
import signal
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.machine import (
    Browser,
    Cluster,
    Server,
    children,
    cluster,
    cpu_of,
    environment,
    free_port,
    product,
    run,
    serving,
)

SIZE = 30_000
WARM, ROUNDS, EACH = 24, 9, 16
MOST_QUERIES, MOST_RATIO, MOST_BYTES, MOST_GROWTH = 12, 1.3, 100_000, 0.2


@dataclass
class Place:
    """One database with people in it."""

    name: str
    size: str
    data: Path
    database: str
    number: int  # of the clone that reads the pages

    def env(self, port: int = 0) -> dict[str, str]:
        return product(self.data, self.database, port)


@dataclass
class Figures:
    """What one page costs: queries, bytes, milliseconds; ``ratio`` is to the yardstick's CPU."""

    page: str
    queries: int
    size: int
    median: float
    p95: float
    cpu: float
    bare: float
    ratio: float
    database: float  # CPU of PostgreSQL's own processes

    def row(self) -> str:
        return (
            f"| {self.page} | {self.queries} | {self.size / 1000:.0f} | {self.median:.1f} | "
            f"{self.p95:.1f} | {self.cpu:.1f} | {self.ratio:.2f} | {self.database:.1f} |"
        )


HEAD = (
    "| Page | Queries | KB | Median ms | p95 ms | CPU ms | x yardstick | PostgreSQL's CPU ms |\n"
    "|---|---|---|---|---|---|---|---|"
)


def backends(pg: Cluster | None) -> float:
    """The CPU so far of PostgreSQL's processes that serve somebody."""
    if pg is None:
        return 0.0
    pids = [p for p in children(pg.pid) if b"pactwork" in Path(f"/proc/{p}/cmdline").read_bytes()]
    return cpu_of(pids)


def batch(browser: Browser, address: str, count: int) -> list[float]:
    browser.connection.close()  # the server lets go of a connection that rested for two seconds
    times = []
    for _number in range(count):
        status, _page, taken = browser.get(address)
        if status != 200:
            raise SystemExit(f"{address} answered {status}.")
        times.append(taken)
    return times


def measure(visit: dict[str, str], ours: Server, bare: Server, pg: Cluster | None) -> Figures:
    page, stick = Browser(ours.port, visit["cookie"]), Browser(bare.port, f"sessionid={bare.said}")
    size = len(page.get(visit["address"])[1])
    batch(page, visit["address"], WARM)
    batch(stick, "/", WARM)
    times: list[float] = []
    costs: list[tuple[float, float, float]] = []
    for _round in range(ROUNDS):
        before = ours.cpu(), bare.cpu(), backends(pg)
        times += batch(page, visit["address"], EACH)
        database = backends(pg) - before[2]
        batch(stick, "/", EACH)
        cost = ours.cpu() - before[0], bare.cpu() - before[1], database
        costs.append((1000 * cost[0] / EACH, 1000 * cost[1] / EACH, 1000 * cost[2] / EACH))
    return Figures(
        page=visit["page"],
        queries=int(visit["queries"]),
        size=size,
        median=statistics.median(times),
        p95=sorted(times)[int(len(times) * 0.95)],
        cpu=statistics.median(c[0] for c in costs),
        bare=statistics.median(c[1] for c in costs),
        ratio=statistics.median(c[0] / c[1] for c in costs),
        database=statistics.median(c[2] for c in costs),
    )


@contextmanager
def servers(place: Place, stick: str) -> Iterator[tuple[Server, Server]]:
    """The product as ``pactwork serve`` runs it, and the yardstick with the same server."""
    port, other = free_port(), free_port()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        bare_env = environment(BARE_DATA=folder, BARE_DATABASE=stick)
        env = place.env(port)
        ours = stack.enter_context(serving("-m", "pactwork.cli", "serve", env=env, port=port))
        bare = stack.enter_context(
            serving("-m", "bench.bare", str(other), env=bare_env, port=other)
        )
        yield ours, bare


def measured(place: Place, pg: Cluster) -> list[Figures]:
    visits = json.loads(run("-m", "bench.people", "visits", str(place.number), env=place.env()))
    on_pg = bool(place.database)
    stick = pg.create(f"bare_{place.size.replace(',', '')}") if on_pg else ""
    with servers(place, stick) as (ours, bare):
        return [measure(visit, ours, bare, pg if on_pg else None) for visit in visits]


def small(folder: Path, pg: Cluster) -> tuple[list[Place], int]:
    """The played people and a crowd of 250, in both kinds of database."""
    data = folder / "small"
    lite = Place("SQLite", "played", data, "", 0)
    run("-m", "bench.people", "play", env=lite.env())
    run("-m", "bench.people", "crowd", env=lite.env())
    server = Place("PostgreSQL", "played", data, pg.create("small"), 0)
    run("-m", "bench.people", "copy", env={**server.env(), "BENCH_PLAYED": str(data)})
    played = int(run("-m", "bench.people", "count", env=lite.env()))
    lite.size = server.size = f"{played:,}"
    return [lite, server], played


def large(folder: Path, pg: Cluster, places: list[Place], played: int) -> list[Place]:
    """The same, cloned in SQL to 30,000."""
    data = folder / "large"
    shutil.copytree(places[0].data, data)
    found = [
        Place("SQLite", f"{SIZE:,}", data, "", SIZE // played // 2),
        Place("PostgreSQL", f"{SIZE:,}", data, pg.create("large", "small"), SIZE // played // 2),
    ]
    for place in found:
        run("-m", "bench.people", "clone", str(SIZE), env=place.env())
    return found


def misses(small_ones: list[Figures], large_ones: list[Figures]) -> list[str]:
    """Where a figure is beyond what was promised."""
    said = []
    for one, many in zip(small_ones, large_ones, strict=True):
        if max(one.queries, many.queries) > MOST_QUERIES:
            said.append(f"{one.page}: {many.queries} queries")
        if one.queries != many.queries:
            said.append(f"{one.page}: {one.queries} queries, and {many.queries} with more people")
        if max(one.ratio, many.ratio) > MOST_RATIO:
            said.append(f"{one.page}: {max(one.ratio, many.ratio):.2f} of the yardstick")
        if max(one.size, many.size) > MOST_BYTES:
            said.append(f"{one.page}: {many.size} bytes")
        if abs(many.ratio / one.ratio - 1) > MOST_GROWTH:
            said.append(f"{one.page}: {many.ratio / one.ratio:.2f} times the CPU with more people")
    quick = sum(f.ratio <= 1 for f in large_ones)
    if quick * 2 < len(large_ones):
        said.append(f"{quick} of {len(large_ones)} pages at or under the yardstick")
    return said


def table(place: Place, figures: list[Figures]) -> str:
    bare = statistics.median(f.bare for f in figures)
    head = f"{place.name}, {place.size} student researchers; the yardstick: {bare:.1f} ms of CPU"
    return "\n".join(["", head, "", HEAD, *(f.row() for f in figures)])


def verdicts(found: list[tuple[Place, list[Figures]]]) -> str:
    lines = []
    for name in ("SQLite", "PostgreSQL"):
        pair = [figures for place, figures in found if place.name == name]
        beyond = misses(*pair) if len(pair) == 2 else []
        lines += ["", f"{name}, beyond what was promised: {'; '.join(beyond) or 'nothing'}."]
    return "\n".join(lines)


def about() -> str:
    now = datetime.now(UTC)
    return (
        f"`python -m bench.pages`, {now:%d %B %Y}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the end."
    )


def write(path: Path, words: str) -> None:
    """Into a file that has a place for it, between two comments."""
    begin, end = "<!-- pages -->", "<!-- /pages -->"
    before, _, rest = path.read_text().partition(begin)
    after = rest.partition(end)[2]
    path.write_text(f"{before}{begin}\n{words}\n{end}{after}")


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    found: list[tuple[Place, list[Figures]]] = []
    tables: list[str] = []
    with tempfile.TemporaryDirectory() as folder, cluster() as pg:
        places, played = small(Path(folder), pg)
        if "--small" not in sys.argv:
            places += large(Path(folder), pg, places, played)
        for place in places:
            found.append((place, measured(place, pg)))
            tables.append(table(*found[-1]))
            print(tables[-1], flush=True)
    print(verdicts(found))
    if "--write" in sys.argv:
        words = "\n".join([about(), *tables, verdicts(found)])
        write(Path(sys.argv[sys.argv.index("--write") + 1]), words)


if __name__ == "__main__":
    main()
