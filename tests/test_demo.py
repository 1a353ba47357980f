"""`pactwork demo`: from nothing to an address, kept, started over, and never in a real database."""

import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from pactwork.commands import demo
from pactwork.people import actions
from tests.migrated import migrated
from tests.programs import finished, free_port, patiently, running

FOUND = "from pactwork.people import actions as a; a.found_institution('Old Place')"
LIST = (
    "from pactwork.people.models import Institution as I; print([i.name for i in I.objects.all()])"
)

# One university is played for all of this file; here it says of itself what it holds.
TOLD = """
import json
from collections import Counter
from pathlib import Path
from django.conf import settings
from django.db.models import Count
from pactwork.contracts.models import Agreement, Answer, Contract, Ending, Turn
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from pactwork.modules.models import Enrolment, Role

deliver_due(EMAILS, most=5000)
owed = Delivery.objects.filter(sent_at=None)
said = {
    "people": Enrolment.objects.values("person").distinct().count(),
    "again": Contract.objects.exclude(copied_from=None).count(),
    "carried": Answer.objects.filter(method="carried").count(),
    "wording": Answer.objects.filter(wording=True).count(),
    "two_at_work": Answer.objects.filter(seat__n=2, kind="yes").count(),
    "amended": Agreement.objects.filter(undone_at=None).values("contract").annotate(n=Count("pk")).filter(n__gt=1).count(),
    "stand_ins": Role.objects.exclude(deputy_for=None).count(),
    "cohorts": sorted(Enrolment.objects.values("cohort").annotate(n=Count("pk")).values_list("n", flat=True)),
    "runs": Enrolment.objects.values("run").distinct().count(),
    "modules": Enrolment.objects.values("run__key").distinct().count(),
    "stages": sorted(set(Turn.objects.filter(seat=None).values_list("stage", flat=True))),
    "states": sorted(set(Turn.objects.exclude(seat=None).values_list("state", flat=True))),
    "endings": sorted(set(Ending.objects.values_list("kind", flat=True))),
    "acts": sorted(set(Entry.objects.values_list("act", flat=True))),
    "entries": Entry.objects.count(),
    "not_begun": Enrolment.objects.filter(contract=None).count(),
    "titles": Contract.objects.exclude(title="").values("title").distinct().count(),
    "handed_on": max(Counter(Turn.objects.exclude(ask__handed_to=None).values_list("ask__handed_to", flat=True)).values()),
    "failed": list(owed.exclude(attempts=0).filter(stopped_why__startswith="given up").values_list("kind", flat=True)),
    "waiting": list(owed.filter(stopped_at=None, attempts__gt=0).values_list("kind", "stopped_why")),
    "unsent_files": Delivery.objects.exclude(sent_at=None).count() - len(list((Path(settings.DATA) / "mail").glob("*.log"))),
}
print(json.dumps(said))
"""  # noqa: E501 - a script

STATES = {
    *("asked", "lapsed", "not_asked", "not_needed", "revise", "unconfirmed", "waived", "withdrawn"),
    "yes",
}
ENDINGS = {"completed", "ended_early", "deferred", "withdrawn", "void"}
ACTS = {
    *("roster_loaded", "contract_started", "draft_shared", "commented", "replied", "asked"),
    *("answered", "point_settled", "condition_met", "handed_over", "talk_proposed", "waived"),
    *("passed_on", "second_asked", "yes_withdrawn", "vouched", "ended", "yes_recorded"),
    *("disputed", "dispute_settled", "workplace_left", "paused", "resumed", "void_proposed"),
}


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
    migrated(tmp_path)
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
    migrated(tmp_path)
    shell(tmp_path, f"{FOUND}; a.mark_demo()")
    port = free_port()
    with running("demo", "--fresh", data=tmp_path, port=port) as first:
        with patiently(f"http://localhost:{port}/", seconds=300) as page:
            assert "Nadine" in page.read().decode()
        assert letters_arrive(tmp_path / "mail")
        code, said = finished("demo", data=tmp_path, port=port)
        assert (code, "is in use" in said) == (1, True)
        assert f"http://localhost:{port}/" in stopped(first)
    assert shell(tmp_path, LIST).strip() == "['Midshire University']"
    small_living_university(json.loads(shell(tmp_path, TOLD).splitlines()[-1]))
    code, said = finished("verify", data=tmp_path)
    assert code == 0, said
    code, said = finished("serve", data=tmp_path)
    assert (code, "is a demo" in said) == (1, True)

    with running("demo", data=tmp_path, port=port) as second:
        patiently(f"http://localhost:{port}/", seconds=60).close()
        assert "Playing" not in stopped(second)


def small_living_university(it: dict[str, Any]) -> None:
    """300 in six cohorts, one of 47; every stage and state at least once; every letter went out."""
    assert (it["people"], it["again"], sum(it["cohorts"])) == (300, 1, 301)  # one comes again
    told = ("carried", "wording", "two_at_work", "amended", "stand_ins")
    assert all(it[what] for what in told), it
    assert (len(it["cohorts"]), it["modules"], it["runs"]) == (6, 2, 4)
    assert 47 in it["cohorts"]
    assert set(it["stages"]) >= {"drafting", "asking", "agreed", "amending", "suspended", "ended"}
    assert set(it["states"]) >= STATES
    assert set(it["endings"]) >= ENDINGS
    assert set(it["acts"]) >= ACTS, ACTS - set(it["acts"])
    assert it["not_begun"] >= 5
    assert it["titles"] > 100
    assert it["handed_on"] >= 5  # the queue of somebody on leave
    assert it["entries"] > 2000
    assert (it["failed"], it["waiting"], it["unsent_files"]) == ([], [], 0)
