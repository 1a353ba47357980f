"""kill -9 of the web server, worker or master, while forms are being sent over HTTP."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

from django.db import connections

from bench.faults import life
from bench.faults.consistency import half_done
from bench.faults.places import HERE, free_port
from bench.faults.scene import Report, one_more, world
from pactwork.contracts.models import Ask, Contract, Draft, Seat, Text
from tests.contracts.plans import forms_in
from tests.stories import World

SENDERS = 4
MASTER_EVERY = 15  # one kill of so many is of the whole server
PAUSE, LONGEST = 0.2, 3  # seconds from something done to the next kill; or without anything done
COUNTED = ("sent", "done", "cut", "refused")
JSON = {"Accept": "application/json"}


def children(process: int) -> list[int]:
    """The worker processes of a server."""
    found = []
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = one.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue  # gone in the meantime
        if int(parent) == process:
            found.append(int(one.parent.name))
    return found


@dataclass
class Server:
    """``pactwork serve`` on a port of its own; stands up again after every kill."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        env = {**os.environ, "PORT": str(self.port), "WEB_CONCURRENCY": "4"}
        command = [sys.executable, "-m", "pactwork.cli", "serve"]
        quiet = subprocess.DEVNULL
        # Where a killed worker's orphans still hold the port, the first tries are refused.
        for _ in range(60):
            self.process = subprocess.Popen(command, env=env, cwd=HERE, stdout=quiet, stderr=quiet)
            while self.process.poll() is None:
                if children(self.process.pid) and self.answers():
                    return  # with workers of its own: orphans of the last one answer too
                time.sleep(0.05)
            time.sleep(0.2)
        raise SystemExit("the server does not stand up")

    def answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill_worker(self) -> bool:
        assert self.process is not None
        workers = children(self.process.pid)
        if workers:
            os.kill(random.choice(workers), signal.SIGKILL)
        return bool(workers)

    def kill_master(self) -> None:
        """Without a word; its workers notice by themselves and go."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(30)


@dataclass
class Sender:
    """One student who goes on sending, and remembers what the server said was done."""

    found: World
    name: str
    port: int
    over: Event
    acknowledged: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    shown: list[str] = field(default_factory=list)

    def run(self) -> None:
        number = 0
        while not self.over.is_set():
            key = f"{self.name}-{number:04}"
            one_more(self.found, key)
            self.lives(key)
            number += 1
        connections.close_all()

    def lives(self, key: str) -> None:
        """Until five drafts are shared: write, share, ask, take it back."""
        contract = self.found.write(key)
        session = f"pactwork={self.found.client(key).cookies['pactwork'].value}"
        form = None
        while not self.over.is_set() and form is None:
            form = self.opened(contract, session)
        while not self.over.is_set() and form and (act := self.next_act(contract)):
            self.sends(contract, *act, form)

    def opened(self, contract: Contract, session: str) -> dict[str, str] | None:
        """The form of one step; its token is good for every other form."""
        self.cookie = session
        try:
            answer, page = self.asks("GET", f"/contracts/{contract.ref}/steps/card/")
        except (OSError, HTTPException):
            time.sleep(0.05)
            return None
        given = [one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") or []]
        self.cookie = "; ".join([session, *given])
        return next((f["fields"] for f in forms_in(page) if "gets" in f["fields"]), None)

    def next_act(self, contract: Contract) -> tuple[str, str] | None:
        """Where to send what comes next, and what has to be there once it is acknowledged."""
        drafts = Draft.objects.filter(contract=contract).count()
        text = Text.objects.get(contract=contract, section="card")
        newest = Draft.objects.filter(contract=contract).last()
        asks = Ask.objects.filter(seat__contract=contract)
        seat = Seat.objects.get(contract=contract, party="university").ref
        if newest is None or text.saved_at > newest.shared_at:
            return "share/", f"draft {contract.ref} {drafts + 1}"
        if asks.count() < drafts:
            return f"ask/{seat}/", f"asks {contract.ref} {drafts}"
        if drafts == 5:
            return None
        if asks.filter(ended_at=None).exists():
            return f"ask/{seat}/withdrawal/", ""
        return "steps/card/words/", f"text {contract.ref} card {text.version + 1}"

    def sends(self, contract: Contract, page: str, said: str, form: dict[str, str]) -> None:
        version = Text.objects.get(contract=contract, section="card").version
        newest = Draft.objects.filter(contract=contract).count()
        form = {**form, "gets": f"One page, take {version}.", "version": str(version)}
        form |= {"draft": str(newest), "message": "", "note": ""}
        self.counts["sent"] += 1
        try:
            answer, _page = self.asks("POST", f"/contracts/{contract.ref}/{page}", form)
        except ConnectionRefusedError:
            self.counts["refused"] += 1
            time.sleep(0.05)
        except (OSError, HTTPException):
            self.counts["cut"] += 1
        else:
            if answer.status in (200, 302):
                self.counts["done"] += 1
                self.acknowledged |= {said} if said else set()
            elif answer.status != 409:
                self.shown.append(f"{page}: {answer.status}")

    def asks(
        self, method: str, address: str, form: dict[str, str] | None = None
    ) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie, "Host": "testserver"}
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers |= JSON if address.endswith("words/") else {}
        try:
            connection.request(method, address, urlencode(form or {}), headers)
            answer = connection.getresponse()
            return answer, answer.read().decode()
        finally:
            connection.close()


def run(kills: int) -> Report:
    report, found, server = Report(), world(), Server()
    report.add(kills=0, workers=0, masters=0)
    server.start()
    over = Event()
    senders = [Sender(found, f"sender{n}", server.port, over) for n in range(SENDERS)]
    threads = [Thread(target=sender.run, daemon=True) for sender in senders]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    while report.counts["kills"] < kills:
        _some_are_done(senders)
        time.sleep(random.uniform(0, PAUSE))
        if report.counts["kills"] % MASTER_EVERY == MASTER_EVERY - 1:
            server.kill_master()
            server.start()
            report.add(kills=1, masters=1)
        elif server.process and server.process.poll() is not None:
            report.faults.append("the server ended by itself")
            server.start()
        elif server.kill_worker():
            report.add(kills=1, workers=1)
    over.set()
    for thread in threads:
        thread.join(60)
        report.insist(not thread.is_alive(), "a sender hangs")
    server.stop()
    report.counts["per_second"] = round(kills / (time.monotonic() - began), 1)
    _count(report, senders)
    return report


def _some_are_done(senders: list[Sender]) -> None:
    """A server that is killed before it has done anything proves little."""
    end, before = time.monotonic() + LONGEST, [sender.counts["done"] for sender in senders]
    while time.monotonic() < end and before == [sender.counts["done"] for sender in senders]:
        time.sleep(0.01)


def _count(report: Report, senders: list[Sender]) -> None:
    acknowledged = set[str]().union(*(sender.acknowledged for sender in senders))
    for sender in senders:
        report.add(**sender.counts, errors_shown=len(sender.shown))
        report.faults += sender.shown
    missing = life.lost(acknowledged)
    torn = half_done()
    report.add(acknowledged=len(acknowledged), lost=len(missing), half_done=len(torn))
    report.faults += [f"lost: {one}" for one in missing] + torn
