"""Files that take much, claim much, run or lead elsewhere, at every door that takes one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

import pactwork
from bench.attack import bombs, scene
from bench.attack.forms import forms_of
from bench.attack.watched import watched
from bench.faults.scene import Report, world
from pactwork.contracts.models import Answer
from pactwork.ground import clock
from pactwork.modules.models import Blob
from pactwork.modules.reading import BadModule, read_bytes
from tests.contracts.plans import text_of
from tests.stories import CAROL, FILES, World

MOST_CPU, MOST_MEGABYTES = 35, 1_000  # a picture's own process may take 30 s, and no more memory
PEOPLE = ("nadine", "tomasz", "priya", "moira", "ruth")
CHECKER = Path(pactwork.__file__).parent / "history" / "files" / "check_evidence.py"


class Doors:
    """Where files go in, each with somebody who may hand one in."""

    def __init__(self, report: Report, found: World) -> None:
        self.report, self.world = report, found
        self.data = Path(os.environ["PACTWORK_DATA"])
        self.brief = f"/modules/{found.run.ref}/change/brief-first-try/"
        self.browsers = {name: found.client(name) for name in PEOPLE}
        for browser in self.browsers.values():
            browser.raise_request_exception = False

    def taken(self, what: str, act: Callable[[], Any]) -> Any:
        """Do it, and count what it took."""
        made, taken = watched(act)
        for name, number in (
            ("longest_cpu_s", taken.cpu),
            ("most_megabytes", taken.megabytes),
        ):
            self.report.counts[name] = max(round(number, 1), self.report.counts.get(name, 0))
        self.report.insist(taken.cpu < MOST_CPU, f"{what} took {taken.cpu:.0f} s of the processor")
        self.report.insist(taken.megabytes < MOST_MEGABYTES, f"{what}: {taken.megabytes:.0f} MB")
        return made

    def counted(self, what: str, refused: bool, why: str = "") -> None:
        self.report.add(files=1, refused=refused, got_through=not refused)
        self.report.insist(refused, f"{what}: not refused with a sentence {why}")

    def module(self, name: str, content: bytes) -> None:
        def reads() -> str:
            try:
                read_bytes(content, "module.yaml", FILES / "action-inquiry")
            except BadModule as no:
                return str(no)
            return ""

        said = self.taken(f"module {name}", reads)
        self.counted(f"module {name}", bool(said), said[:80])

    def roster(self, name: str, content: bytes) -> None:
        sent = {"file": SimpleUploadedFile("r.csv", content), "run": self.world.run.ref}
        page = self.taken(
            f"roster {name}", lambda: self.browsers["moira"].post("/roster/preview/", sent)
        )
        told = text_of(page) if page.status_code in (200, 413, 422) else ""
        refused = bool(told) and 'name="sure"' not in told and "can be written" not in told
        self.counted(f"roster {name}", refused, f"({page.status_code}) {told[:80]}")

    def page(self, name: str, content: bytes, student: str = "nadine") -> Any:
        """The page on which the workplace said yes, as the student hands it in."""
        contract, seat = self.world.contract(student), self.world.seat("workplace", student)
        door = f"/contracts/{contract.ref}/seats/{seat.ref}/record/"
        sent: dict[str, Any] = {
            "draft": "1",
            "how": "paper",
            "name": CAROL["name"],
            "email": CAROL["email"],
        }
        sent |= {"said_on": clock.today("Europe/London").isoformat(), "job": ""}
        sent |= {"reason": "We met on Monday and she said so."}
        sent["page"] = SimpleUploadedFile(f"{name}.png", content)
        return self.taken(f"page {name}", lambda: self.browsers[student].post(door, sent))

    def handed(self, name: str, content: bytes) -> Any:
        page = self.browsers["ruth"].get(self.brief).content.decode()
        (form,) = (one.fields for one in forms_of(self.brief, page) if "stands" in one.fields)
        sent = {key: value for key, value in form.items() if key != "file"}
        file = SimpleUploadedFile("x", content)
        file.name = name  # as a browser that means harm would send it
        act = lambda: self.browsers["ruth"].post(self.brief, sent | {"file": file})  # noqa: E731
        return self.taken(f"handed {name[:40]!r}", act)

    def pack(self, name: str, content: bytes) -> None:
        """The checker runs with Python alone, at whoever got a pack."""
        place = self.data / "pack.zip"
        place.write_bytes(content)
        words = [sys.executable, str(CHECKER), str(place)]
        act = lambda: subprocess.run(words, capture_output=True, text=True, cwd=self.data)  # noqa: E731
        done = self.taken(f"pack {name}", act)
        place.unlink()
        refused = (
            done.returncode != 0 and "Traceback" not in done.stderr and done.stdout + done.stderr
        )
        self.counted(f"pack {name}", bool(refused), done.stderr[-100:])


def run(most: int) -> Report:
    """So many of each kind; all of them are a dozen or two."""
    report = Report()
    with scene.looked_at():
        found = world()
        for student in ("nadine", "tomasz", "priya"):
            found.share(student)
        doors = Doors(report, found)
        outside = _around(doors.data)
        for name, make in list(bombs.MODULES.items())[:most]:
            doors.module(name, make())
        for name, make in list(bombs.ROSTERS.items())[:most]:
            doors.roster(name, make())
        for name, make in list(bombs.PACKS.items())[:most]:
            doors.pack(name, make())
        _pages(report, doors, most)
        _brief(report, doors, most)
        report.insist(_around(doors.data) == outside, "something was written outside its place")
        report.insist(not list(doors.data.rglob("*PWNED*")), "a name of theirs is on the disk")
    return report


def _around(data: Path) -> set[str]:
    """What lies beside the data, and where a command would leave its mark."""
    places = (data.parent, Path.cwd(), Path("/etc"), Path("/tmp"))
    return {str(one) for place in places for one in place.glob("*PWNED*")}


def _pages(report: Report, doors: Doors, most: int) -> None:
    for name, make in list(bombs.SCANS.items())[:most]:
        page = doors.page(name, make())
        refused = page.status_code in (413, 422) and not Answer.objects.exists()
        doors.counted(f"page {name}", refused, f"({page.status_code})")
    report.insist(not Blob.objects.filter(name__contains="yes-on-paper").exists(), "a page stayed")
    for name, (student, make) in bombs.KEPT.items():
        page = doors.page(name, make(), student)
        given = Answer.objects.filter(seat__contract=doors.world.contract(student)).first()
        report.insist(given is not None, f"not kept: a page that {name} ({page.status_code})")
        if given is not None:
            address = f"/contracts/{given.seat.contract.ref}/answers/{given.ref}/page/"
            got = doors.browsers[student].get(address)
            report.insist(_is_a_file(got), f"opens in the browser: a page that {name}")
            report.add(served_as_files=1)


def _brief(report: Report, doors: Doors, most: int) -> None:
    honest = lambda: doors.handed("plan.txt", b"A plan.")  # noqa: E731
    scene.honest(report, "who hands out a plan", honest, lambda page: page.status_code == 302)
    for name, (called, make) in list(bombs.HANDED.items())[:most]:
        page = doors.handed(called, make())
        doors.counted(f"handed {name}", page.status_code in (413, 422), f"({page.status_code})")
    for n, called in enumerate(bombs.LEADING[:most]):
        before = Blob.objects.count()
        page = doors.handed(called, f"Hello {n}".encode())
        report.insist(page.status_code in (302, 422), f"{page.status_code} for {called[:30]!r}")
        report.add(names=1, names_made_ours=Blob.objects.count() - before)
        for blob in Blob.objects.order_by("-pk")[: Blob.objects.count() - before]:
            got = doors.browsers["nadine"].get(f"/files/{blob.ref}/")
            named = got.headers.get("Content-Disposition", "")
            bad = any(one in named for one in ("..", "/", "\\", "\r", "\n", "\u202e"))
            report.insist(_is_a_file(got) and not bad, f"served as {named[:60]!r}")


def _is_a_file(got: Any) -> bool:
    """Saved, and not opened within the site."""
    kept = got.headers.get("Content-Disposition", "").startswith("attachment")
    return bool(kept and got.headers.get("X-Content-Type-Options") == "nosniff")
