"""What happened in talk, for the list of what happened: who and where, never what somebody wrote."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from pactwork.conversations.models import Clarification, Post, Thread
from pactwork.conversations.visibility import on_run, scopes, seen_by
from pactwork.ground.addresses import address
from pactwork.ground.news import News, NewsLine
from pactwork.ground.words import gettext as _
from pactwork.history.models import Delivery, Name
from pactwork.history.names import names_of, read
from pactwork.people.actors import Actor

IN_THREADS = ("talk_reply", "talk_named")
OF_CLARIFICATIONS = ("clarification_changed", "clarification_withdrawn")


def beside(person: Any, on: date) -> dict[str, Any]:
    thread = Thread.objects.filter(ref=OuterRef("entry__subject"))
    post = Post.objects.filter(ref=OuterRef("about"), hidden_at=None)
    made = Clarification.objects.filter(ref=OuterRef("entry__subject"))
    return {
        "talk_scope": Subquery(thread.values("scope")),
        "talk_also": Subquery(thread.values("also")),
        "talk_post": Exists(post),
        "talk_run": Subquery(made.values("run")),
    }


def reads(actor: Actor, kind: str, found: Mapping[str, Any]) -> bool:
    """As for their emails; the scopes of today."""
    if kind in OF_CLARIFICATIONS:
        return found["talk_run"] is not None and on_run(actor, found["talk_run"])
    if kind == "talk_named" and not found["talk_post"]:
        return False
    mine = scopes(actor)
    return found["talk_scope"] in mine or found["talk_also"] in mine


def _in_threads(
    actor: Actor, rows: Iterable[Delivery], names: Mapping[str, Name]
) -> dict[int, NewsLine]:
    refs = [told.entry.subject for told in rows]
    threads = seen_by(actor).filter(ref__in=refs).select_related("run") if refs else ()
    by_ref, found = {thread.ref: thread for thread in threads}, {}
    for told in rows:
        thread = by_ref.get(told.entry.subject)
        if thread is None:
            continue
        page, known = address("conversations:thread", thread.ref), {"title": thread.heading}
        known["name"] = str(read(told.entry, names).get("name") or _("Someone"))
        if told.kind == "talk_named":
            words, page = _("%(name)s mentioned you in “%(title)s”."), f"{page}#post-{told.about}"
        else:
            words = _("%(name)s replied to your question “%(title)s”.")
        found[told.pk] = NewsLine(words % known, thread.run.title, page, "talk")
    return found


def _of_clarifications(
    actor: Actor, rows: Iterable[Delivery], names: Mapping[str, Name]
) -> dict[int, NewsLine]:
    refs = [told.entry.subject for told in rows]
    made = Clarification.objects.filter(ref__in=refs, run__institution=actor.institution_id)
    by_ref = {one.ref: one for one in made.select_related("run")} if refs else {}
    said, found = (
        {
            "clarification_changed": _("%(name)s changed clarification %(mark)s, which you use."),
            "clarification_withdrawn": _(
                "%(name)s withdrew clarification %(mark)s, which you use."
            ),
        },
        {},
    )
    for told in rows:
        one = by_ref.get(told.entry.subject)
        if one and on_run(actor, one.run_id):
            name = str(read(told.entry, names).get("name") or _("Someone"))
            words = said[told.kind] % {"name": name, "mark": one.mark}
            page = address("conversations:clarification", one.ref)
            found[told.pk] = NewsLine(words, one.run.title, page, "talk")
    return found


def lines(actor: Actor, rows: Sequence[Delivery]) -> dict[int, NewsLine]:
    """Three queries, however many there are."""
    names = names_of([told.entry for told in rows])
    threads = [told for told in rows if told.kind in IN_THREADS]
    others = [told for told in rows if told.kind in OF_CLARIFICATIONS]
    return _in_threads(actor, threads, names) | _of_clarifications(actor, others, names)


NEWS = News((*IN_THREADS, *OF_CLARIFICATIONS), beside, reads, lines)
