"""The faults of `make bench-faults`, each in a short form. What they do is in bench/faults/."""

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

Does = Callable[..., Any]


@pytest.mark.asvs("V2.3.4")
def test_of_eight_decisions_one_wins(does: Does) -> None:
    outcome = does("decisions", 4)
    assert outcome.faults == []
    assert outcome.counts["one_winner"] == outcome.counts["contests"] == 4
    assert outcome.counts["told_plainly"] == 28
    assert outcome.counts["errors_shown"] == 0


def test_everybody_at_once_sees_no_error(does: Does) -> None:
    outcome = does("storm", 6)
    assert outcome.faults == []
    assert outcome.counts["acts"] == 54


@pytest.mark.asvs("V2.3.3")
def test_killed_writers_lose_nothing(does: Does) -> None:
    outcome = does("writers", 15)
    assert outcome.faults == []
    assert outcome.counts["kills"] >= 15


@pytest.mark.asvs("V2.3.3")
def test_a_killed_server_loses_nothing(does: Does) -> None:
    outcome = does("server", 2)
    assert outcome.faults == []
    assert outcome.counts["workers"] == 2


def test_a_worker_killed_around_the_mail_servers_reply_loses_no_letter(does: Does) -> None:
    outcome = does("post", 30)
    assert outcome.faults == []
    assert outcome.counts["doubled"] > 0  # it was killed after a letter was taken
    assert outcome.counts["unlike"] == 0


def test_a_lost_database_and_a_full_disk_lose_nothing_typed(does: Does) -> None:
    outcome = does("disk", 4)
    assert outcome.faults == []
    assert outcome.counts["said_503"] >= 4


def test_a_restore_that_is_killed_or_given_a_damaged_file_leaves_old_or_new(does: Does) -> None:
    outcome = does("restoring", 2)
    assert outcome.faults == []
    assert outcome.counts["kills"] == 2
    assert outcome.counts["damaged"] == 12


needs = pytest.mark.skipif(
    shutil.which("strace") is None or connection.vendor != "sqlite",
    reason="a power cut is replayed from strace, on SQLite",
)


@needs
def test_a_power_cut_loses_nothing_acknowledged(does: Does) -> None:
    outcome = does("power", 4)
    assert outcome.faults == []
    assert outcome.counts["images"] > 100


@needs
def test_it_would_show_with_other_settings(does: Does) -> None:
    assert does("power", 3, "normal").counts["losing"] > 0
