"""The talk of a run: its threads by place, the newest activity first, thirty a page."""

from dataclasses import dataclass

from pactwork.conversations.models import Post, Thread
from pactwork.conversations.queries.names import named
from pactwork.conversations.visibility import is_team, readable, scopes, talked_runs
from pactwork.ground.addresses import address
from pactwork.ground.chips import Chip
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.people.actors import Actor

A_PAGE = 30
NOTES = ("student", "thread")  # the team's notes stand beside what they are about


@dataclass(frozen=True)
class Row:
    thread: Thread
    place: str


@dataclass(frozen=True)
class Talk:
    """``about``: one place only, as ``section.stops``; its name in ``place``."""

    run: Run
    rows: list[Row]
    page: int
    more: bool
    about: str
    place: str
    team: bool
    runs: list[Run]  # where the reader talks, the newest first

    @property
    def ways(self) -> list[Chip]:
        """To the talk of each module, where there is more than one."""
        if len(self.runs) < 2:
            return []
        pages = [(run, address("conversations:talk", run.ref)) for run in self.runs]
        return [Chip(str(run), page, run.pk == self.run.pk) for run, page in pages]


def rows_of(threads: list[Thread]) -> list[Row]:
    return [Row(t, named(specification(t.run), t.place, t.key)) for t in threads]


def talk(actor: Actor, run: Run, page: int = 1, about: str = "") -> Talk:
    """One query: thirty and one more, to know whether there are more."""
    rows = Thread.objects.filter(readable(scopes(actor)), run=run).exclude(place__in=NOTES)
    kind, _dot, key = about.partition(".")
    if kind:
        rows = rows.filter(place=kind, key=key)
    first = (page - 1) * A_PAGE
    newest = rows.select_related("person", "run", "learning_set").defer(
        "run__specification", "run__files"
    )
    found = list(newest.order_by("-active_at", "-pk")[first : first + A_PAGE + 1])
    for thread in found:
        thread.run = run
    place = named(specification(run), kind, key) if kind else ""
    shown = rows_of(found[:A_PAGE])
    return Talk(
        run,
        shown,
        page,
        len(found) > A_PAGE,
        about,
        place,
        is_team(actor, run.pk),
        talked_runs(actor),
    )


def hidden_posts(actor: Actor, run: Run) -> list[Post]:
    """What the team has put away on a run, the newest first."""
    posts = Post.objects.filter(readable(scopes(actor), "thread__"), thread__run=run)
    rows = posts.exclude(hidden_at=None).select_related("person", "hidden_by", "thread")
    return list(rows.order_by("-hidden_at")[:200])
