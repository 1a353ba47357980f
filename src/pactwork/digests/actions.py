"""Choosing how often to hear from us, and sending what is due."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pactwork.digests.models import Wishes
from pactwork.digests.queries import lines_for
from pactwork.digests.rules.timing import (
    QUIET_FROM,
    QUIET_UNTIL,
    SATURDAY,
    looks_today,
    news_since,
    problems,
    quiet,
    worth_sending,
)
from pactwork.digests.typed import Choice
from pactwork.ground import clock
from pactwork.ground.bulk import put_row, save_many
from pactwork.ground.installed import ticks
from pactwork.ground.validation import insist_valid
from pactwork.history.outbox import waiting
from pactwork.history.record import Notice, record
from pactwork.modules.models import Enrolment, Role
from pactwork.modules.queries import in_force, lasting
from pactwork.people.actors import Actor, actor_for
from pactwork.people.models import Institution, Person
from pactwork.people.speaking import speaking_for

AT_ONCE = 100  # people in one transaction
KEPT = 8  # nudges remembered


@transaction.atomic
def choose(person: Person, *, by: Actor, choice: Choice) -> None:
    """Everybody chooses for themselves. Raises ``Invalid``."""
    insist_valid(problems(choice.rhythm, choice.first, choice.last, choice.off, ticks()))
    kept = {
        "rhythm": choice.rhythm,
        "quiet_from": int(choice.first),
        "quiet_until": int(choice.last),
        "off": sorted(choice.off),
    }
    put_row(Wishes, person=person, defaults=kept)
    house = person.institution
    _note(house, "letters_chosen", subject=person.ref, by=by.ref, payload=kept)


def _note(
    house: Institution,
    act: str,
    *,
    subject: str,
    by: str,
    payload: Mapping[str, Any],
    notices: Sequence[Notice] = (),
) -> None:
    record(
        act,
        chain=house.ref,
        subject=subject,
        by=by,
        key=house.key,
        payload=payload,
        notices=notices,
    )


def send_due_digests() -> int:
    """Everybody whose digest is due now, a batch of each institution at a time; how many letters."""
    return sum(_send_at(house) for house in Institution.objects.order_by("pk"))


def _send_at(house: Institution) -> int:
    here = clock.now().astimezone(ZoneInfo(house.time_zone))
    if here.weekday() >= SATURDAY:
        return 0
    with speaking_for(house):
        return _batch(house, here.date(), here.hour)


@transaction.atomic
def _batch(house: Institution, today: date, hour: int) -> int:
    """One entry in the history for all of a batch; whoever is owed nothing is looked at all the same."""
    people = list(_due(house, today, hour)[: AT_ONCE - _not_yet_sent(house)])
    Wishes.objects.bulk_create([Wishes(person=p) for p in people], ignore_conflicts=True)
    # Another worker may have looked meanwhile: what is locked is asked again.
    locked = Wishes.objects.select_for_update(of=("self",), no_key=True).filter(person__in=people)
    rows = [
        wishes
        for wishes in locked.select_related("person__institution").order_by("person")
        if looks_today(wishes.rhythm, today, wishes.looked_on)
    ]
    notices = [notice for wishes in rows if (notice := _notice(wishes, today))]
    save_many(rows, ["looked_on", "sent_at", "news_from", "nudged_on"])
    if notices:
        said = {"letters": len(notices)}
        _note(house, "digests_due", subject=house.ref, by="system", payload=said, notices=notices)
    return len(notices)


def _not_yet_sent(house: Institution) -> int:
    """Digests that still wait for the mail server: more of them would hold up what others wait for."""
    owed = waiting().filter(kind="digest", entry__chain=house.ref, due_at__lte=clock.now())
    return len(owed.values("pk")[:AT_ONCE])


def _due(house: Institution, today: date, hour: int) -> QuerySet[Person]:
    """Who takes or teaches something today and has not been looked at, outside their quiet hours."""
    monday = today - timedelta(days=today.weekday())
    since = {"daily": today, "weekly": monday}
    times = Q(wishes__isnull=True) if not quiet(hour, QUIET_FROM, QUIET_UNTIL) else Q(pk__in=[])
    for rhythm, day in since.items():
        unseen = Q(wishes__looked_on=None) | ~Q(wishes__looked_on__range=(day, today))
        times |= Q(wishes__rhythm=rhythm) & unseen & _awake(hour)
    taking = Enrolment.objects.filter(lasting(today), person=OuterRef("pk"))
    teaching = Role.objects.filter(in_force(today), person=OuterRef("pk"))
    here = Person.objects.filter(institution=house, active=True, account__isnull=False)
    return here.filter(times, Exists(taking) | Exists(teaching)).order_by("pk")


def _awake(hour: int) -> Q:
    """The same as ``quiet``, turned round, for the database."""
    first, last = "wishes__quiet_from", "wishes__quiet_until"
    by_day = Q(**{f"{first}__lte": F(last)}) & (
        Q(**{f"{first}__gt": hour}) | Q(**{f"{last}__lte": hour})
    )
    return by_day | Q(
        **{f"{first}__gt": F(last), f"{last}__lte": hour},
    ) & Q(**{f"{first}__gt": hour})


def _notice(wishes: Wishes, today: date) -> Notice | None:
    person, nudged = wishes.person, [date.fromisoformat(day) for day in wishes.nudged_on]
    since = news_since(wishes.sent_at, clock.now())
    lines = lines_for(actor_for(person), since, wishes.off)
    told = wishes.sent_at and min(wishes.sent_at, clock.now())
    verdict = worth_sending(lines, told, nudged, today)
    wishes.looked_on = today
    if verdict is None:
        return None
    wishes.sent_at, wishes.news_from = clock.now(), since
    if verdict == "nudge":
        wishes.nudged_on = [*wishes.nudged_on, today.isoformat()][-KEPT:]
    return Notice("digest", person.email, person.ref)
