"""Work that takes longer than a page may: asked for by a row, taken up by a worker, tried again if it dies.

Each app has a table of its own for what it asks (``Errand`` as its base) and a job in its manifest that
takes one with ``take``. There is no task server (ADR 4).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar, TypeVar

from django.db import models, transaction
from django.db.models import Q

from pactwork.ground import clock
from pactwork.ground.time_windows import past

E = TypeVar("E", bound="Errand")


class Errand(models.Model):
    """``over_why``: what became of it, in the app's own words."""

    lease: ClassVar[timedelta] = timedelta(minutes=5)  # then whoever began it is gone
    most_times: ClassVar[int] = 3  # what has killed three workers is not tried on a fourth

    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)  # by a worker, who may have been killed since
    begun = models.PositiveSmallIntegerField(default=0)  # how often
    over_at = models.DateTimeField(null=True)
    over_why = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True

    def end(self, why: str, *also: str) -> None:
        """``also``: columns of its own that are written with it."""
        self.over_at, self.over_why = clock.now(), why
        self.save(update_fields=["over_at", "over_why", *also])


@transaction.atomic
def take(model: type[E], failed: Callable[[E], None]) -> E | None:
    """The one that waits longest, which nobody has begun, or whose worker is gone.

    No two workers take the same. One that was begun too often is given to ``failed``, and not taken.
    """
    free = Q(begun_at=None) | past("begun_at", model.lease)
    waiting = model._default_manager.filter(free, over_at=None).order_by("asked_at", "pk")
    errand = waiting.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if errand is None:
        return None
    if errand.begun >= model.most_times:
        failed(errand)
        return None
    errand.begun_at, errand.begun = clock.now(), errand.begun + 1
    errand.save(update_fields=["begun_at", "begun"])
    return errand


def give_back(errand: Errand) -> None:
    """It was not done, and may be tried at once; unless somebody else has begun it meanwhile."""
    mine = type(errand)._default_manager.filter(pk=errand.pk, begun=errand.begun)
    mine.update(begun_at=None)


def still_mine(errand: E) -> models.QuerySet[E]:
    """The row, unless it was stopped, replaced or begun anew since it was taken."""
    kind = type(errand)._default_manager
    return kind.filter(pk=errand.pk, begun=errand.begun, over_at=None)
