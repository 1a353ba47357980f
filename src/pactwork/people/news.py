"""What somebody was told, in one list for all apps: which of it is new, and its number in the bar.

Nothing is written when something happens: the rows are those of the outbox, and what may be read of
them is asked when they are read.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet, Subquery

from pactwork.ground import clock
from pactwork.ground.installed import emails, manifests
from pactwork.ground.news import News, NewsItem
from pactwork.ground.one_query import moment
from pactwork.history.models import Delivery
from pactwork.history.news import told_by, told_to
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.people.owed import rows_owed

MOST = 99  # that are counted; more are “99+”
PAGE = 30  # rows of the list
NEW = "told.new"
COLUMNS = ("kind", "due_at", "attempts", "entry__by")


@cache
def _news() -> Mapping[str, tuple[str, News]]:
    """Which app says each kind."""
    return {kind: (app.app, app.news) for app in manifests() if app.news for kind in app.news.kinds}


@cache
def _names() -> tuple[str, ...]:
    """What is read beside each row, by all apps together."""
    return tuple(_beside(0, date.min))


def _beside(person: Any, on: Any) -> dict[str, Any]:
    apps = [app.news for app in manifests() if app.news]
    return {name: value for news in apps for name, value in news.beside(person, on).items()}


def owed_rows(person: int, on: date) -> "dict[str, tuple[QuerySet[Any], list[str]]]":
    """The oldest that are not read, whatever their day, in the one query that all pages ask."""
    here = Person.objects.filter(pk=person)
    rows = told_to(Subquery(here.values("email")), Subquery(here.values("institution__ref")))
    new = rows.filter(read_at=None, kind__in=list(_news())).order_by("due_at", "pk")
    found = Delivery.objects.filter(pk__in=new.values("pk")[: MOST + 1])
    return {NEW: (found.annotate(**_beside(person, on)), [*COLUMNS, *_names()])}


def _reads(actor: Actor, kind: str, beside: Mapping[str, Any]) -> bool:
    app, news = _news()[kind]
    return app not in actor.left_out and news.reads(actor, kind, beside)


def unread(actor: Actor) -> int:
    """How many there are that somebody may read, at most one more than are counted."""
    now, number = clock.now(), 0
    for kind, due_at, attempts, by, *beside in rows_owed(actor).get(NEW, ()):
        due = moment(due_at)
        told = attempts or (due is not None and due <= now)
        if (
            told
            and by != actor.ref
            and _reads(actor, kind, dict(zip(_names(), beside, strict=True)))
        ):
            number += 1
    return number


def _mine(person: Person) -> QuerySet[Delivery]:
    return told_to(person.email, person.institution.ref).filter(told_by(clock.now()))


def _items(actor: Actor, rows: list[Delivery]) -> Iterator[NewsItem]:
    lines: dict[int, Any] = {}
    readable = [
        row
        for row in rows
        if _reads(actor, row.kind, {name: getattr(row, name) for name in _names()})
    ]
    for app in manifests():
        if app.news and (own := [row for row in readable if row.kind in app.news.kinds]):
            lines |= app.news.lines(actor, own)
    for row in readable:
        if row.pk in lines:
            new = row.read_at is None and row.entry.by != actor.ref
            at = min(emails()[row.kind].dated(row), clock.now())
            yield NewsItem(row.pk, at, new, lines[row.pk])


def _rows(actor: Actor, person: Person) -> QuerySet[Delivery]:
    found = _mine(person).filter(kind__in=list(_news())).select_related("entry")
    return found.annotate(**_beside(person.pk, clock.today(actor.zone)))


def told_page(actor: Actor, person: Person, page: int) -> tuple[list[NewsItem], bool]:
    """The newest first; and whether there are older ones. What may not be read any more is left out."""
    start = (page - 1) * PAGE
    rows = list(_rows(actor, person).order_by("-due_at", "-pk")[start : start + PAGE + 1])
    return list(_items(actor, rows[:PAGE])), len(rows) > PAGE


def told_one(actor: Actor, person: Person, number: int) -> NewsItem | None:
    return next(_items(actor, list(_rows(actor, person).filter(pk=number))), None)
