"""The doctor looks at everything, says what it could not look at, and never dies of it."""

import inspect
from pathlib import Path

import pytest

from pactwork.commands import doctor
from pactwork.ground.clock import now
from pactwork.people import actions
from tests.conftest import Clock
from tests.programs import finished
from tests.test_commands import run  # noqa: F401 - a fixture

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
