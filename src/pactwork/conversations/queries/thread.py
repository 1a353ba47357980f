"""One thread as one reader meets it: its posts, what they may do about each, the team's notes."""

from dataclasses import dataclass, field

from pactwork.conversations.models import Clarification, Mention, Post, Thread
from pactwork.conversations.queries.names import named
from pactwork.conversations.queries.readers import Reader, of_thread
from pactwork.conversations.visibility import is_team, readable, scopes, talks_on
from pactwork.modules.models import Role
from pactwork.modules.queries import roles_on, specification
from pactwork.people.actors import Actor

MOST = 500  # posts on a page; threads of one question stay far below it


@dataclass(frozen=True)
class Said:
    """One post. ``quote`` is nothing where what was quoted has been put away."""

    post: Post
    role: str
    own: bool
    quote: str
    clarification: Clarification | None
    named: list[str]

    @property
    def hidden(self) -> bool:
        return self.post.hidden_at is not None


@dataclass(frozen=True)
class Page:
    thread: Thread
    place: str
    posts: list[Said]
    team: bool
    talks: bool  # on the thread's run; what everybody reads is read from elsewhere too
    readers: list[Reader] = field(default_factory=list)
    notes: list[Post] = field(default_factory=list)


def one_thread(actor: Actor, ref: str) -> Thread | None:
    rows = Thread.objects.filter(readable(scopes(actor)), institution=actor.institution_id)
    joined = rows.select_related(
        "run__institution", "person", "student__person", "about", "learning_set"
    )
    return joined.filter(ref=ref).first()


def _quote(post: Post) -> str:
    quoted = post.quotes
    if quoted is None or quoted.hidden_at:
        return ""
    text = quoted.text
    return text if len(text) <= 300 else text[:299].rstrip() + "…"


def _role_of(roles: list[Role]) -> dict[int, str]:
    return {role.person_id: role.kind for role in reversed(roles)}


def _notes(thread: Thread) -> list[Post]:
    rows = Post.objects.filter(thread__about=thread, thread__audience="staff")
    return list(rows.select_related("person"))


def _named_in(thread: Thread) -> dict[int, list[str]]:
    """Who is told of each post, by name."""
    found: dict[int, list[str]] = {}
    rows = Mention.objects.filter(post__thread=thread).order_by("pk")
    for post, name in rows.values_list("post", "person__name"):
        found.setdefault(post, []).append(name)
    return found


def thread_page(actor: Actor, thread: Thread) -> Page:
    """Six queries; for the team one more, its own notes."""
    team = is_team(actor, thread.run_id)
    joined = ("person", "hidden_by", "quotes__person")
    posts = list(thread.posts.select_related(*joined)[:MOST])
    roles, named_in = _role_of(list(roles_on(thread.run))), _named_in(thread)
    standing = Clarification.objects.filter(post__thread=thread, withdrawn_at=None)
    made = {c.post_id: c for c in standing}
    said = [
        Said(
            post,
            roles.get(post.person_id, ""),
            own=post.person_id == actor.person_id,
            quote=_quote(post),
            clarification=made.get(post.pk),
            named=named_in.get(post.pk, []),
        )
        for post in posts
    ]
    place = named(specification(thread.run), thread.place, thread.key)
    if thread.student:
        place = thread.student.person.name
    talks = talks_on(actor, thread.run_id)
    readers = of_thread(actor, thread, {p.person_id for p in posts})
    notes = _notes(thread) if team and thread.audience not in ("staff", "me") else []
    return Page(thread, place, said, team, talks, readers, notes)
