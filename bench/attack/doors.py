"""Every address of the site, knocked at over HTTP by people it is not for; planted words stay inside."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.db import connections

from bench.attack import scene
from bench.faults.scene import Report, world
from bench.faults.server import Server
from pactwork.ground import clock
from pactwork.history.models import Entry
from tests.addresses import addresses
from tests.conftest import Clock
from tests.contracts.plans import reader
from tests.crawl import marks_in, words_of
from tests.marks import plant
from tests.planted import Planted
from tests.stories import make_world

TOKEN = "a" * 32  # of no session: cookie and field agree, as a browser's do
JUNK = {"text": "zq", "title": "zq", "code": "000000", "do": "answer", "kind": "yes", "note": "zq"}
PARTS = (
    "",
    "answer/",
    "agreement/",
    "paper.pdf",
    "sheet.pdf",
    "code/",
    "letter/",
    "stop/",
    "page/",
)


@dataclass
class Outsider:
    """Somebody who knows every address, and what of the planted is theirs all the same."""

    name: str
    cookies: dict[str, str]
    may: str = ""  # their key among those who may read


def run(most: int) -> Report:
    """So many addresses, each as everybody and in every way."""
    report, server = Report(), Server()
    with Clock() as held, scene.looked_at():
        held.set(clock.now() - timedelta(days=60))
        *_before, planted = plant(world(), held)  # played to its end
        outsiders = list(_outsiders(planted))
    paths = sorted({*addresses(planted), *_plan(planted)})
    chosen = random.Random(2026).sample(paths, min(most, len(paths)))
    server.start()
    try:
        before = scene.tables()
        knocked = Counter[str]()
        for method in ("GET", "HEAD"):
            _knock(report, server, planted, outsiders, chosen, method)
        changed = scene.written(before)
        report.add(changed_by_reading=len(changed))
        report.insist(not changed, f"reading has written: {changed}")
        acts = Entry.objects.filter(chain=planted.world.institution.ref)
        knocked["acts"] = acts.count()
        _knock(report, server, planted, outsiders[:-1], chosen, "POST")
        moved = acts.count() - knocked["acts"]
        report.add(acts_by_outsiders=moved)
        report.insist(not moved, f"{moved} acts by people from elsewhere")
        _knock(report, server, planted, outsiders[-1:], chosen, "POST")
    finally:
        connections.close_all()
        server.stop()
    report.add(addresses=len(chosen), planted=len(planted.what))
    _control(report, server, planted)
    return report


def _outsiders(planted: Planted) -> Iterator[Outsider]:
    """Nobody; staff and student of another university; the reader of another link; of another set."""
    yield Outsider("anonymous", {})
    twin = make_world("Northshire University", "northshire.example")
    for name in ("nadine", "helen", "ruth", "moira"):
        yield Outsider(f"{name} of elsewhere", _cookies(twin.client(name)))
    twin.share()
    twin.ask("workplace")
    carol = reader(twin)
    carol.open()
    yield Outsider("reader of another link", _cookies(carol.client))
    yield Outsider("colin of another set", _cookies(planted.world.client("colin")), "colin")


def _cookies(browser: object) -> dict[str, str]:
    return {key: one.value for key, one in browser.cookies.items()}  # type: ignore[attr-defined]


def _plan(planted: Planted) -> Iterator[str]:
    """The clean address of the workplace's link, without what opens it."""
    page = reader(planted.world).page
    yield from (f"{page}{part}" for part in PARTS)


def _knock(
    report: Report,
    server: Server,
    planted: Planted,
    outsiders: list[Outsider],
    paths: list[str],
    method: str,
) -> None:
    line = HTTPConnection("127.0.0.1", server.port, timeout=60)
    for path in paths:
        for who in outsiders:
            cookies = who.cookies | {"csrftoken": TOKEN}
            headers = {"Host": "testserver"}
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
            body = None
            if method == "POST":
                body = urlencode(JUNK | {"csrfmiddlewaretoken": TOKEN})
                headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = words_of(answer.read(), answer.headers.get("Content-Type", ""))
            marks = marks_in(text) | marks_in(str(answer.headers))
            heard = [m for m in marks if not _theirs(planted, m, who)]
            report.add(knocks=1, got_through=len(heard), errors=answer.status >= 500)
            told = f"{method} {path} as {who.name}"
            report.insist(not heard, f"{told}: {[planted.what[m] for m in heard][:2]}")
            report.insist(answer.status < 500, f"{told}: {answer.status}")
    line.close()


def _theirs(planted: Planted, mark: str, who: Outsider) -> bool:
    may = who.may in planted.may.get(mark, set()) if who.may else False
    return may and who.may not in planted.shut.get(mark, set())


def _control(report: Report, server: Server, planted: Planted) -> None:
    """Or else nothing would be proved: whose words they are reads them at these addresses."""
    with scene.looked_at():
        page = planted.world.client("nadine").get(f"/contracts/{planted.world.contract().ref}/")
    found = len(marks_in(page.content.decode()))
    report.add(read_by_their_owner=found)
    report.insist(found > 0, "nothing that was planted can be read by anybody")
