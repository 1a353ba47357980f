"""The installed program: each command does its work, and refuses in a sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from pactwork import cli
from pactwork.commands import doctor
from pactwork.ground import clock as ground_clock
from pactwork.people import actions
from tests.conftest import Clock

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command; back come its exit code, what it said, and what it complained of."""

    def typed(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            cli.main(words)
        said = capsys.readouterr()
        return int(stop.value.code or 0), said.out, said.err

    return typed


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def program(*words: str, data: Path, port: int = 0, **environment: str) -> subprocess.Popen[str]:
    """The program in a process of its own, on a folder of its own and SQLite."""
    given = {k: v for k, v in os.environ.items() if not k.startswith(("PACTWORK", "DATABASE"))}
    given |= {"PACTWORK_DATA": str(data), "PORT": str(port or free_port()), **environment}
    given["DJANGO_SETTINGS_MODULE"] = "pactwork.settings"
    return subprocess.Popen(
        [sys.executable, "-m", "pactwork.cli", *words],
        env=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    said, _ = process.communicate(timeout=120)
    return process.returncode, said


def test_every_command_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    for command in ("demo", "serve", "work", "module", "roster", "verify", "doctor"):
        assert f"\n    {command} " in said


@pytest.mark.django_db
def test_serve_refuses_a_demo(run: Run) -> None:
    actions.mark_demo()
    code, _, complained = run("serve")
    assert code == 1
    assert "This database is a demo" in complained


@pytest.mark.django_db
def test_verify_finds_an_empty_history_whole(run: Run) -> None:
    code, said, _ = run("verify")
    assert code == 0
    assert "whole" in said


@pytest.mark.django_db
def test_work_once_sends_what_is_due(run: Run) -> None:
    code, said, _ = run("work", "--once")
    assert (code, said) == (0, "Letters taken up: 0\n")


@pytest.mark.django_db
def test_the_doctor_misses_the_worker_and_then_does_not(clock: Clock) -> None:
    assert "Nothing is sending letters" in next(doctor.worker())
    actions.beat()
    assert list(doctor.worker()) == []
    clock.forward(minutes=5)
    assert "Nothing is sending letters" in next(doctor.worker())


@pytest.mark.django_db
def test_the_doctor_says_how_to_set_up_mail_and_address(run: Run) -> None:
    code, said, _ = run("doctor")
    assert code == 1
    assert "PACTWORK_MAIL=smtp://" in said
    assert "PACTWORK_URL" in said


@pytest.mark.django_db
def test_the_doctor_leaves_a_demo_alone(run: Run) -> None:
    actions.mark_demo()
    actions.beat()
    assert ground_clock.now() - timedelta(seconds=30) < ground_clock.now()
    code, said, _ = run("doctor")
    assert (code, "✓" in said) == (0, True)


def test_the_doctor_sees_a_key_that_others_can_read(tmp_path: Path) -> None:
    kept = settings.DATA / "keys" / "secret"
    kept.chmod(0o644)
    try:
        assert "chmod 600" in next(doctor.secret())
    finally:
        kept.chmod(0o600)
    assert list(doctor.secret()) == []


def test_a_fresh_folder_is_migrated_and_then_served_only_with_a_free_port(tmp_path: Path) -> None:
    code, said = finished(program("serve", data=tmp_path))
    assert (code, "pactwork migrate" in said) == (1, True)
    assert finished(program("migrate", data=tmp_path))[0] == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, said = finished(program("serve", data=tmp_path, port=taken.getsockname()[1]))
    assert (code, "is in use" in said) == (1, True)


def test_served_pages_answer_and_stop_when_told(tmp_path: Path) -> None:
    assert finished(program("migrate", data=tmp_path))[0] == 0
    port = free_port()
    process = program(
        "serve", data=tmp_path, port=port, PACTWORK_URL="https://pact.example", WEB_CONCURRENCY="1"
    )
    page = urllib.request.Request(
        f"http://127.0.0.1:{port}/sign-in/",
        headers={"Host": "pact.example", "X-Forwarded-Proto": "https"},
    )
    try:
        with patiently(page) as answer:
            assert answer.status == 200
            assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            cookies = answer.headers.get_all("Set-Cookie")
            assert any(c.startswith("__Host-csrf=") and "Secure" in c for c in cookies)
            assert "/static/web/css/tokens." in answer.read().decode()  # names with a fingerprint
    finally:
        process.send_signal(signal.SIGTERM)
    assert finished(process)[0] == 0


def patiently(page: urllib.request.Request) -> "urllib.request._UrlopenRet":
    """A server takes a moment to stand up."""
    for _ in range(100):
        try:
            return urllib.request.urlopen(page, timeout=5)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nothing answered")
