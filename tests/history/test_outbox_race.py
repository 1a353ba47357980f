"""Two workers at one outbox: each takes what the other is not taking, and waits for nobody."""

from threading import Event, Thread
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError, connection, transaction

from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from tests.conftest import Clock
from tests.history.test_outbox import BUILD, owe

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_leaves_what_another_is_taking_and_goes_on(clock: Clock) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    with transaction.atomic():
        first, _ = owe(about="first"), owe(about="second")
    taken, done = Event(), Event()

    def another() -> None:
        with transaction.atomic():
            Delivery.objects.select_for_update(no_key=True).get(pk=first.pk)
            taken.set()
            done.wait(timeout=20)
        connection.close()

    thread = Thread(target=another)
    thread.start()
    assert taken.wait(timeout=20)
    try:
        assert deliver_due(BUILD) == 1
        assert [letter.body for letter in mail.outbox] == ["About second."]
    finally:
        done.set()
        thread.join(timeout=20)
    assert deliver_due(BUILD) == 1


def test_what_is_sent_and_not_yet_written_down_is_not_sent_again(clock: Clock) -> None:
    """Somebody else wrote on and on: the email is out, and only the note of it has to wait."""
    with transaction.atomic():
        letter = owe()
    refusals = iter([OperationalError("database is locked")])

    def busy(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE") and '"sent_at"' in sql and (no := next(refusals, None)):
            raise no
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        assert deliver_due(BUILD) == 1
    clock.forward(days=1)
    assert deliver_due(BUILD) == 0
    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert (letter.sent_at is not None, letter.attempts) == (True, 1)
