"""The installed program: each command does its work, and refuses in a sentence."""

import re
import signal
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from pactwork import cli
from pactwork.commands import doctor, work
from pactwork.ground.manifest import Job
from pactwork.history.outbox import deliver_due
from pactwork.links.actions import owe_sign_in_code
from pactwork.people import actions
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.programs import finished, free_port, patiently, running

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


def test_every_command_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    for command in ("demo", "serve", "work", "module", "roster", "verify", "doctor", "export"):
        assert f"\n    {command} " in said


@pytest.mark.django_db
def test_serve_refuses_a_demo(run: Run) -> None:
    actions.mark_demo()
    code, _, complained = run("serve")
    assert code == 1
    assert "This database is a demo" in complained


@pytest.mark.parametrize(
    "words", [("institution", "ours.yaml", "--check"), ("module", "load", "m.yaml"), ("retain",)]
)
def test_nothing_is_written_into_tables_that_are_half_made(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    code, said = finished(*words, data=tmp_path, PACTWORK_MODE="test")
    assert code == 1
    assert "The database is not up to date. Run `pactwork migrate`, then try again." in said


@pytest.mark.django_db
def test_verify_finds_an_empty_history_whole(run: Run) -> None:
    code, said, _ = run("verify")
    assert code == 0
    assert "The history is complete" in said


@pytest.mark.django_db
def test_work_once_sends_what_is_due(run: Run) -> None:
    code, said, _ = run("work", "--once")
    assert (code, said) == (0, "Emails taken up: 0\n")


MODULE = "src/pactwork/modules/files/action-inquiry/module.yaml"


def test_a_good_module_file_is_summed_up(run: Run) -> None:
    code, said, _ = run("module", "check", MODULE)
    assert code == 0
    assert "Action inquiry" in said
    assert "can be loaded" in said


def test_a_bad_module_file_is_told_line_by_line(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "module.yaml"
    bad.write_text(Path(MODULE).read_text().replace("credits: 15", "credits: fifteen"))
    code, said, complained = run("module", "check", str(bad))
    assert code == 1
    assert re.search(r"module.yaml line \d+, credits: .*fifteen.* expected here", said)
    assert "nothing was changed" in complained


@pytest.mark.django_db
def test_the_first_module_founds_the_institution(run: Run) -> None:
    code, _, complained = run("module", "load", MODULE)
    assert (code, "no institution yet" in complained) == (1, True)
    code, said, _ = run("module", "load", MODULE, "--institution", "Midshire University")
    assert (code, "is loaded at Midshire University" in said) == (0, True)
    assert run("module", "load", MODULE, "--starts", "2027-01-18")[0] == 0
    code, _, complained = run("module", "load", MODULE, "--institution", "Elsewhere")
    assert (code, "No institution here is called 'Elsewhere'." in complained) == (1, True)
    assert run("module", "load", MODULE, "--institution", "Elsewhere", "--new")[0] == 0
    assert "Which institution?" in run("module", "load", MODULE)[2]


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["soon", "9999-12-31", "0001-01-01"])
def test_a_date_that_is_none_is_refused(run: Run, day: str) -> None:
    words = ("module", "load", MODULE, "--institution", "Midshire", "--starts", day)
    assert f"{day!r} is not a date" in run(*words)[2]


@pytest.mark.django_db
def test_the_doctor_misses_the_worker_and_then_does_not(clock: Clock) -> None:
    assert "nobody can sign in" in next(doctor.worker())
    actions.beat()
    assert list(doctor.worker()) == []
    clock.forward(minutes=5)
    assert "nobody can sign in" in next(doctor.worker())


@pytest.mark.django_db
def test_the_doctor_tells_of_codes_that_could_not_be_sent_in_time(clock: Clock) -> None:
    actions.enter_person(actions.found_institution("M"), key="N1", name="N", email="n@m.example")
    owe_sign_in_code("n@m.example")
    assert list(doctor.letters()) == []
    clock.forward(minutes=20)
    deliver_due(EMAILS)
    assert "1 sign-in code could not be sent in time" in next(doctor.letters())


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
    code, said, _ = run("doctor")
    assert (code, "✓" in said) == (0, True)


@pytest.mark.asvs("V13.3.2")
def test_the_doctor_sees_a_key_that_others_can_read(tmp_path: Path) -> None:
    kept = settings.DATA / "keys" / "secret"
    kept.chmod(0o644)
    try:
        assert "chmod 600" in next(doctor.secret())
    finally:
        kept.chmod(0o600)
    assert list(doctor.secret()) == []


def test_a_database_that_is_away_is_said_to_be_away(tmp_path: Path) -> None:
    away = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
    code, said = finished("verify", data=tmp_path, DATABASE_URL=away)
    assert (code, said.startswith("The database does not answer")) == (1, True)
    code, said = finished("doctor", data=tmp_path, DATABASE_URL=away)
    assert (code, "✗ The database does not answer" in said) == (1, True)


def test_served_pages_answer_and_stop_when_told(tmp_path: Path) -> None:
    code, said = finished("serve", data=tmp_path)
    assert (code, "pactwork migrate" in said) == (1, True)
    assert finished("migrate", data=tmp_path)[0] == 0
    port, address = free_port(), "https://pact.example"
    page = urllib.request.Request(
        f"http://127.0.0.1:{port}/sign-in/",
        headers={"Host": "pact.example", "X-Forwarded-Proto": "https"},
    )
    served = running("serve", data=tmp_path, port=port, PACTWORK_URL=address, WEB_CONCURRENCY="1")
    with served as process, patiently(page) as answer:
        assert answer.status == 200
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        cookies = answer.headers.get_all("Set-Cookie") or []
        assert any(c.startswith("__Host-csrf=") and "Secure" in c for c in cookies)
        assert "/static/web/css/tokens." in answer.read().decode()  # names with a fingerprint
        code, said = finished("serve", data=tmp_path, port=port)
        assert (code, "is in use" in said) == (1, True)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        assert process.stdout
        assert "so nobody can sign in. Start `pactwork work`" in process.stdout.read()


def test_a_rule_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr(
        work, "jobs", lambda: (Job(lambda: 1 / 0), Job(lambda: kept.append("still")))
    )
    work.go_round()
    assert kept == ["still"]
