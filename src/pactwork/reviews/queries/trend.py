"""How helpful somebody's own reviews were, as it is told to them and to nobody else. One query."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from pactwork.ground.one_query import Bundle
from pactwork.ground.words import gettext as _
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.people.actors import Actor
from pactwork.reviews.models import Review
from pactwork.reviews.queries.reviews import steps
from pactwork.reviews.rules.helpful import Batch, Rating, batches, trend


def _reviews(me: int) -> QuerySet[Review]:
    return Review.objects.filter(reviewer=me, given_at__isnull=False)


_given = Bundle(
    lambda me: {
        "reviews": _reviews(me).select_related("contract"),
        "runs": Run.objects.filter(pk__in=_reviews(me).values("contract__run")),
    }
)


@dataclass(frozen=True)
class Trend:
    """``way``: more, less or same, against the batch before; "" while there is only one."""

    batches: list[Batch] = field(default_factory=list)
    way: str = ""
    steps: list[tuple[int, str]] = field(default_factory=list)

    @property
    def said_last(self) -> list[str]:
        """Each word that was said of the newest reviews, and how often."""
        many, said = self.batches[-1].steps, _("%(words)s (%(num)s)")
        return [said % {"words": name, "num": many[at]} for at, name in self.steps if many[at]]

    @property
    def heads(self) -> list[str | tuple[str, str]]:
        return [_("Your reviews"), *((name, "num") for _at, name in self.steps)]


def trend_of(actor: Actor) -> Trend | None:
    """Nothing for whoever gave no review in a module that asks."""
    if actor.person_id is None:
        return None
    read = _given(actor.person_id)
    asking = {run.pk for run in read["runs"] if specification(run).reviews.helpful}
    mine = [review for review in read["reviews"] if review.contract.run_id in asking]
    if not mine:
        return None
    said = [(r.helpful_at, r.pk, r.helpful, r.contract.student_id) for r in mine if r.helpful]
    found = batches(Rating(step, author) for _at, _pk, step, author in sorted(said))
    return Trend(found, trend(found), steps())
