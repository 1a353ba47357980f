"""The doctor looks at everything, says what it could not look at, and never dies of it."""

import inspect
import re
from pathlib import Path

import pytest
from django.db import transaction

from pactwork import variables
from pactwork.commands import doctor, privacy
from pactwork.ground.clock import now
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import GIVEN_UP
from pactwork.history.record import record
from pactwork.history.signing import public_key
from pactwork.people import actions
from tests.conftest import Clock
from tests.programs import finished
from tests.test_commands import run  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parent.parent
CHECKS = sorted(
    name
    for name, one in vars(doctor).items()
    if inspect.isgeneratorfunction(one)
    and one.__module__ == doctor.__name__
    and not name.startswith("_")
    and not inspect.signature(one).parameters
)
ERRORS = (ValueError("odd"), OSError(5, "disk"), RecursionError(), UnicodeError("idna"), KeyError())


def test_there_is_a_sentence_for_every_check() -> None:
    assert len(CHECKS) > 12
    assert [name for name in CHECKS if not getattr(doctor, name).__doc__] == []


@pytest.mark.django_db
@pytest.mark.parametrize("check", CHECKS)
def test_whatever_breaks_a_check_is_a_finding_and_stops_no_other(
    check: str,
    monkeypatch: pytest.MonkeyPatch,
    run,  # noqa: F811
) -> None:
    before = run("doctor")[1].splitlines()
    for error in ERRORS:

        def broken(error: Exception = error) -> doctor.Findings:
            yield "Something it had found before."
            raise error

        broken.__doc__ = getattr(doctor, check).__doc__
        monkeypatch.setattr(doctor, check, broken)
        code, said, _ = run("doctor")
        assert code == 1
        assert "✗ Something it had found before." in said
        assert f"✗ Could not look at this: {broken.__doc__[:-1]} ({type(error).__name__}" in said
        if check != "database":  # without it nothing else can be asked
            assert len(said.splitlines()) >= len(before)


@pytest.mark.django_db
def test_every_check_is_asked(monkeypatch: pytest.MonkeyPatch, run) -> None:  # noqa: F811
    asked: list[str] = []
    for name in CHECKS:

        def noting(name: str = name) -> doctor.Findings:
            asked.append(name)
            yield from ()

        monkeypatch.setattr(doctor, name, noting)
    run("doctor")
    assert sorted(asked) == CHECKS


BROKEN = {
    "a port that is a word": {"PORT": "http"},
    "a port beyond all ports": {"DATABASE_URL": "postgres://a@b:99999/c"},
    "a port that is none": {"DATABASE_URL": "postgres://a@b:x/c"},
    "a database of another kind": {"DATABASE_URL": "mysql://a"},
    "a database that is away": {"DATABASE_URL": "postgres://a@127.0.0.1:1/c?connect_timeout=2"},
    "an option nobody knows": {"DATABASE_URL": "postgres://a@127.0.0.1:1/c?color=red"},
    "mail to a port that is none": {"PACTWORK_MAIL": "smtp://mail.example:x"},
    "mail by pigeon": {"PACTWORK_MAIL": "pigeon://coop"},
    "mail to a name that cannot be": {"PACTWORK_MAIL": f"smtp://{'x' * 80}.example"},
    "mail to nowhere": {"PACTWORK_MAIL": "smtp://127.0.0.1:1"},
    "an address that is none": {"PACTWORK_URL": "https://[pactwork"},
    "no address at all": {"PACTWORK_URL": ""},
    "proxies in words": {"PACTWORK_PROXIES": "one"},
    "a mode nobody knows": {"PACTWORK_MODE": "staging"},
    "a signing key that is none": {"PACTWORK_CHECKPOINT_KEY": "not hexadecimal"},
    "logs of an unknown kind": {"PACTWORK_LOG": "xml"},
}


@pytest.mark.parametrize("what", BROKEN)
def test_settings_that_are_wrong_are_said_in_a_sentence(what: str, tmp_path: Path) -> None:
    code, said = finished("doctor", data=tmp_path, **BROKEN[what])
    assert code == 1
    assert "Traceback" not in said
    assert said.strip()


WRONG = [
    *(("PORT", word) for word in ("http", "0", "70000", "-1", "80.5")),
    *(("WEB_CONCURRENCY", word) for word in ("x", "0", "two", "1e3")),
    *(("PACTWORK_PATIENCE", word) for word in ("abc", "0", "20s", "-5")),
    *(("PACTWORK_PROXIES", word) for word in ("one", "-1", "127.0.0.1")),
    ("PACTWORK_MODE", "staging"),
    *(("PACTWORK_URL", word) for word in ("contracts.example", "https://[x", "ftp://a.example")),
    *(("PACTWORK_URL", word) for word in ("https://", "https://a.example:port")),
    *(("DATABASE_URL", word) for word in ("mysql://a", "postgres://a@b:99999/c", "pactwork")),
    *(("PACTWORK_MAIL", word) for word in ("pigeon://coop", "smtp://a.example:x", "mail.example")),
    *(("PACTWORK_FROM", word) for word in ("Midshire University", "a@", "<>", "a@b@c")),
    *(("PACTWORK_BIND", word) for word in ("0.0.0.0:8000", "http://localhost", "300.1.1.1")),
    *(("PACTWORK_HOSTS", word) for word in ("https://a.example", "a.example b.example", "a/b")),
    ("PACTWORK_SECRET_KEY", "short"),
    ("PACTWORK_SECRET_KEY", "with a blank " * 8),
    *(
        ("PACTWORK_WITNESSES", word)
        for word in ("notmail", "a@b.example;c@d.example", "@b.example")
    ),
    *(("PACTWORK_CHECKPOINT_KEY", word) for word in ("zz", "ab" * 31, "zz" * 32, "ab" * 33)),
    *(("PACTWORK_METRICS_TOKEN", word) for word in ("short", "sécret-sécret-sécret", "a b" * 9)),
    *(
        ("PACTWORK_SCANNER", word)
        for word in ("/run/clamav/clamd.ctl", "tcp://host:port", "unix:x")
    ),
    *(("PACTWORK_STAY_STUDENTS", word) for word in ("14", "14/7", "a/b")),
    ("PACTWORK_STAY_STAFF", "0/1"),
    ("PACTWORK_LOG", "xml"),
    *(("PACTWORK_FREE_MAIL", word) for word in ("saunalahti", "a@b.example", "*.example", "a b")),
]
RIGHT = {
    "PORT": "8001",
    "WEB_CONCURRENCY": "4",
    "PACTWORK_PATIENCE": "30",
    "PACTWORK_PROXIES": "1",
    "PACTWORK_MODE": "production",
    "PACTWORK_URL": "https://contracts.example.ac.uk",
    "DATABASE_URL": "postgres:///pactwork?host=/run/postgresql",
    "PACTWORK_MAIL": "smtp://user:pa$word@mail.example.ac.uk:587",
    "PACTWORK_FROM": "Midshire University <contracts@example.ac.uk>",
    "PACTWORK_BIND": "0.0.0.0",
    "PACTWORK_HOSTS": "a.example, .b.example,10.0.0.1",
    "PACTWORK_SECRET_KEY": "0123456789abcdef-_" * 4,
    "PACTWORK_WITNESSES": "registry@example.ac.uk, dean@partner.example",
    "PACTWORK_CHECKPOINT_KEY": "0aF1" * 16,
    "PACTWORK_METRICS_TOKEN": "0123456789abcdef",
    "PACTWORK_SCANNER": "unix:/run/clamav/clamd.ctl",
    "PACTWORK_STAY_STUDENTS": "1/7",
    "PACTWORK_STAY_STAFF": "1/1",
    "PACTWORK_LOG": "json",
    "PACTWORK_FREE_MAIL": "saunalahti.fi, mail.example",
}


def test_every_variable_of_the_guide_is_looked_at() -> None:
    guide = (ROOT / "docs" / "how-to" / "administrator.md").read_text()
    table = guide.split("## Variables")[1].split("\n## ")[0]
    first = "".join(re.findall(r"(?m)^\|([^|]*)\|", table))
    told = set(re.findall(r"[A-Z][A-Z_]{3,}", first))
    assert told == variables.CHECKS.keys() - {"PACTWORK_MODE"} | variables.ANY
    assert {name for name, _ in WRONG} == RIGHT.keys() == variables.CHECKS.keys()


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in variables.CHECKS:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_variable_that_is_wrong_is_named(
    name: str, value: str, unset: pytest.MonkeyPatch
) -> None:
    unset.setenv(name, value)
    (said,) = doctor.variables()
    assert name in said
    unset.setenv(name, "")
    assert list(doctor.variables()) == []


def test_all_that_are_wrong_are_named_and_none_that_is_right(unset: pytest.MonkeyPatch) -> None:
    for name, value in RIGHT.items():
        unset.setenv(name, value)
    assert list(doctor.variables()) == []
    for name, value in WRONG:
        unset.setenv(name, value)
    said = list(doctor.variables())
    assert len(said) == len(RIGHT)


def test_the_doctor_says_all_of_them_though_one_stops_everything(tmp_path: Path) -> None:
    wrong = {"PACTWORK_CHECKPOINT_KEY": "zz", "PACTWORK_WITNESSES": "notmail"}
    wrong |= {"PACTWORK_PATIENCE": "abc", "WEB_CONCURRENCY": "x"}
    code, said = finished("doctor", data=tmp_path, **wrong)
    assert (code, "Traceback" in said) == (1, False)
    assert [name for name in wrong if name not in said] == []


@pytest.mark.parametrize("command", ["checkpoint", "verify", "doctor"])
def test_a_signing_key_that_is_none_stops_every_command_in_a_sentence(
    command: str, tmp_path: Path
) -> None:
    code, said = finished(command, data=tmp_path, PACTWORK_CHECKPOINT_KEY="zz")
    assert (code, "Traceback" in said) == (1, False)
    assert "PACTWORK_CHECKPOINT_KEY must be 64 hexadecimal digits" in said


@pytest.mark.django_db
def test_a_signing_key_that_was_spoilt_in_its_file_is_named(tmp_path: Path, settings) -> None:
    settings.DATA = tmp_path
    kept = tmp_path / "keys" / "checkpoint"
    assert list(doctor.secret()) == []
    public_key()
    assert list(doctor.secret()) == []
    kept.write_text("half of i")
    assert list(doctor.secret()) == [f"{kept} must be 64 hexadecimal digits, and is not."]


def test_what_a_killed_restore_left_is_named(tmp_path: Path, settings) -> None:
    settings.DATA = tmp_path
    assert list(doctor.folder()) == []
    (tmp_path / ".restore-abc").mkdir()
    (said,) = doctor.folder()
    assert said.startswith(f"{tmp_path}/.restore-abc was left by a restore")


@pytest.mark.django_db
def test_passwords_that_others_can_read_are_named(tmp_path: Path, monkeypatch) -> None:
    kept = tmp_path / "environment"
    monkeypatch.setattr(privacy, "ENVIRONMENT", kept)
    assert not any(str(kept) in one for one in doctor.private())
    kept.write_text("PACTWORK_MAIL=smtp://user:password@mail.example")
    kept.chmod(0o640)
    assert f"Others on this machine can read {kept}. Run: chmod -R go= {kept}" in doctor.private()
    kept.chmod(0o600)
    assert not any(str(kept) in one for one in doctor.private())


@pytest.mark.django_db
def test_emails_that_wait_or_were_given_up_are_counted_as_one_says_it(clock: Clock) -> None:
    made = found_entry()
    for many, said in ((1, "1 email has waited"), (2, "2 emails have waited")):
        Delivery.objects.create(entry=made, kind="agreed", to="a@b.example", due_at=now())
        clock.forward(minutes=11)
        assert list(doctor.letters()) == [f"{said} for more than ten minutes."]
        assert Delivery.objects.count() == many


@pytest.mark.django_db
def test_what_was_given_up_long_ago_is_no_finding_any_more(clock: Clock) -> None:
    given_up = {"stopped_at": now(), "stopped_why": f"{GIVEN_UP}no answer", "due_at": now()}
    Delivery.objects.create(entry=found_entry(), kind="agreed", to="a@b.example", **given_up)
    (said,) = doctor.letters()
    assert said.startswith("1 email could not be sent for a day and was given up")
    clock.forward(days=8)
    assert list(doctor.letters()) == []


@pytest.mark.django_db
def test_that_nothing_was_ever_compared_is_said_once_there_is_something() -> None:
    assert list(doctor.checked()) == []
    found_entry()
    (said,) = doctor.checked()
    assert "Nothing has been compared with the history yet" in said
    actions.remember_check([])
    assert list(doctor.checked()) == []


def found_entry() -> Entry:
    """Something that happened."""
    with transaction.atomic():
        record("act", chain="m", subject="m", by="system", key="00" * 32, payload={})
    return Entry.objects.latest("pk")


def a_file(data: Path) -> None:
    data.write_text("no folder")


def a_database_of_noise(data: Path) -> None:
    data.mkdir()
    (data / "pactwork.sqlite3").write_bytes(os_noise())


def a_folder_for_a_database(data: Path) -> None:
    (data / "pactwork.sqlite3").mkdir(parents=True)


def a_folder_for_a_key(data: Path) -> None:
    (data / "keys" / "secret").mkdir(parents=True)


def keys_in_a_file(data: Path) -> None:
    data.mkdir()
    (data / "keys").write_text("no folder")


def a_link_to_nowhere(data: Path) -> None:
    data.mkdir()
    (data / "mail").symlink_to(data / "gone")
    (data / "keys").mkdir()
    (data / "keys" / "checkpoint").symlink_to(data / "gone")


def os_noise() -> bytes:
    return bytes(range(256)) * 64


@pytest.mark.parametrize(
    "spoil",
    [
        a_file,
        a_database_of_noise,
        a_folder_for_a_database,
        a_folder_for_a_key,
        keys_in_a_file,
        a_link_to_nowhere,
    ],
    ids=lambda spoil: spoil.__name__,
)
def test_a_folder_in_disorder_is_said_in_a_sentence(spoil, tmp_path: Path) -> None:
    spoil(tmp_path / "data")
    code, said = finished("doctor", data=tmp_path / "data")
    assert code == 1
    assert "Traceback" not in said
    assert "✗" in said or "cannot" in said


@pytest.mark.django_db
def test_the_doctor_misses_a_backup_and_then_an_old_one(clock: Clock) -> None:
    assert "no backup yet" in next(doctor.copies())
    actions.remember_backup(now(), "/backup/one.tar")
    assert list(doctor.copies()) == []
    clock.forward(days=3)
    assert "The last backup is of" in next(doctor.copies())
