"""A scanner of uploads: each door asks it, and whatever it does not answer for is not taken."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pactwork import environment
from pactwork.commands import doctor
from pactwork.contracts.models import Answer
from pactwork.files import scanner
from pactwork.modules.models import Blob
from pactwork.people.models import Person
from tests.clamd import EICAR, NAME, Clamd, clamd
from tests.contracts.plans import text_of
from tests.contracts.test_recording import MET, PDF, address, picture
from tests.modules.test_editor import Leader
from tests.modules.test_roster_pages import GOOD
from tests.stories import World
from tests.walls.test_house import SOURCE, files, name_of

REASON = "We met on Monday and she said so."


@pytest.fixture(params=["unix", "tcp"])
def daemon(
    request: pytest.FixtureRequest, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Clamd]:
    """Switched on as an administrator does it."""
    monkeypatch.setattr(scanner, "PATIENCE", 1.0)
    with clamd(tmp_path if request.param == "unix" else None) as it:
        monkeypatch.setenv("PACTWORK_SCANNER", it.address)
        settings.PACTWORK_SCANNER = environment.scanner()
        yield it


# The protocol -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 10_000_000])
def test_all_of_a_file_is_looked_at(daemon: Clamd, size: int) -> None:
    assert scanner.found_in(b"a" * size) == ""
    assert scanner.found_in(b"a" * size + EICAR) == NAME
    assert daemon.scanned == [size, size + len(EICAR)]


def test_an_answer_that_comes_in_pieces_is_heard_to_its_end(daemon: Clamd) -> None:
    daemon.mood = "slow"
    assert scanner.found_in(EICAR) == NAME


@pytest.mark.parametrize("mood", ["deaf", "gone", "mute", "mad"])
def test_what_is_no_answer_is_no_yes(daemon: Clamd, mood: str) -> None:
    daemon.mood = mood
    begun = time.monotonic()
    with pytest.raises(scanner.NoAnswer):
        scanner.found_in(b"words")
    assert time.monotonic() - begun < 2.5


def test_a_file_that_is_too_much_for_it_is_not_taken(daemon: Clamd) -> None:
    daemon.most = 100_000
    with pytest.raises(scanner.NoAnswer, match=r"size limit exceeded|Broken pipe|reset"):
        scanner.found_in(b"a" * 5_000_000)


def test_nobody_there(settings: Any, tmp_path: Path) -> None:
    for where in (("unix", str(tmp_path / "none")), ("tcp", ("127.0.0.1", 1)), ("unix", "x" * 500)):
        settings.PACTWORK_SCANNER = where
        with pytest.raises(scanner.NoAnswer):
            scanner.ping()


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", ("unix", "/run/clamav/clamd.ctl")),
        ("unix:///run/clamav/clamd.ctl", ("unix", "/run/clamav/clamd.ctl")),
        ("tcp://scanner:3311", ("tcp", ("scanner", 3311))),
        ("tcp://[::1]", ("tcp", ("::1", 3310))),
    ],
)
def test_where_it_is(monkeypatch: pytest.MonkeyPatch, given: str, where: Any) -> None:
    monkeypatch.setenv("PACTWORK_SCANNER", given)
    assert environment.scanner() == where


@pytest.mark.parametrize(
    "given", ["clamd", "http://x", "unix:", "unix:clamd.ctl", "tcp://", "tcp:3310", "tcp://a:b"]
)
def test_a_wrong_address_is_said_at_once(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PACTWORK_SCANNER", given)
    with pytest.raises(SystemExit, match="PACTWORK_SCANNER must be"):
        environment.scanner()


# The doors --------------------------------------------------------------------------------------


def on_paper(world: World, content: bytes) -> Any:
    """A signed page, with the words that somebody typed beside it."""
    file = SimpleUploadedFile("page.pdf", content)
    typed = {**MET, "how": "paper", "reason": REASON, "page": file}
    return world.client("nadine").post(address(world), typed)


def roster(world: World, content: bytes) -> Any:
    file = SimpleUploadedFile("r.csv", content)
    said = {"file": file, "run": world.run.ref, "whole": "yes"}
    return world.client("moira").post("/roster/preview/", said)


def brief(world: World, content: bytes) -> Any:
    leader, part = Leader(world), "brief-first-try"
    values, stands = leader.open(part)
    values |= {"brief.1.title": "A new heading", "file-title": "An exercise", "stands": stands}
    file = SimpleUploadedFile("planner.txt", content)
    return leader.client.post(f"{leader.base}{part}/", {**values, "file": file})


# Each with what it takes, and what else was typed that must come back.
DOORS: dict[str, tuple[Callable[[World, bytes], Any], bytes, tuple[str, ...]]] = {
    "a signed page": (on_paper, PDF, (REASON,)),
    "a signed photograph": (on_paper, picture(), (REASON,)),
    "a roster": (roster, GOOD.encode(), ("checked",)),
    "a file of the brief": (brief, b"Hello", ("A new heading", "An exercise")),
}


def kept() -> tuple[int, int, int]:
    return Blob.objects.count(), Answer.objects.count(), Person.objects.count()


@pytest.mark.asvs("V5.4.3")
@pytest.mark.parametrize("door", DOORS)
def test_what_the_scanner_finds_is_not_taken_and_is_named(
    world: World, daemon: Clamd, door: str
) -> None:
    send, good, typed = DOORS[door]
    world.share()
    before = kept()
    refused = send(world, good + EICAR)
    assert refused.status_code in (200, 409, 422)
    assert f"the virus scanner found {NAME}" in text_of(refused)
    assert daemon.scanned == [len(good + EICAR)]
    assert kept() == before
    assert all(words in refused.content.decode() for words in typed)


@pytest.mark.asvs("V5.4.3")
@pytest.mark.parametrize("mood", ["deaf", "gone", "mad"])
@pytest.mark.parametrize("door", DOORS)
def test_a_scanner_that_does_not_answer_lets_nothing_through_and_loses_nothing(
    world: World, daemon: Clamd, door: str, mood: str
) -> None:
    send, good, typed = DOORS[door]
    world.share()
    before, daemon.mood = kept(), mood
    refused = send(world, good)
    assert refused.status_code in (200, 409, 422)
    assert "could not check this one" in text_of(refused)
    assert kept() == before
    assert all(words in refused.content.decode() for words in typed)


@pytest.mark.parametrize("door", DOORS)
def test_what_is_clean_is_taken_as_before(world: World, daemon: Clamd, door: str) -> None:
    send, good, _typed = DOORS[door]
    world.share()
    taken = send(world, good)
    assert "virus" not in (text_of(taken) if taken.content else "")
    assert daemon.scanned == [len(good)]


def test_what_it_is_called_is_shown_as_words(world: World, daemon: Clamd) -> None:
    """The name comes from outside; it is neither markup nor another header."""
    daemon.mood = "odd"
    world.share()
    refused = on_paper(world, PDF)
    assert "<script>alert" not in refused.content.decode()
    assert re.search(r"the virus scanner found -script-alert-[\w./:-]+", text_of(refused))


def test_too_large_is_refused_for_its_size_without_asking(world: World, daemon: Clamd) -> None:
    world.share()
    refused = on_paper(world, b"%PDF-" + b"x" * 10_000_000)
    assert "too large" in text_of(refused)
    assert daemon.asked == []


def test_without_a_scanner_nobody_is_asked(world: World, settings: Any) -> None:
    assert settings.PACTWORK_SCANNER is None
    world.share()
    assert on_paper(world, PDF).status_code == 302


def test_every_upload_passes_the_one_door() -> None:
    """Whoever reads a file past it is not scanned; to say that one came is no reading."""
    only_named = (
        "files/uploads.py",
        "web/trouble.py",
        "web/unsent.py",
        "modules/views/editing_page.py",
        "institutions/views.py",
    )
    readers = [name_of(path) for path in files(SOURCE) if "request.FILES" in path.read_text()]
    assert sorted(readers) == sorted(only_named)
    for page in ("modules/views/editing_page.py", "institutions/views.py"):
        said = (SOURCE / page).read_text()
        assert said.count("request.FILES") == said.count("if request.FILES") == 1


# The doctor -------------------------------------------------------------------------------------


def test_the_doctor_asks_whether_it_answers_and_finds(daemon: Clamd) -> None:
    assert list(doctor.scanner_answers()) == []
    assert daemon.asked == ["zPING", "zINSTREAM", "zINSTREAM"]
    daemon.mood = "blind"
    assert "does not find the test file" in "".join(doctor.scanner_answers())
    daemon.mood, daemon.most = "well", 1_000_000
    assert "StreamMaxLength" in "".join(doctor.scanner_answers())
    daemon.mood = "gone"
    assert "does not answer" in "".join(doctor.scanner_answers())


def test_without_one_the_doctor_says_nothing_of_it(settings: Any) -> None:
    assert list(doctor.scanner_answers()) == []


def test_no_scanner_finds_its_test_file_in_the_repository() -> None:
    root = SOURCE.parent.parent
    assert EICAR == scanner.HARMLESS
    for path in (*files(SOURCE, root / "tests"), *(root / "docs").rglob("*.md")):
        assert EICAR not in path.read_bytes(), path
