"""What talk asks of somebody: posts that mention them, and clarifications they rely on that have changed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.contracts.memberships import memberships
from pactwork.conversations.models import Mention, Post, Reliance
from pactwork.conversations.queries.names import named
from pactwork.conversations.visibility import scopes
from pactwork.ground import clock
from pactwork.ground.one_query import moment
from pactwork.ground.owed import Kind, Owed
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.people.actors import Actor
from pactwork.people.owed import rows_owed

ASKS = timedelta(days=14)  # so long somebody's name in a post asks for a reply

MENTION = Kind(
    act="mention",
    tick="talk",
    one=_("%(name)s mentioned you. %(where)s"),
    many=ngettext_lazy("%(num)s post that mentions you", "%(num)s posts that mention you", "num"),
    button=_("Read and reply"),
    route="conversations:thread",
)
CHANGED = Kind(
    act="clarification",
    tick="talk",
    one=_("A clarification you rely on has changed. %(where)s"),
    many=ngettext_lazy("%(num)s changed clarification", "%(num)s changed clarifications", "num"),
    button=_("Read the clarification"),
    route="conversations:clarification",
)


def owed_rows(person: int, on: date) -> "dict[str, tuple[QuerySet[Any], list[str]]]":
    later = Post.objects.filter(
        thread=OuterRef("post__thread"), person=person, at__gt=OuterRef("post__at")
    )
    asked = Mention.objects.filter(~Exists(later), person=person, post__hidden_at=None)
    relied = Reliance.objects.filter(
        person=person,
        clarification__withdrawn_at=None,
        clarification__version__gt=F("version"),
    )
    post, thread, made = "post__", "post__thread__", "clarification__"
    return {
        "talk.mentions": (
            asked.exclude(post__person=person),
            [
                *(f"{thread}ref", f"{thread}scope", f"{thread}also", f"{thread}run_id"),
                *(f"{thread}place", f"{thread}key"),
                *(f"{post}ref", f"{post}person__name", f"{post}at"),
            ],
        ),
        "talk.changed": (
            relied,
            [f"{made}{name}" for name in ("ref", "run_id", "place", "key", "at")],
        ),
    }


def owed(actor: Actor) -> Iterator[Owed]:
    """Only about what they may read today."""
    rows, mine = rows_owed(actor), set(scopes(actor))
    runs = {run.pk: run for run in memberships(actor).runs}
    taken = {e.run_id for e in memberships(actor).enrolments}
    for ref, scope, also, run, place, key, post, name, at in rows.get("talk.mentions", ()):
        said_at = moment(at)
        asks = said_at is not None and said_at > clock.now() - ASKS
        if asks and (scope in mine or also in mine):
            where = {"where": _where(runs.get(run), place, key)}
            yield Owed(MENTION, ref, name, said_at, said=where, more=f"#post-{post}", holds=1)
    for ref, run, place, key, at in rows.get("talk.changed", ()):
        if run in taken:
            where = {"where": _where(runs.get(run), place, key)}
            yield Owed(CHANGED, ref, since=moment(at), said=where)


def _where(run: Run | None, place: str, key: str) -> str:
    return f"{run.title}: {named(specification(run), place, key)}" if run else ""
