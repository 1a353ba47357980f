"""What somebody was told: the rows of the outbox that say something, whether an email went out or not.

An email that its reader does not want, or that a mail server refused, still tells what happened; one
that was stopped because it is moot tells nothing.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from pactwork.history.models import Delivery
from pactwork.history.outbox import BEFORE_THE_DEMO, GIVEN_UP, NOT_WANTED, REFUSED

SAYS = (
    Q(stopped_at=None)
    | Q(stopped_why__in=(NOT_WANTED, BEFORE_THE_DEMO))
    | Q(stopped_why__startswith=REFUSED)
    | Q(stopped_why__startswith=GIVEN_UP)
)


def told_to(email: Any, chain: Any) -> QuerySet[Delivery]:
    """Everything that was or will be told to an address by one institution; erased people's have none."""
    return Delivery.objects.filter(SAYS, to=email, entry__chain=chain).exclude(to="")


def told_by(moment: datetime) -> Q:
    """What is not still to come: a reminder has its day, and an answer waits until it cannot be undone.

    What was tried once is told, however long the mail server makes the email wait.
    """
    return Q(due_at__lte=moment) | Q(attempts__gt=0)
