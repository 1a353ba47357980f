"""The step from one level to two: whole chains are sealed anew in the open, broken ones are not."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from pactwork.history.models import Entry, Head
from pactwork.history.queries import broken_chains
from pactwork.history.record import record
from tests.conftest import Clock
from tests.history.tampering import past_the_lock

pytestmark = pytest.mark.django_db
step = import_module("pactwork.history.migrations.0002_two_levels")
KEY = "ab" * 32


def key(chain: str, subject: str) -> str:
    return step.OPEN_KEY if subject == step.SUBJECT else KEY


def sealed_the_old_way() -> str:
    """Three entries as version 0.1 wrote them; returns the old head."""
    for act in ("asked", "answered", "agreed"):
        record(act, chain="midshire", subject="s", by="b", key=KEY, payload={"n": act})
    old = ""
    for entry in Entry.objects.order_by("seq"):
        entry.previous, entry.hash = old, step._old(entry, old)
        entry.save()
        old = entry.hash
    Head.objects.update(hash=old)
    return old


def test_a_whole_chain_is_sealed_anew_and_says_so(clock: Clock) -> None:
    with past_the_lock():
        old = sealed_the_old_way()
        assert list(broken_chains(key))
        step.seal_anew(apps, connection.schema_editor)
    assert list(broken_chains(key)) == []
    last = Entry.objects.order_by("seq").last()
    assert last is not None
    assert (last.act, last.payload) == ("sealed_anew", {"length": 3, "old_head": old})
    assert Head.objects.get().length == 4


def test_a_broken_chain_is_not_sealed_over(clock: Clock) -> None:
    with past_the_lock():
        sealed_the_old_way()
        Entry.objects.filter(seq=2).update(act="asked")
        with pytest.raises(SystemExit, match="does not hold at entry 2"):
            step.seal_anew(apps, connection.schema_editor)
