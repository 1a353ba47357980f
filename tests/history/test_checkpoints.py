"""Checkpoints: signed, one a day, kept in a file and a letter, and compared by ``pactwork verify``."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import IntegrityError, transaction

from pactwork.commands import doctor
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.history.actions import make_checkpoint, make_due_checkpoints
from pactwork.history.checkpoints import Seen, contradictions, file_of, read, seen
from pactwork.history.models import Checkpoint, Delivery, Entry, Head
from pactwork.history.outbox import deliver_due
from pactwork.history.queries import broken_chains
from pactwork.history.record import record
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.history.tampering import past_the_lock
from tests.stories import World
from tests.test_commands import Run, run

__all__ = ["run"]
pytestmark = pytest.mark.django_db
KEY = "ab" * 32


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA = tmp_path


def told(act: str = "asked") -> Entry:
    return record(act, chain="midshire", subject="s", by="b", key=KEY, payload={"n": 1})


def test_a_checkpoint_is_signed_and_filed_once(clock: Clock, settings: LazySettings) -> None:
    told()
    made = make_checkpoint("midshire")
    assert made is not None
    assert make_checkpoint("midshire") == made
    (line,) = read(file_of("midshire").read_text())
    assert line == seen(made)
    assert line.signed
    assert (line.length, line.hash) == (1, Head.objects.get().hash)
    kept = settings.DATA / "keys" / "checkpoint"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert make_checkpoint("nowhere") is None


def test_the_key_may_come_from_the_environment(clock: Clock, settings: LazySettings) -> None:
    settings.CHECKPOINT_KEY = "01" * 32
    told()
    made = make_checkpoint("midshire")
    assert made is not None
    assert made.key == "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c"
    assert not (settings.DATA / "keys").exists()


def test_one_a_day_and_only_when_something_happened(clock: Clock) -> None:
    assert make_due_checkpoints() == 0
    told()
    assert make_due_checkpoints() == 1
    told()
    clock.forward(hours=23)
    assert make_due_checkpoints() == 0
    clock.forward(hours=1)
    assert make_due_checkpoints() == 1
    clock.forward(days=5)
    assert make_due_checkpoints() == 0
    assert [one.length for one in read(file_of("midshire").read_text())] == [1, 2]


def test_the_doctor_misses_checkpoints_that_are_late(clock: Clock) -> None:
    told()
    make_due_checkpoints()
    clock.forward(days=9)
    assert list(doctor.checkpoints()) == []
    told()
    assert "two days without a checkpoint" in next(doctor.checkpoints())


def test_looking_whether_one_is_due_is_one_query(
    clock: Clock, django_assert_num_queries: object
) -> None:
    told()
    make_due_checkpoints()
    with django_assert_num_queries(1):  # type: ignore[operator]
        make_due_checkpoints()


def test_witnesses_are_mailed_what_can_be_compared(clock: Clock, settings: LazySettings) -> None:
    settings.PACTWORK_WITNESSES = ["registry@midshire.example", "dean@elsewhere.example"]
    told()
    made = make_checkpoint("midshire")
    assert made is not None
    deliver_due(EMAILS)
    assert [m.to for m in mail.outbox] == [[to] for to in settings.PACTWORK_WITNESSES]
    letter = mail.outbox[0].message()
    assert list(read(letter.as_string())) == [seen(made)]  # saved as a text file
    assert (letter["Date"], letter["Auto-Submitted"]) == (
        "Mon, 05 Oct 2026 09:00:00 +0000",
        "auto-generated",
    )
    _, attached, _ = mail.outbox[0].attachments[0]
    assert list(read(str(attached))) == [seen(made)]
    make_checkpoint("midshire")
    assert deliver_due(EMAILS) == 0


def test_a_file_that_lacks_lines_gets_them(clock: Clock) -> None:
    for _ in range(2):
        told()
        make_checkpoint("midshire")
    whole = file_of("midshire").read_text()
    file_of("midshire").write_text(whole[: len(whole) - 40])  # a power cut
    told()
    make_checkpoint("midshire")
    lines = [one for one in file_of("midshire").read_text().splitlines() if one.endswith("}")]
    assert [json.loads(line)["length"] for line in lines] == [1, 2, 3]


def test_checkpoints_cannot_be_changed(clock: Clock) -> None:
    told()
    make_checkpoint("midshire")
    for change in (
        lambda: Checkpoint.objects.update(length=5),
        lambda: Checkpoint.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.asvs("V11.6.1")
@pytest.mark.parametrize("field", ["chain", "length", "hash", "at", "key", "signature"])
def test_an_altered_checkpoint_is_no_checkpoint(clock: Clock, field: str) -> None:
    told()
    made = make_checkpoint("midshire")
    assert made is not None
    said = vars(seen(made))
    other = 7 if field == "length" else "00" * 32 if field in ("hash", "key") else f"{said[field]}0"
    assert not Seen(**{**said, field: other}).signed


@pytest.mark.asvs("V16.4.2")
def test_what_left_the_machine_gives_a_rewritten_history_away(
    world: World, clock: Clock, run: Run, tmp_path: Path
) -> None:
    """Whoever owns the database and rewrites all of it, checkpoints too, cannot rewrite a letter."""
    world.agreed()
    chain = world.institution.ref
    make_checkpoint(chain)
    away = tmp_path / "away.jsonl"
    away.write_text(file_of(chain).read_text())
    code, said, _ = run("verify", "--against", str(away))
    assert code == 0
    assert f"{away}: 1 checkpoint in agreement with the history" in said
    with past_the_lock():
        last = Entry.objects.filter(chain=chain).order_by("-seq")[1]
        Delivery.objects.filter(entry__seq__gt=last.seq).delete()
        Entry.objects.filter(chain=chain, seq__gt=last.seq)._raw_delete("default")
        Head.objects.filter(chain=chain).update(length=last.seq, hash=last.hash)
        Checkpoint.objects.all()._raw_delete("default")
    assert list(broken_chains(keys_of_all())) == []
    code, said, complained = run("verify", "--against", str(away))
    assert code == 1
    assert "the history has lost its end since then" in complained
    assert [c.why for c in contradictions(read(away.read_text()))]
    away.write_text("{}")
    assert "cannot be read as checkpoints" in run("verify", "--against", str(away))[2]
    away.write_text("Dear registry")
    assert "holds no checkpoint" in run("verify", "--against", str(away))[2]


def test_the_worker_makes_those_that_are_due(run: Run, clock: Clock) -> None:
    told()
    assert run("work", "--once")[0] == 0
    assert Checkpoint.objects.get().length == 1


def test_checkpoints_on_demand(run: Run, clock: Clock, settings: LazySettings) -> None:
    assert "nothing to sign" in run("checkpoint")[1]
    told()
    code, said, _ = run("checkpoint")
    assert code == 0
    assert "1 entry" in said
    assert "PACTWORK_WITNESSES" in said
    clock.forward(minutes=1)
    assert timedelta(0) < clock.forward(minutes=1) - Checkpoint.objects.get().at
