"""`pactwork demo`: from nothing to an address, kept, started over, and never in a real database."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from pactwork.commands import demo
from pactwork.people import actions
from tests.programs import finished, free_port, patiently, running

FOUND = "from pactwork.people import actions as a; a.found_institution('Old Place')"
LIST = (
    "from pactwork.people.models import Institution as I; print([i.name for i in I.objects.all()])"
)


def shell(data: Path, script: str) -> str:
    code, said = finished("django", "shell", "-v", "0", "-c", script, data=data)
    assert code == 0, said
    return said


def stopped(process: subprocess.Popen[str]) -> str:
    """All that was said until Ctrl-C. The pipe ends only when every process that had it has ended."""
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return said


def letters_arrive(folder: Path, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if folder.is_dir() and any(folder.iterdir()):
            return True
        time.sleep(0.2)
    return False


def test_a_real_database_is_never_a_demo(tmp_path: Path) -> None:
    assert finished("migrate", data=tmp_path)[0] == 0
    shell(tmp_path, FOUND)
    for words in (("demo",), ("demo", "--fresh")):
        code, said = finished(*words, data=tmp_path)
        assert (code, "holds real data" in said) == (1, True)
    assert "Old Place" in shell(tmp_path, LIST)


@pytest.mark.django_db
def test_a_database_in_use_is_no_demo_though_nobody_is_in_it_yet() -> None:
    assert not demo.belongs_to_others()
    actions.beat()
    assert demo.belongs_to_others()
    actions.mark_demo()
    assert not demo.belongs_to_others()


def test_the_demo_starts_over_runs_stops_and_is_kept(tmp_path: Path) -> None:
    assert finished("migrate", data=tmp_path)[0] == 0
    shell(tmp_path, f"{FOUND}; a.mark_demo()")
    port = free_port()
    with running("demo", "--fresh", data=tmp_path, port=port) as first:
        with patiently(f"http://localhost:{port}/", seconds=120) as page:
            assert "Nadine" in page.read().decode()
        assert letters_arrive(tmp_path / "mail")
        code, said = finished("demo", data=tmp_path, port=port)
        assert (code, "is in use" in said) == (1, True)
        assert f"http://localhost:{port}/" in stopped(first)
    assert shell(tmp_path, LIST).strip() == "['Midshire University']"
    code, said = finished("serve", data=tmp_path)
    assert (code, "is a demo" in said) == (1, True)

    with running("demo", data=tmp_path, port=port) as second:
        patiently(f"http://localhost:{port}/", seconds=60).close()
        assert "Playing" not in stopped(second)
