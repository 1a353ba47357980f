"""Letters about talk. They say what was done and lead to it; a clarification's change is told in full,
because everybody on the run reads it anyway."""

import re

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pactwork.contracts.rules.redline import redline
from pactwork.conversations.models import Clarification, Post, Thread, Version
from pactwork.conversations.rules.marks import whole_text
from pactwork.conversations.seen import on_run, reads
from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery
from pactwork.history.names import read
from pactwork.people.actors import actor_for
from pactwork.people.models import Person
from pactwork.post.letter import Letter, address, hello, letter
from pactwork.post.names import in_letters, one_line, quoted, unlinked

MOST_LINES = 60
GONE = "no longer theirs to read"


def _reader(delivery: Delivery) -> Person | None:
    people = Person.objects.filter(institution__ref=delivery.entry.chain, active=True)
    return people.select_related("institution").filter(email__iexact=delivery.to).first()


def _threads() -> "QuerySet[Thread]":
    return Thread.objects.select_related("institution", "run")


def _title(thread: Thread) -> str:
    return in_letters(thread.heading)


def _button(thread: Thread) -> tuple[str, str]:
    return _("Read it in Pactwork"), address("conversations:thread", thread.ref)


def _small() -> list[str]:
    return [_("Replies to this email reach nobody in the talk: answer there.")]


def _who(delivery: Delivery) -> str:
    return in_letters(str(read(delivery.entry).get("name") or _("Somebody")))


@letter
def talk_reply(delivery: Delivery) -> Letter | str:
    """To whoever began the thread; at most one in a day for each thread."""
    reader, thread = _reader(delivery), _threads().filter(ref=delivery.about).first()
    if reader is None or thread is None or not reads(actor_for(reader), thread):
        return GONE
    known = {"name": _who(delivery), "title": _title(thread)}
    return Letter(
        institution=thread.institution,
        subject=_("%(name)s replied to “%(title)s”") % known,
        hello=hello(reader.first_name),
        words=[
            _("%(name)s replied to what you asked: “%(title)s”.") % known,
            _("For today this is the only email about it, however many more reply."),
        ],
        button=_button(thread),
        small=_small(),
    )


@letter
def talk_named(delivery: Delivery) -> Letter | str:
    reader = _reader(delivery)
    post = Post.objects.filter(ref=delivery.about, hidden_at=None).first()
    thread = _threads().get(pk=post.thread_id) if post else None
    if reader is None or thread is None or not reads(actor_for(reader), thread):
        return GONE
    known = {"name": _who(delivery), "title": _title(thread)}
    return Letter(
        institution=thread.institution,
        subject=_("%(name)s named you in “%(title)s”") % known,
        hello=hello(reader.first_name),
        words=[_("%(name)s named you in a post, and would like you to read it.") % known],
        button=_button(thread),
        small=_small(),
    )


def _difference(old: Version, new: Version) -> list[str]:
    """The whole text with what went out and what came in, in words, for mail has no redlines.

    A line of the clarification is a line of the letter.
    """
    runs = redline(whole_text(old.text, old.readings), whole_text(new.text, new.readings))
    words = {"-": _("[taken out: %s]"), "+": _("[put in: %s]"), "=": "%s"}
    text = "".join(_in_lines(words[op], run) for op, run in runs).replace("][", "] [")
    lines = (unlinked(one_line(line, 3_000)) for line in text.splitlines())
    return [line for line in lines if line][:MOST_LINES]


def _in_lines(words: str, run: str) -> str:
    """What was changed, marked in each of its lines, with the blanks around it where they were."""
    parts = re.split(r"(\s*\n\s*)", run)
    return "".join(
        re.sub(r"\S.*\S|\S", lambda said: words % said[0], part) if part.strip() else part
        for part in parts
    )


@letter
def clarification_changed(delivery: Delivery) -> Letter | str:
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
    known = {"name": _who(delivery), "run": in_letters(made.run.title), "mark": made.mark}
    return Letter(
        institution=made.run.institution,
        subject=_("A clarification you rely on has changed: %(run)s") % known,
        hello=hello(reader.first_name),
        words=[
            _(
                "%(name)s changed a clarification that you rely on or cite. It is now %(mark)s. "
                "Look whether what you wrote still fits. Nothing in your contract changes by itself. "
                "What changed:"
            )
            % known
        ],
        quoted=_difference(old, new),
        quoted_by=made.mark,
        button=(_("Read it in Pactwork"), address("conversations:clarification", made.ref)),
    )


@letter
def clarification_withdrawn(delivery: Delivery) -> Letter | str:
    """To those who rely on it or cite it: that it does not stand any more, and why."""
    made = (
        Clarification.objects.select_related("run__institution").filter(ref=delivery.about).first()
    )
    reader = _reader(delivery)
    if made is None or reader is None or not on_run(actor_for(reader), made.run_id):
        return GONE
    known = {"name": _who(delivery), "run": in_letters(made.run.title), "mark": made.mark}
    return Letter(
        institution=made.run.institution,
        subject=_("A clarification you rely on was withdrawn: %(run)s") % known,
        hello=hello(reader.first_name),
        words=[
            _(
                "%(name)s withdrew clarification %(mark)s, which you rely on or cite. It does not "
                "count any more. Look whether what you wrote still fits. Nothing in your contract "
                "changes by itself. Why:"
            )
            % known
        ],
        quoted=quoted(made.withdrawn_why),
        quoted_by=made.mark,
        button=(_("Read it in Pactwork"), address("conversations:clarification", made.ref)),
    )


EMAILS: dict[str, Email] = {
    "talk_reply": Email(talk_reply, follows="talk"),
    "talk_named": Email(talk_named, follows="talk"),
    "clarification_changed": Email(clarification_changed, follows="talk"),
    "clarification_withdrawn": Email(clarification_withdrawn, follows="talk"),
}
