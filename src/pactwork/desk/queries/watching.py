"""What somebody who looks after a module watches: promises, workplaces, lost emails, conditions."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count

from pactwork.contracts.memberships import memberships
from pactwork.contracts.models import Ask, Turn
from pactwork.contracts.queries.owed import owed_by_team
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.contracts.waiting import QUIET
from pactwork.ground import clock
from pactwork.ground.time_windows import past
from pactwork.modules.rules.roles import LOOKS_AFTER
from pactwork.people.actors import Actor

MOST = 8  # rows on a home page; the queue has them all


@dataclass(frozen=True)
class Watch:
    """``missed`` are asks whose promised day has passed, the oldest first."""

    missed: list[Turn] = field(default_factory=list)
    silent: int = 0  # workplaces that have not answered
    quiet: int = 0  # those of them that were asked more than a week ago
    overdue: int = 0  # conditions of one's own team whose day has passed
    unreached: int = 0  # contracts with a question that was not delivered


def _runs(actor: Actor, kinds: Collection[str]) -> list[int]:
    return sorted({r.run_id for r in memberships(actor).roles if r.kind in kinds})


def _missed(actor: Actor) -> list[Turn]:
    runs = _runs(actor, ("module_leader",))
    if not runs:
        return []
    rows = Turn.objects.filter(
        waiting=True,
        seat__by__in=STAFF_GIVERS,  # what a workplace promised is counted among the silent
        due_on__lt=clock.today(actor.zone),
        contract__run__in=runs,
    )
    joined = rows.select_related("contract__student", "contract__run", "seat", "ask__handed_to")
    return list(joined.order_by("due_on", "pk")[:MOST])


def _silent(actor: Actor) -> tuple[int, int]:
    runs = _runs(actor, ("placement_officer", "module_leader"))
    if not runs:
        return 0, 0
    rows = Turn.objects.filter(waiting=True, seat__by="link", contract__run__in=runs)
    found = rows.aggregate(all=Count("pk"), quiet=Count("pk", past("since", timedelta(days=QUIET))))
    return found["all"], found["quiet"]


def _unreached(actor: Actor) -> int:
    """Counted by contract, as the queue does that has a list of them."""
    runs = _runs(actor, LOOKS_AFTER)
    if not runs:
        return 0
    mine = Ask.objects.filter(Ask.LOST, seat__contract__run__in=runs, seat__contract__ending=None)
    return mine.values("seat__contract").distinct().count()


def _overdue(actor: Actor) -> int:
    """A condition that is overdue comes back to whoever set it."""
    return sum(one.act == "condition" and one.overdue for one in owed_by_team(actor))


def watch(actor: Actor) -> Watch | None:
    """Three queries at most; none for somebody who looks after nothing."""
    if not any(r.kind in STAFF_GIVERS for r in memberships(actor).roles):
        return None
    silent, quiet = _silent(actor)
    return Watch(_missed(actor), silent, quiet, _overdue(actor), _unreached(actor))
