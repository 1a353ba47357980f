"""A database of the release before apps were rearranged opens, verifies, and prints what it printed.

``release_before/data.zip`` was written by that release (commit 1650610d) as its tests' world plays:
Nadine's contract is agreed, Priya's agreed and changed since, Tomasz's workplace wants changes. Its papers
in text are kept beside it: what people wrote, digests and days are as that release printed them, byte for
byte; our own headings were reworded since. Who rewords one prints them again: ``REPRINT=1 pytest`` this file.
"""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.programs import finished

KEPT = Path(__file__).parent / "release_before"
AS_IT_WAS = (
    "SELECT seq, act, commitment, previous, hash FROM history_entry WHERE seq <= ? ORDER BY seq",
    "SELECT id, digest, digests, template_id, ?1 - ?1 FROM contracts_draft ORDER BY id",
    "SELECT id, kind, covered, ?1 - ?1 FROM contracts_answer ORDER BY id",
)
PRINTED = """
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from django.utils import timezone
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.visibility import joined
from pactwork.documents.doubted import warned
from pactwork.documents.pages.printed import printed
from pactwork.documents.paper.plain import plain
from pactwork.documents.reader import Reader
from pactwork.ground import clock
told = {}
with clock.at(datetime(2026, 10, 12, 9, tzinfo=UTC)), timezone.override(ZoneInfo("Europe/London")):
    for contract in joined():
        dossier = load_dossier(contract)
        for made in dossier.agreements[-1:]:
            draft = dossier.draft(made.draft.number)
            document = printed(dossier, draft, Reader(frozenset({"student"}), frozenset()))
            told[str(contract.student).split()[0].lower()] = plain(warned(dossier, document)).decode()
print(json.dumps(told))
"""


def rows(data: Path, entries: int) -> list[list[Any]]:
    with closing(sqlite3.connect(data / "pactwork.sqlite3")) as database:
        return [database.execute(query, [entries]).fetchall() for query in AS_IT_WAS]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[Any]]]:
    """Brought up to date by today's code; and its rows as they were before."""
    data = tmp_path_factory.mktemp("release_before")
    with zipfile.ZipFile(KEPT / "data.zip") as kept:
        kept.extractall(data)
    with closing(sqlite3.connect(data / "pactwork.sqlite3")) as database:
        database.executescript((data / "database.sql").read_text())
    before = rows(data, 10_000)
    code, said = finished("migrate", data=data)
    assert code == 0, said
    return data, before


pytestmark = pytest.mark.xdist_group("release_before")


def test_it_verifies(opened: tuple[Path, list[list[Any]]]) -> None:
    code, said = finished("verify", data=opened[0])
    assert (code, said.count("✓") >= 3) == (0, True), said


def test_history_and_digests_are_as_they_were(opened: tuple[Path, list[list[Any]]]) -> None:
    data, before = opened
    assert rows(data, len(before[0])) == before
    assert all(before)


def test_its_papers_are_as_they_were(opened: tuple[Path, list[list[Any]]]) -> None:
    code, said = finished("django", "shell", "-v", "0", "-c", PRINTED, data=opened[0])
    assert code == 0, said
    papers = json.loads(said.splitlines()[-1])
    assert papers.keys() == {"nadine", "priya"}
    for name, paper in papers.items():
        kept = KEPT / f"{name}.txt"
        if os.environ.get("REPRINT"):
            kept.write_bytes(paper.encode())
        assert paper.encode() == kept.read_bytes()


def test_a_pack_of_it_proves_itself(opened: tuple[Path, list[list[Any]]], tmp_path: Path) -> None:
    code, said = finished("export", str(tmp_path / "pack"), data=opened[0])
    assert code == 0, said
    checked = subprocess.run(
        [sys.executable, tmp_path / "pack" / "check_evidence.py", tmp_path / "pack"],
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, "Nothing is wrong." in checked.stdout) == (0, True), checked.stdout
