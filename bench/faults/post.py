"""kill -9 of the letters worker around the mail server's reply: no letter lost, doubles recognisable."""

import os
import random
import signal
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Max

from bench.faults import life
from bench.faults.scene import Report, world
from bench.faults.writers import born
from pactwork.ground import clock
from pactwork.history.models import Delivery
from pactwork.history.outbox import LEASE, deliver_due, message_id, waiting
from pactwork.wiring.emails import EMAILS

# Where the worker dies: as the letter begins, when we have it all, right after our reply, a bit later.
MOMENTS = ("hello", "data", "reply", "after")


@dataclass
class Sink:
    """A mail server that keeps every letter it took, and kills whoever sends at the given moment."""

    letters: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    victim: int = 0
    moment: str = ""

    def kill(self, moment: str) -> None:
        if self.victim and moment == self.moment:
            os.kill(self.victim, signal.SIGKILL)

    def listen(self) -> int:
        sink = self

        class Talk(StreamRequestHandler):
            def handle(self) -> None:
                with suppress(OSError):  # the other side was killed
                    converse(self, sink)

        server = ThreadingTCPServer(("127.0.0.1", 0), Talk)
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        return int(server.server_address[1])


def converse(talk: Any, sink: Sink) -> None:
    """As much SMTP as a letter needs."""
    talk.wfile.write(b"220 sink\r\n")
    while line := talk.rfile.readline():
        word = line[:4].upper()
        if word == b"DATA":
            talk.wfile.write(b"354 go on\r\n")
            letter = b"".join(iter(talk.rfile.readline, b".\r\n"))
            if not letter.endswith(b"\r\n"):
                return  # cut off before the end: not taken
            sink.kill("data")
            talk.wfile.write(b"250 taken\r\n")
            sink.letters[message_from_bytes(letter)["Message-ID"]].append(letter)
            sink.kill("reply")
            if sink.moment == "after":
                time.sleep(random.uniform(0, 0.01))
                sink.kill("after")
        elif word == b"QUIT":
            talk.wfile.write(b"221 bye\r\n")
            return
        else:
            sink.kill("hello" if word == b"MAIL" else "")
            talk.wfile.write(b"250 well\r\n")


def run(kills: int) -> Report:
    """Letters are caused by real acts; the worker is killed at each of them, then let go on."""
    report, sink, found = Report(), Sink(), world()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.listen()
    moments, moment = Counter[str](), clock.now()
    while moments.total() < kills:
        while waiting().filter(due_at__lte=moment + LEASE).count() < 2:
            moment += timedelta(seconds=1)
            with clock.at(moment):
                life.one_act(found, life.alive(found, "writer"))
        moment += LEASE + timedelta(hours=1)  # leases lapse, and letters that wait are due
        with clock.at(moment):
            sink.moment = MOMENTS[moments.total() % len(MOMENTS)]
            if _killed(sink):
                moments[sink.moment] += 1
            if moments.total() % 3 == 0:  # every third time, the next worker gets all of it out
                moment += LEASE
                with clock.at(moment):
                    deliver_due(EMAILS)
    _until_all_are_out(moment)
    report.add(kills=kills, **{f"at_{name}": number for name, number in moments.items()})
    _count(report, sink)
    return report


def _until_all_are_out(moment: datetime) -> None:
    """Nobody kills any more; reminders are written days ahead, so the clock goes to the last of them."""
    for _ in range(5):  # a letter that fails is due again later, and then has its turns here
        last = waiting().aggregate(last=Max("due_at"))["last"]
        moment = max(moment, last or moment) + LEASE
        with clock.at(moment):
            deliver_due(EMAILS, most=100_000)


def _killed(sink: Sink) -> bool:
    """A worker of its own process meets its end at the sink; false if it got by."""
    connections.close_all()

    def work(pipe: int) -> None:
        os.read(go, 1)
        deliver_due(EMAILS)

    go, ready = os.pipe()
    child, pipe = born(work)
    sink.victim = child
    os.write(ready, b"!")
    status = os.waitpid(child, 0)[1]
    sink.victim = 0
    for one in (go, ready, pipe):
        os.close(one)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _count(report: Report, sink: Sink) -> None:
    owed = Delivery.objects.select_related("entry")
    sent = {message_id(one) for one in owed.exclude(sent_at=None)}
    still = waiting().count()
    given_up = owed.filter(stopped_why__startswith="given up").count()
    lost = sent - sink.letters.keys()
    strange = sink.letters.keys() - {message_id(one) for one in owed}
    differing = [name for name, copies in sink.letters.items() if len(set(copies)) > 1]
    doubles = sum(len(copies) - 1 for copies in sink.letters.values())
    report.add(letters=owed.count(), sent=len(sent), moot=owed.exclude(stopped_at=None).count())
    report.add(lost=len(lost), still_waiting=still, doubled=doubles, unlike=len(differing))
    report.insist(not lost, "letters marked as sent never came")
    report.insist(not still, "letters still wait")
    report.insist(not given_up, f"{given_up} letters were given up")
    report.insist(not strange, "letters that nobody owes")
    report.insist(not differing, "a double differs from its first copy")
