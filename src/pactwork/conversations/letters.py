"""Emails about talk. They say what was done and lead to it; a clarification's change is told in full,
because everybody on the run reads it anyway."""

import re

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pactwork.conversations.models import Clarification, Post, Thread, Version
from pactwork.conversations.rules.marks import whole_text
from pactwork.conversations.visibility import on_run, reads
from pactwork.ground.manifest import Email
from pactwork.ground.redline import redline
from pactwork.history.models import Delivery
from pactwork.history.names import called
from pactwork.modules.speaking import speak_of
from pactwork.people.actors import actor_for
from pactwork.people.models import Person
from pactwork.post.message import address
from pactwork.post.names import in_letters, one_line, quoted, unlinked
from pactwork.post.templated import Facts, templated

MOST_LINES = 60
GONE = "no longer theirs to read"


def _reader(delivery: Delivery) -> Person | None:
    people = Person.objects.filter(institution__ref=delivery.entry.chain, active=True)
    return people.select_related("institution").filter(email__iexact=delivery.to).first()


def _threads() -> "QuerySet[Thread]":
    return Thread.objects.select_related("institution", "run")


def _about(thread: Thread, reader: Person, delivery: Delivery) -> Facts:
    speak_of(thread.run)
    return Facts(
        thread.institution,
        {"name": in_letters(called(delivery.entry)), "title": in_letters(thread.heading)},
        greeted=reader.first_name,
        link=address("conversations:thread", thread.ref),
    )


@templated
def talk_reply(delivery: Delivery) -> Facts | str:
    """To whoever began the thread; at most one in a day for each thread."""
    reader, thread = _reader(delivery), _threads().filter(ref=delivery.about).first()
    if reader is None or thread is None or not reads(actor_for(reader), thread):
        return GONE
    return _about(thread, reader, delivery)


@templated
def talk_named(delivery: Delivery) -> Facts | str:
    reader = _reader(delivery)
    post = Post.objects.filter(ref=delivery.about, hidden_at=None).first()
    thread = _threads().get(pk=post.thread_id) if post else None
    if reader is None or thread is None or not reads(actor_for(reader), thread):
        return GONE
    return _about(thread, reader, delivery)


def _difference(old: Version, new: Version) -> list[str]:
    """The whole text with what went out and what came in, in words, for mail has no redlines.

    A line of the clarification is a line of the email.
    """
    runs = redline(whole_text(old.text, old.readings), whole_text(new.text, new.readings))
    words = {"-": _("[removed: %s]"), "+": _("[added: %s]"), "=": "%s"}
    text = "".join(_in_lines(words[op], run) for op, run in runs).replace("][", "] [")
    lines = (unlinked(one_line(line, 3_000)) for line in text.splitlines())
    return [line for line in lines if line][:MOST_LINES]


def _in_lines(words: str, run: str) -> str:
    """What was changed, marked in each of its lines, with the blanks around it where they were."""
    return re.sub(r"\S.*\S|\S", lambda said: words % said[0], run)


def _on(made: Clarification, reader: Person, delivery: Delivery, told: list[str]) -> Facts:
    speak_of(made.run)
    return Facts(
        made.run.institution,
        {
            "name": in_letters(called(delivery.entry)),
            "run": in_letters(made.run.title),
            "mark": made.mark,
        },
        greeted=reader.first_name,
        quoted=told,
        quoted_by=made.mark,
        link=address("conversations:clarification", made.ref),
    )


@templated
def clarification_changed(delivery: Delivery) -> Facts | str:
    """To those who rely on it or cite it: what it said, and what it says."""
    ref, _dot, number = delivery.about.partition(".")
    made = Clarification.objects.select_related("run__institution").filter(ref=ref).first()
    reader = _reader(delivery)
    if made is None or reader is None or not on_run(actor_for(reader), made.run_id):
        return GONE
    new = made.versions.filter(number=int(number or 0)).first()
    old = made.versions.filter(number=int(number or 0) - 1).first()
    if new is None or old is None or made.version != new.number:
        return "it has changed again"
    return _on(made, reader, delivery, _difference(old, new))


@templated
def clarification_withdrawn(delivery: Delivery) -> Facts | str:
    """To those who rely on it or cite it: that it does not stand any more, and why."""
    made = (
        Clarification.objects.select_related("run__institution").filter(ref=delivery.about).first()
    )
    reader = _reader(delivery)
    if made is None or reader is None or not on_run(actor_for(reader), made.run_id):
        return GONE
    return _on(made, reader, delivery, quoted(made.withdrawn_why))


EMAILS: dict[str, Email] = {
    "talk_reply": Email(talk_reply, follows="talk"),
    "talk_named": Email(talk_named, follows="talk"),
    "clarification_changed": Email(clarification_changed, follows="talk"),
    "clarification_withdrawn": Email(clarification_withdrawn, follows="talk"),
}
