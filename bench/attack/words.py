"""Scripts, headers, braces, formulas and turned letters, typed wherever anybody can type, and read back."""

import random
import re

from django.core import mail

from bench.attack import scene
from bench.attack.forms import Visitor
from bench.attack.outcome import HOSTILE, Reading
from bench.faults.scene import Report, world
from pactwork.digests.actions import send_due_digests
from tests.contracts.plans import Reader, asked
from tests.stories import World

PEOPLE = ("nadine", "tomasz", "helen", "ruth", "anil", "grace", "lena", "moira")
PAGES = 60  # that each of them looks at, each time
MARK = re.compile(r"zq(\d{4})")


def run(posts: int) -> Report:
    report, chance = Report(), random.Random(2026)
    with scene.looked_at():
        found = world()
        carol = asked(found)
        found.ask("university")
        found.share("tomasz")
        scene.post()
        visitors = _visitors(found, carol)
        _type(report, visitors, posts, chance)
        scene.post()
        send_due_digests()
        scene.post()
        _read(report, visitors)
    report.insist(report.counts["taken"] * 10 > posts, "hardly anything was taken")
    report.insist(report.counts["read_back"] * 10 > posts, "hardly anything was read back")
    return report


def _visitors(found: World, carol: Reader) -> list[Visitor]:
    carol.open()
    known = [Visitor(name, found.client(name), ["/", *_parts(found, name)]) for name in PEOPLE]
    for one in known:
        one.client.raise_request_exception = False
    return [*known, Visitor("carol", carol.client, [carol.page], within=carol.page)]


def _parts(found: World, name: str) -> list[str]:
    """Where a menu that tests do not unfold leads to."""
    run, contract = f"/modules/{found.run.ref}/", f"/contracts/{found.contract().ref}/"
    pages = [run, f"{run}talk/", f"{run}hotseats/", f"{run}change/", contract, f"{contract}review/"]
    pages += [f"{contract}drafts/", f"{contract}history/", "/introduction/", "/notes/", "/letters/"]
    return pages if name != "moira" else [run, f"{run}change/people/", "/installation/"]


def _type(report: Report, visitors: list[Visitor], posts: int, chance: random.Random) -> None:
    """Everybody in turn, a form of each sort first, until so many were sent."""
    report.add(posts=0, fields=0, taken=0, errors=0)
    met = dict.fromkeys(("",), 0)
    while report.counts["posts"] < posts:
        for visitor in visitors:
            for form in list(visitor.forms(PAGES)):
                sort = f"{visitor.name} {form.sort}"
                if not form.wordy or met.get(sort, 0) >= len(HOSTILE):
                    continue
                met[sort] = met.get(sort, 0) + 1
                kinds = [(met[sort] + len(met)) % len(HOSTILE)]
                _send(report, visitor, form, HOSTILE[kinds[0]], chance)
                if report.counts["posts"] >= posts:
                    return
        if report.counts["posts"] == met[""]:
            return  # nothing is left that was not tried in every way
        met[""] = report.counts["posts"]


def _send(report, visitor, form, hostile: str, chance: random.Random) -> None:  # type: ignore[no-untyped-def]
    """All at once; where something was wrong with that, in the long fields only."""
    words = hostile.replace("MARK", f"zq{int(report.counts['posts']):04d}")
    for only in ("", "textarea"):
        sent = form.filled(words, chance, only)
        page = visitor.client.post(form.action, sent)
        report.add(posts=1, fields=len(form.wordy), errors=page.status_code >= 500)
        report.insist(page.status_code < 500, f"{page.status_code} from {form.sort[0]}")
        body = b"" if page.streaming else page.content
        _look(report, Reading.of(body, page.headers.items(), f"answer of {form.sort[0]}"))
        if page.status_code in (200, 302):
            report.add(taken=1)
            return


def _look(report: Report, reading: Reading) -> None:
    report.add(came_out=len(reading.faults))
    report.faults += reading.faults


def _read(report: Report, visitors: list[Visitor]) -> None:
    """Every page and file of everybody, and every email: what was typed is words, and nothing else."""
    marks = set[str]()
    for visitor in visitors:
        for page, answer, body in visitor.look_round(4 * PAGES):
            report.insist(answer.status_code < 500, f"{answer.status_code} at {page}")
            reading = Reading.of(body, answer.headers.items(), f"{page} ({visitor.name})")
            report.add(pages=1)
            marks |= set(MARK.findall(reading.words))
            _look(report, reading)
    for message in mail.outbox:
        reading = Reading.of_email(message)
        report.add(emails=1)
        marks |= set(MARK.findall(reading.words))
        _look(report, reading)
    report.add(read_back=len(marks))
