"""The last five minutes before a deadline: ``python -m bench.storm``.

A thousand student researchers read a step, save it and share their draft, sixteen at a time, while a
module leader edits the module; on SQLite and on a PostgreSQL of its own. What was accepted has to be
stored, and nobody may see an error of ours. It stops by itself after 25 seconds on each.
"""

import json
import re
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlencode

from bench.machine import (
    Browser,
    children,
    cluster,
    free_port,
    memory_of,
    product,
    run,
    serving,
)

STUDENTS, AT_ONCE, SECONDS = 1_000, 16, 25
TOKEN = "stormstormstormstormstormstorm12"  # noqa: S105 - the form's and the cookie's, as one browser
FIELD = re.compile(r'<(?:textarea|input)[^>]*name="([^"]+)"[^>]*?(?:value="([^"]*)"[^>]*)?>([^<]*)')


@dataclass
class Storm:
    """What came of it: milliseconds by act, statuses, and what the server took."""

    times: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    saved: dict[str, str] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    edits: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, browser: Browser, act: str, method: str, address: str, body: str = "") -> int:
        browser.connection.close()  # another browser each time
        status, _page, taken = browser.ask(method, address, body)
        with self.lock:
            self.times.setdefault(act, []).append(taken)
            self.statuses[f"{act} {status}"] += 1
        return status


def student(storm: Storm, browser: Browser, one: dict[str, Any]) -> None:
    """Reads a step, saves other words in it, shares them."""
    browser.headers["Cookie"] = f"{one['cookie']}; __Host-csrf={TOKEN}"
    step = f"/contracts/{one['ref']}/steps/{one['section']}/"
    storm.ask(browser, "read", "GET", step)
    mark = f"Words of the storm for {one['ref']}."
    form = {**one["fields"], one["prompt"]: mark, "version": one["version"], "then": "stay"}
    form["csrfmiddlewaretoken"] = TOKEN
    if storm.ask(browser, "save", "POST", f"{step}words/", urlencode(form)) != 200:
        return
    storm.saved[one["ref"]] = mark
    note = urlencode({"note": "Before the deadline.", "csrfmiddlewaretoken": TOKEN})
    if storm.ask(browser, "share", "POST", f"/contracts/{one['ref']}/share/", note) == 302:
        storm.shared[one["ref"]] = mark


def leader(storm: Storm, browser: Browser, one: dict[str, Any], until: float) -> None:
    """Opens a page of the module's editor, changes a word and saves it, again and again."""
    browser.headers["Cookie"] = f"{one['cookie']}; __Host-csrf={TOKEN}"
    address = f"/modules/{one['ref']}/change/{one['part']}/"
    while time.monotonic() < until:
        browser.connection.close()
        _status, page, _taken = browser.get(address)
        inner = page.decode().partition("<main")[2]
        form = {name: value or text for name, value, text in FIELD.findall(inner) if name != "next"}
        changed = next((n for n, v in form.items() if " " in v and n not in ("stands",)), None)
        if changed:
            form[changed] = f"{form[changed].split(' (edit')[0]} (edit {storm.edits})"
        form["csrfmiddlewaretoken"] = TOKEN
        status = storm.ask(browser, "edit", "POST", address, urlencode(form))
        storm.edits += status == 302
        time.sleep(0.5)


def play(port: int, cast: dict[str, Any]) -> tuple[Storm, float]:
    storm, waiting = Storm(), SimpleQueue[dict[str, Any]]()
    for one in cast["students"]:
        waiting.put(one)
    start = time.monotonic()
    until = start + SECONDS

    def work() -> None:
        browser = Browser(port, "")
        while time.monotonic() < until:
            try:
                student(storm, browser, waiting.get_nowait())
            except Empty:
                return

    crowd = [threading.Thread(target=work) for _ in range(AT_ONCE)]
    boss = threading.Thread(target=leader, args=(storm, Browser(port, ""), cast["leader"], until))
    boss.start()
    for thread in crowd:
        thread.start()
    for thread in (*crowd, boss):
        thread.join()
    return storm, time.monotonic() - start


def quantile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def report(name: str, storm: Storm, taken: float, stored: dict[str, int]) -> bool:
    done = sum(len(times) for times in storm.times.values())
    print(
        f"\n{name}: {done} requests in {taken:.0f} s, {AT_ONCE} at once, {done / taken:.0f} a second"
    )
    print("| Act | Requests | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|")
    for act, times in sorted(storm.times.items()):
        row = [statistics.median(times), quantile(times, 0.95), quantile(times, 0.99)]
        print(f"| {act} | {len(times)} | {' | '.join(f'{ms:.0f}' for ms in row)} |")
    errors = sum(n for said, n in storm.statuses.items() if said.split()[1].startswith("5"))
    print(f"Statuses: {dict(sorted(storm.statuses.items()))}; the leader's edits: {storm.edits}")
    print(
        f"Saves accepted {len(storm.saved)}, stored {stored['saved']}; shares accepted "
        f"{len(storm.shared)}, stored {stored['shared']}; errors of ours: {errors}"
    )
    whole = (stored["saved"], stored["shared"]) == (len(storm.saved), len(storm.shared))
    return whole and not errors


def storm_on(name: str, data: Path, database: str) -> bool:
    port = free_port()
    env = product(data, database, port)
    cast = json.loads(run("-m", "bench.people", "cast", str(STUDENTS), env=env))
    with serving("-m", "pactwork.cli", "serve", env=env, port=port) as server:
        storm, taken = play(port, cast)
        pid = server.process.pid
        print(
            f"\nThe web server's memory after {name}'s: {memory_of([pid, *children(pid)]):.0f} MB"
        )
    said = data / "accepted.json"
    said.write_text(json.dumps({"saved": storm.saved, "shared": storm.shared}))
    stored = json.loads(run("-m", "bench.people", "stored", str(said), env=env))
    return report(name, storm, taken, stored)


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    with tempfile.TemporaryDirectory() as folder, cluster() as pg:
        data = Path(folder) / "data"
        lite = product(data, "")
        run("-m", "bench.people", "play", env=lite)
        run("-m", "bench.people", "clone", str(3 * STUDENTS), env=lite)
        other = pg.create("storm")
        run("-m", "bench.people", "copy", env={**product(data, other), "BENCH_PLAYED": str(data)})
        sound = [storm_on("SQLite", data, ""), storm_on("PostgreSQL", data, other)]
    raise SystemExit(0 if all(sound) else 1)


if __name__ == "__main__":
    main()
