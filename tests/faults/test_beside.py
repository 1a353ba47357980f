"""Beside a process that holds the write lock: what reads answers at once, what writes waits its turn."""

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from urllib.error import HTTPError

import pytest

from bench.faults import places
from tests.programs import free_port, patiently

MODULE = "src/pactwork/modules/files/action-inquiry/module.yaml"
ROSTER = "key,name,email,role\nruth2,Prof. Ruth Bell,ruth.bell@midshire.example,module_leader\n"
# A contract that two have signed, and Nadine signed in: what pages and exports are made of.
LIFE = """
from django.contrib.auth import login
from pactwork.web.sessions import SessionStore
from django.http import HttpRequest
from bench.faults.scene import world
found = world()
print("ref", found.agreed().ref)
request = HttpRequest()
request.session = SessionStore()
account = found.people["nadine"].account
login(request, account, backend="pactwork.web.signin.Backend")
request.session.save()
print("session", request.session.session_key)
"""
# Writes of another process, not committed for as long as it is wanted.
HOLDER = {
    "sqlite": """
import sqlite3, sys
it = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
it.execute("BEGIN IMMEDIATE")
it.execute("UPDATE people_institution SET name = name")
print("held", flush=True)
sys.stdin.read()
""",
    "postgresql": """
import psycopg, sys
it = psycopg.connect(sys.argv[1])
it.execute("UPDATE people_institution SET name = name")
it.execute("UPDATE history_head SET length = length")
print("held", flush=True)
sys.stdin.read()
""",
}


class House:
    """A database with a life in it, commands on it, and somebody else's transaction beside them."""

    def __init__(self, place: places.Place) -> None:
        self.kind, self.env = place.kind, place.copy()
        self.data = Path(self.env["PACTWORK_DATA"])
        said = self.run("django", "shell", "-v0", "-c", LIFE)[1]
        self.ref, self.session = (
            found[1] for name in ("ref", "session") if (found := re.search(rf"{name} (\S+)", said))
        )

    def words(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "pactwork.cli", *words]

    def run(self, *words: str) -> tuple[int, str]:
        done = subprocess.run(
            self.words(*words), env=self.env, capture_output=True, text=True, timeout=60
        )
        return done.returncode, done.stdout + done.stderr

    @contextmanager
    def held(self, seconds: float | None = None) -> Iterator[None]:
        """Somebody else's transaction is open, for so long or until the end."""
        where = self.env.get("DATABASE_URL") or str(self.data / "pactwork.sqlite3")
        words = [sys.executable, "-c", HOLDER[self.kind], where]
        pipe = subprocess.PIPE
        with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as holder:
            assert holder.stdin
            assert holder.stdout
            assert holder.stdout.readline() == "held\n"
            timer = Timer(seconds, holder.stdin.close) if seconds is not None else None
            try:
                if timer:
                    timer.start()
                yield
                assert timer or holder.poll() is None  # it was held to the very end
            finally:
                if timer:
                    timer.join()
                holder.kill()


@pytest.fixture(scope="module")
def house(place: places.Place) -> House:
    return House(place)


def test_what_reads_answers_while_another_writes(house: House, tmp_path: Path) -> None:
    backup = tmp_path / "backup.tar"
    with house.held():
        for words, right in (
            (("verify",), "is what was sealed"),
            (("backup", str(backup)), "rows"),
            (("module", "check", MODULE), "✓"),
            (("django", "check", "--database", "default"), "no issues"),
            (("django", "migrate", "--check"), ""),
        ):
            code, said = house.run(*words)
            assert (code, right in said) == (0, True), (words, said)
        code, said = house.run("doctor")
        assert (code, "Nothing is sending emails" in said) == (1, True), said
        assert "does not answer" not in said


def test_what_writes_waits_for_its_turn(house: House, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(ROSTER)
    for words in (
        ("checkpoint",),
        ("export", str(tmp_path / "all.zip")),  # signs where it stands
        ("export", "--contract", house.ref, str(tmp_path / "one")),
        ("work", "--once"),
        ("migrate",),
        ("module", "load", MODULE, "--starts", "2027-01-18"),
        ("roster", "load", str(people), "--yes"),
        ("erase", house.ref, "--reason", "asked for", "--yes"),
    ):
        with house.held(seconds=4):
            code, said = house.run(*words)
        assert code == 0, (words, said)


def links_of(page: str) -> set[str]:
    found = re.findall(r'href="(/[^"#?]*)"', page)
    return {link for link in found if not link.startswith(("/static/", "/files/", "/sign-in/out"))}


def test_every_page_of_a_fresh_process_answers_while_another_writes(place: places.Place) -> None:
    house, port = House(place), free_port()
    env = house.env | {"PORT": str(port), "WEB_CONCURRENCY": "1"}
    with house.held(), (house.data / "log").open("w") as log:
        served = subprocess.Popen(house.words("serve"), env=env, stdout=log, stderr=log)
        try:
            patiently(f"http://127.0.0.1:{port}/healthz").close()
            left, seen = {"/", "/sign-in/"}, dict[str, int]()
            end = time.monotonic() + 60
            while left and len(seen) < 30 and time.monotonic() < end:
                link = sorted(left)[0]
                headers = {"Cookie": f"pactwork={house.session}"}
                asked = urllib.request.Request(f"http://127.0.0.1:{port}{link}", headers=headers)
                try:
                    answer = urllib.request.urlopen(asked, timeout=10)
                except HTTPError as error:
                    answer = error
                with answer:
                    seen[link] = answer.status
                    if "text/html" in answer.headers["Content-Type"]:
                        left |= links_of(answer.read().decode())
                left -= seen.keys()
        finally:
            served.terminate()
            served.wait(timeout=30)
    assert len(seen) > 12, (seen, (house.data / "log").read_text())
    assert f"/contracts/{house.ref}/" in seen
    assert {link: status for link, status in seen.items() if status != 200} == {}
