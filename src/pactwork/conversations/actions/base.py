"""What every use case of talk does: who may, what is kept for search, one entry in the history."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pactwork.contracts.memberships import memberships_now
from pactwork.conversations.models import Clarification, Findable, Mention, Post, Spelling, Thread
from pactwork.conversations.rules.marks import whole_text
from pactwork.conversations.rules.mentions import MOST, Named, mentioned
from pactwork.conversations.rules.searching import kept, variants
from pactwork.conversations.visibility import readers_of, reads
from pactwork.ground.bulk import put_row
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import insist_valid
from pactwork.history.models import Entry
from pactwork.history.record import Notice, record
from pactwork.modules.limits import insist_within_limits
from pactwork.modules.models import Run
from pactwork.modules.queries import enrolled_now, roles_on
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor
from pactwork.people.models import Institution, Person


def person_of(by: Actor) -> int:
    """Whoever talks has an account: nobody by link does."""
    if by.person_id is None:
        raise Refused(Refusal("not_yours"))
    return by.person_id


def insist_team(by: Actor, run: int) -> int:
    roles = memberships_now(by).roles
    if not any(r.run_id == run and r.kind in TEACHING_TEAM for r in roles):
        raise Refused(Refusal("not_yours"))
    return person_of(by)


def insist_reads(by: Actor, thread: Thread) -> int:
    """What one may not read answers like what is not there."""
    if not reads(by, thread):
        raise Refused(Refusal("no_thread"))
    return person_of(by)


def remember(
    act: str,
    house: Institution,
    subject: str,
    by: Actor,
    payload: Mapping[str, Any],
    notices: Iterable[Notice] = (),
) -> Entry:
    """The history knows what was done, and of the words their digest only."""
    letters = list(notices)
    insist_within_limits(by, subject, letters)
    said = {"name": by.called, **payload}
    return record(
        act,
        chain=house.ref,
        subject=subject,
        by=by.ref,
        key=house.key,
        payload=said,
        notices=letters,
    )


def seal(*words: str) -> dict[str, str]:
    return {"words": digest(list(words))}


def _named(people: Iterable[Person]) -> list[Named]:
    return [Named(p.pk, p.name, p.known_as) for p in people]


def _everybody(run: Run) -> list[Person]:
    students = enrolled_now(run).select_related("person")
    return [e.person for e in students] + [r.person for r in roles_on(run)]


def named_in(thread: Thread, text: str, tell: Sequence[str] = ()) -> list[int]:
    """Who is mentioned, or was ticked by ref; each can read it. Looked up only where somebody may be."""
    if "@" not in text and not tell:
        return []
    readers = readers_of(thread)
    known = {p.pk for p in readers}
    others = [p for p in _everybody(thread.run) if p.pk not in known] if "@" in text else []
    named, wrong = mentioned(text, _named(readers), _named(others))
    ticked = {p.ref: p.pk for p in readers}
    shut = len(tell) > MOST or any(ref not in ticked for ref in tell)
    insist_valid({"text": wrong, "tell": Refusal("tell_shut") if shut else None})
    return list(dict.fromkeys([*named, *(ticked[ref] for ref in tell)]))


def keep_mentions(post: Post, people: Iterable[int]) -> None:
    rows = [Mention(post=post, person_id=pk) for pk in people if pk != post.person_id]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)


def _learn(words: str) -> None:
    """Words that nobody wrote before, so that slips of the pen find them. Always in one order."""
    new = set(words.split())
    known = Spelling.objects.filter(word__in=new, variant__in=new).values_list("word", flat=True)
    new -= set(known)
    rows = sorted((v, word) for word in new for v in variants(word))
    Spelling.objects.bulk_create(
        [Spelling(variant=v, word=word) for v, word in rows], ignore_conflicts=True
    )


def find_post(post: Post, thread: Thread, *, first: bool) -> None:
    """Search knows the post from now on, in the same transaction; a hidden one it forgets."""
    if post.hidden_at:
        Findable.objects.filter(post=post).delete()
        return
    words = kept(f"{thread.title}\n{post.text}" if first else post.text)
    known = {"scope": thread.scope, "also": thread.also, "words": words}
    put_row(Findable, post=post, defaults=known)
    _learn(words)


def find_clarification(made: Clarification, about: str) -> None:
    """Search knows it from now on; one that was withdrawn it forgets."""
    if made.withdrawn_at:
        Findable.objects.filter(clarification=made).delete()
        return
    words = kept(f"{about}\n{whole_text(made.text, made.readings)}")
    known = {"scope": f"r{made.run_id}", "words": words}
    put_row(Findable, clarification=made, defaults=known)
    _learn(words)
