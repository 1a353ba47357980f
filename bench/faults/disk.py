"""A full disk and a database that is gone, again and again: said plainly, nothing typed is lost."""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from bench.faults.consistency import half_done
from bench.faults.places import ask_server
from bench.faults.scene import Report, world
from pactwork.contracts.models import Text
from pactwork.ground import clock
from tests.contracts.plans import forms_in
from tests.stories import CAROL

PAGE = 4096
ROOM = 8_000_000  # of the small disk
LONGEST = 2_000  # characters that are typed at once


@contextmanager
def gone() -> Iterator[None]:
    """The database is away, as for a stopped server or an unmounted disk."""
    connection.close()
    if connection.vendor == "sqlite":
        folder = Path(settings.DATA)
        folder.rename(away := folder.with_name("away"))
        yield
        connection.close()
        away.rename(folder)
        return
    name, url = connection.settings_dict["NAME"], os.environ["DATABASE_URL"]
    ask_server(url, f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
    ask_server(
        url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname='{name}'"
    )
    yield
    connection.close()
    ask_server(url, f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """The database moves to a disk of eight megabytes; none where we may not mount one."""
    folder = Path(settings.DATA)
    place = folder.with_name("small")
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(place)]
    if connection.vendor != "sqlite" or subprocess.run(mount, capture_output=True).returncode:
        yield None
        return
    try:
        connection.close()
        shutil.copy(folder / "pactwork.sqlite3", place)
        connection.settings_dict["NAME"] = str(place / "pactwork.sqlite3")
        yield place
    finally:
        connection.close()
        subprocess.run(["umount", str(place)], check=True)


def fill(place: Path, spare: int) -> Path:
    """A ballast that leaves only so many bytes."""
    ballast = place / "ballast"
    found = os.statvfs(place)
    free = found.f_bavail * found.f_frsize
    ballast.write_bytes(bytes(max(0, free - spare)))
    return ballast


class Typist:
    """A student at one step, who types something new each time."""

    def __init__(self) -> None:
        self.found = world()
        self.contract = self.found.write("nadine")
        self.client = self.found.client("nadine")
        self.client.raise_request_exception = False
        self.address = f"/contracts/{self.contract.ref}/steps/stops/"
        self.rounds = 0

    def form(self) -> dict[str, str]:
        self.rounds += 1
        page = self.client.get(self.address).content.decode()
        fields = next(f["fields"] for f in forms_in(page) if "outside" in f["fields"])
        words = f"Take {self.rounds}. " + "Not this. " * random.randint(1, LONGEST // 10)
        return fields | {"outside": words, "then": "stop"}

    def kept(self) -> str:
        return str(Text.objects.get(contract=self.contract, section="stops").value["outside"])


def resend(client: Client, page: Any) -> int:
    """Press the one button of the page."""
    (form,) = forms_in(page.content.decode())
    return client.post(form["action"], form["fields"]).status_code


def run(rounds: int) -> Report:
    report = Report()
    report.add(lost=0, half_done=0)
    typist = Typist()
    for _ in range(rounds):
        form = typist.form()
        with gone():
            page = typist.client.post(typist.address, form)
        _judge(report, typist, form, page, "gone", {503})
    with small_disk() as place:
        for _ in range(rounds if place else 0):
            _with_little_room(report, typist, place)
        if place:
            usual, settings.MEDIA_ROOT = settings.MEDIA_ROOT, place / "uploads"
            _pages_that_do_not_fit(report, typist, place, rounds)
            shutil.copytree(place / "uploads", usual, dirs_exist_ok=True)
            settings.MEDIA_ROOT = usual
        torn = half_done()
        report.faults += torn
    report.add(half_done=len(torn))
    return report


def _with_little_room(report: Report, typist: Typist, place: Path | None) -> None:
    form, before = typist.form(), typist.kept()
    assert place is not None
    ballast = fill(place, spare=PAGE * random.randint(0, 8))
    page = typist.client.post(typist.address, form)
    reading = typist.client.get(typist.address).status_code
    report.add(readable=reading == 200)
    ballast.unlink()
    if page.status_code == 302:
        report.add(fitted=1, lost=typist.kept().split() != form["outside"].split())
        return
    report.insist(typist.kept() == before, "refused, and yet something was saved")
    _judge(report, typist, form, page, "full", {507, 503})


def _judge(
    report: Report, typist: Typist, form: dict[str, str], page: Any, what: str, expected: set[int]
) -> None:
    """Refused with the right status and the words; sent again, they are saved."""
    report.add(**{what: 1, f"said_{page.status_code}": 1})
    report.insist(page.status_code in expected, f"{what}: status {page.status_code}")
    shown = form["outside"].strip() in page.content.decode()
    again = resend(typist.client, page) if shown else 0
    saved = typist.kept().split() == form["outside"].split()
    report.add(lost=not saved)
    report.insist(saved, f"{what}: {'sent again' if shown else 'not shown'}, {again}, not saved")


def noise() -> bytes:
    """The photograph of a page, as far as the product can tell; of some hundred kilobytes."""
    made = BytesIO()
    Image.frombytes("RGB", (400, 400), os.urandom(480_000)).save(made, "JPEG")
    return made.getvalue()


def _pages_that_do_not_fit(report: Report, typist: Typist, place: Path, rounds: int) -> None:
    """A yes on paper, while there is no room for the page; then with room."""
    typist.found.share("nadine")
    seat = typist.found.seat("workplace").ref
    address = f"/contracts/{typist.contract.ref}/seats/{seat}/record/"
    why = "She signed it at our desk, with no time for mail."
    for attempt in range(rounds + 1):
        file = SimpleUploadedFile("page.jpg", noise(), "image/jpeg")
        given = {**CAROL, "how": "paper", "said_on": clock.today("Europe/London").isoformat()}
        form = {**given, "draft": "1", "reason": why, "page": file}
        ballast = fill(place, spare=PAGE * 8) if attempt < rounds else place / "none"
        page = typist.client.post(address, form)
        ballast.unlink(missing_ok=True)
        kept = [one for one in (place / "uploads").rglob("*") if one.is_file()]
        if attempt == rounds:
            report.insist(page.status_code == 302 and len(kept) == 1, f"page: {page.status_code}")
            return
        shown = why in page.content.decode() and "page.jpg" in page.content.decode()
        report.add(pages_refused=page.status_code == 507, pages_lost=not shown)
        report.insist(page.status_code == 507, f"page: status {page.status_code}")
        report.insist(shown, "what was typed with the page is not shown")
        report.insist(not kept, f"half a file stays: {kept}")
