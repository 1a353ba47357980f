"""What Pactwork writes is its owner's alone, whatever the shell that started it lets others read."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from pactwork.commands import doctor, privacy
from pactwork.people.models import Installation
from tests.programs import finished, free_port, patiently, running

MAIL = "From: A <a@example.org>"


@pytest.fixture
def _careless() -> Iterator[None]:
    """A shell of the usual kind: everybody may read what is written."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_places(folder: Path) -> list[str]:
    return [str(p) for p in [folder, *folder.rglob("*")] if p.lstat().st_mode & 0o077]


@pytest.mark.asvs("V13.3.2")
@pytest.mark.usefixtures("_careless")
def test_all_that_a_whole_life_writes_is_its_owners_alone(tmp_path: Path) -> None:
    """Migrated, loaded, served, mailed, signed, backed up, restored and exported."""
    data, port = tmp_path / "data", free_port()
    where = {"PACTWORK_URL": "https://pactwork.example", "PACTWORK_WITNESSES": "w@x.example"}

    def said(*words: str, code: int = 0) -> str:
        ended, words_said = finished(*words, data=data, port=port, **where)
        assert ended == code, words_said
        return words_said

    said("migrate")
    module = "src/pactwork/modules/files/action-inquiry/module.yaml"
    said("module", "load", module, "--institution", "Midshire University")
    said("module", "load", module, "--starts", "2027-01-18")
    with running("serve", data=data, port=port, **where):
        patiently(f"http://127.0.0.1:{port}/healthz").close()
    said("work", "--once")
    said("checkpoint")
    backup = tmp_path / "copies" / "one.tar"
    backup.parent.mkdir(mode=0o700)
    said("backup", str(backup))
    said("restore", "--replace", str(backup))
    said("export", str(tmp_path / "pack"))
    written = {"pactwork.sqlite3", "keys", "uploads", "checkpoints", "static", "mail"}
    assert written <= {path.name for path in data.iterdir()}
    assert open_places(data) + open_places(backup.parent) + open_places(tmp_path / "pack") == []
    assert "Others on this machine" not in finished("doctor", data=data, port=port, **where)[1]


def test_uploads_and_emails_are_their_owners_alone(tmp_path: Path) -> None:
    """Django sets the rights of a stored file itself, past what the process was told."""
    assert settings.FILE_UPLOAD_PERMISSIONS == 0o600
    assert settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS == 0o700


@pytest.fixture
def place(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    tmp_path.chmod(0o700)
    for name in ("mail/one.log", "uploads/ab/cd", "checkpoints/x.jsonl", "pactwork.sqlite3"):
        (tmp_path / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (tmp_path / name).write_text(MAIL)
        (tmp_path / name).chmod(0o600)
    return tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opened", "named"),
    [
        ("", ""),
        ("mail", "mail"),
        ("mail/one.log", "mail"),
        ("uploads/ab", "uploads"),
        ("uploads/ab/cd", "uploads"),
        ("checkpoints/x.jsonl", "checkpoints"),
        ("pactwork.sqlite3", "pactwork.sqlite3"),
    ],
)
def test_the_doctor_names_what_others_can_read(place: Path, opened: str, named: str) -> None:
    assert list(doctor.private()) == []
    (place / opened).chmod((place / opened).stat().st_mode | 0o044)
    assert list(privacy.open_to_others()) == [place / named]
    assert f"chmod -R go= {place / named}" in next(doctor.private())


@pytest.mark.django_db
def test_the_doctor_names_the_last_backup_that_others_can_read(place: Path) -> None:
    copy = place / "copy.tar"
    copy.write_text("")
    copy.chmod(0o640)
    Installation.objects.create(pk=1, backed_up_to=str(copy))
    assert list(privacy.open_to_others()) == [copy]
    copy.unlink()
    assert list(privacy.open_to_others()) == []
