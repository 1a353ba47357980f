"""The drill: one bad thing after the other, while people go on; what they saw is printed."""

import re
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Event, Lock, Thread

import pytest

from tests.faults.houses import House, jar, sent, signed_in
from tests.proxied import NAME, NGINX

pytestmark = pytest.mark.skipif(
    not NGINX, reason="nginx is not installed here (Debian: apt install nginx-light)"
)
READERS = 4
NOTES = "/notes/"
# In words of our own, by Pactwork or by the proxy: that it cannot be done now.
PLAINLY = re.compile(
    r"no room left|cannot reach its database|does not answer|it was us|is starting"
)


@dataclass
class Seen:
    """What people saw of one thing that went wrong."""

    answered: int = 0
    plainly: list[str] = field(default_factory=list)  # sentences that it cannot be done now
    otherwise: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def line(self, what: str) -> str:
        rows = sorted(self.waits) or [0.0]
        middle, longest = rows[len(rows) // 2], rows[-1]
        return (
            f"{what:<40}{self.answered:>9}{len(self.plainly):>12}{len(self.otherwise):>11}"
            f"{middle:>10.2f}{longest:>10.2f}"
        )


@dataclass
class People:
    """They read and write notes to themselves, each after the other, until it is over."""

    house: House
    cookies: dict[str, str]
    page: str
    now: str = "nothing"
    seen: dict[str, Seen] = field(default_factory=lambda: defaultdict(Seen))
    kept: set[str] = field(default_factory=set)  # notes that somebody was told are kept
    over: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def live(self, number: int) -> None:
        turn = 0
        while not self.over.is_set():
            turn += 1
            during, begun = self.now, time.monotonic()
            try:
                self._one(during, number, turn)
            except (OSError, HTTPException) as error:
                self._note(during, begun, otherwise=repr(error))
            self.over.wait(0.2)

    def _one(self, during: str, number: int, turn: int) -> None:
        begun, note = time.monotonic(), f"note-{number}-{turn}-end"
        if turn % 3 == 0:
            said = sent(self.house.proxy, NOTES, self.page, dict(self.cookies), text=note)
        else:
            path = ("/help/", NOTES)[turn % 3 - 1]
            said = self.house.proxy.ask(path, Cookie=jar(self.cookies))
        if said.status in (200, 302):
            if turn % 3 == 0:
                with self.lock:
                    self.kept.add(note)
            self._note(during, begun)
        elif said.status >= 500 and (told := PLAINLY.search(said.words)):
            self._note(during, begun, plainly=told[0])
        else:
            self._note(during, begun, otherwise=f"{said.status} {said.words[:200]}")

    def _note(self, during: str, begun: float, *, plainly: str = "", otherwise: str = "") -> None:
        with self.lock:
            seen = self.seen[during]
            seen.waits.append(time.monotonic() - begun)
            if otherwise:
                seen.otherwise.append(otherwise)
            elif plainly:
                seen.plainly.append(plainly)
            else:
                seen.answered += 1


@contextmanager
def people(house: House) -> Iterator[People]:
    cookies = signed_in(house, "helen")
    page = house.proxy.ask(NOTES, Cookie=jar(cookies)).words
    them = People(house, cookies, page)
    threads = [Thread(target=them.live, args=(n,)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield them
    finally:
        them.over.set()
        for thread in threads:
            thread.join(timeout=90)


@contextmanager
def no_room(house: House) -> Iterator[None]:
    """No process of ours can make any file longer."""
    found = [pid for name in ("web0", "web1", "work") for pid in family(house, name)]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in found}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    for pid, limits in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def family(house: House, name: str) -> list[int]:
    group = house.running[name].pid
    stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    parts = [(int(s.split()[0]), int(s.rpartition(")")[2].split()[2])) for s in stats]
    return [pid for pid, of in parts if of == group]


def notes_in(house: House) -> set[str]:
    ask = (
        "from pactwork.contracts.models import SavedNote;"
        "print(*SavedNote.objects.values_list('text', flat=True), sep='\\n')"
    )
    return set(re.findall(r"note-\d+-\d+-end", house.run("django", "shell", "-v0", "-c", ask)[1]))


def table(all_seen: dict[str, Seen]) -> str:
    heads = f"{'what had happened':<40}{'answered':>9}{'told plainly':>13}{'otherwise':>10}"
    heads += f"{'middle s':>10}{'longest s':>10}"
    return "\n".join(["\n", heads, *(seen.line(what) for what, seen in all_seen.items()), ""])


def test_the_drill(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup = tmp_path / "backup.tar"
    with people(house) as them:
        time.sleep(6)

        them.now = "one web process killed"
        time.sleep(3)  # what was asked while all was well is answered first
        house.signal("web0", signal.SIGKILL)
        house.running["web0"].wait()
        time.sleep(6)
        house.web(0)  # as systemd does after two seconds
        house.wait(0)

        them.now = "one web process hung"
        house.signal("web1", signal.SIGSTOP)
        time.sleep(40)
        house.signal("web1", signal.SIGCONT)
        house.wait(1)
        time.sleep(12)  # for so long the proxy may pass over it

        them.now = "a hundred half-sent requests"
        half = f"POST /sign-in/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 99\r\n\r\nemail="
        with ExitStack() as lines:
            for _ in range(90):
                lines.enter_context(house.proxy.begun(half.encode()))
            time.sleep(8)

        them.now = "a disk without room"
        time.sleep(3)  # as above
        with no_room(house):
            time.sleep(8)
        them.now = "room again"
        time.sleep(4)
        assert house.run("backup", str(backup))[0] == 0

        them.now = "a restore"
        acknowledged = set(them.kept)
        house.stop()
        lost = acknowledged - notes_in(house)
        house.running.clear()
        code, said = house.run("restore", "--replace", str(backup))
        house.begin()
        time.sleep(12)  # for so long the proxy passes over both
        them.now = "all of it over"
        time.sleep(5)

    with capsys.disabled():
        sys.stdout.write(table(them.seen))
        sys.stdout.write(f"notes acknowledged before the restore: {len(acknowledged)}, ")
        sys.stdout.write(f"lost: {len(lost)}\n")
    assert (code, lost) == (0, set()), said
    otherwise = {what: seen.otherwise for what, seen in them.seen.items() if seen.otherwise}
    assert not otherwise
    for calm in ("nothing", "a hundred half-sent requests", "all of it over"):
        assert them.seen[calm].answered > 5, calm
        assert them.seen[calm].plainly == [], calm
    for hard in ("one web process killed", "one web process hung", "room again"):
        seen = them.seen[hard]
        assert seen.answered > 5 * len(seen.plainly), hard
    assert acknowledged & notes_in(house)
