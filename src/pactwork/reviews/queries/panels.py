"""What the learning set shows beside other apps' pages; ``panels.py`` says where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from pactwork.contracts.access import Desk
from pactwork.contracts.having import has_in
from pactwork.contracts.models import Draft
from pactwork.contracts.rules.readers import peers_read
from pactwork.modules.queries import template
from pactwork.people.models import Person
from pactwork.people.requests import actor_of
from pactwork.reviews.queries.beside import Beside, beside
from pactwork.reviews.queries.learning_set import news_for
from pactwork.reviews.queries.reading import places
from pactwork.reviews.queries.reviews import reviews_of
from pactwork.reviews.queries.threads import Board, Thread
from pactwork.reviews.rules.comments import READERS


@dataclass(frozen=True)
class Eye:
    """One member, and whether they have read the draft: commented on it, or marked it as read."""

    name: str
    first_name: str
    read: bool


@dataclass(frozen=True)
class Waiting:
    """A member's draft that waits for a first word from the reader."""

    ref: str
    name: str
    first_name: str
    number: int


def eyes(desk: Desk, found: Beside, board: Board | None) -> list[Eye]:
    """The student's set, without the student; nobody where nothing of the draft is for them."""
    newest = desk.dossier.newest
    if newest and not peers_read(desk.dossier.at(newest).template, newest.content):
        return []
    read = found.read
    if board:
        if board.draft.pk in found.owing(desk.actor.person_id):
            return []  # who said something already is hidden until one has given one's own
        here = board.draft.pk
        read |= {c.person_id for c in board.seen if c.draft_id == here}
        read |= {r.reviewer_id for r in found.reviews if r.draft_id == here and r.given_at}
    others = [m for m in found.members if m.pk != desk.dossier.contract.student_id]
    return [Eye(m.name, m.first_name, m.pk in read) for m in others]


def my_turn(found: Beside) -> Waiting | None:
    """The longest-waiting draft in the same set that this student has said nothing about."""
    waiting = (d for d in found.waiting if peers_read(template(d.template), d.content))
    draft = next(waiting, None)
    if draft is None:
        return None
    student = draft.contract.student
    return Waiting(draft.contract.ref, student.name, student.first_name, draft.number)


def _board(desk: Desk) -> Board | None:
    newest: Draft | None = desk.dossier.newest
    return Board(desk, newest) if newest else None


def _named(threads: list[Thread]) -> list[Thread]:
    """Where no heading says which section they are about, the threads do."""
    return [
        replace(t, place=" · ".join(part for part in (t.short, t.place) if part)) for t in threads
    ]


def _elsewhere(board: Board, section: str) -> list[tuple[str, str, int]]:
    """Other steps with open threads: their key, name and how many."""
    counts = board.counts()
    return [
        (s.key, s.short, counts[s.key])
        for s in board.desk.dossier.template.sections
        if s.key != section and counts.get(s.key)
    ]


def on_home(request: HttpRequest, *, person: Person, **_about: Any) -> Mapping[str, Any] | None:
    """What the set has said about my newest draft, and whose draft waits for me."""
    news = news_for(actor_of(request))
    return {"news": news} if news.count else None


def beside_workspace(
    request: HttpRequest, *, desk: Desk, section: str = "", **_about: Any
) -> Mapping[str, Any] | None:
    """The set's marks, whose turn it is, and the threads about the open section."""
    in_set = desk.dossier.contract.enrolment.learning_set_id is not None
    if "student" not in desk.roles:
        return None
    board = _board(desk)
    found = board.beside if board else beside(desk, None)
    threads = board.threads([section] if section else None) if board else []
    threads = threads if section else _named(threads)
    return {
        "eyes": eyes(desk, found, board),
        "in_set": in_set,
        "sets": has_in(desk.dossier).sets,
        "ideas": [idea for idea in found.ideas if section in ("", idea.section)],
        "undecided": sum(c.undecided for c in found.heads),
        "turn": my_turn(found) if in_set else None,
        "threads": threads,
        "elsewhere": _elsewhere(board, section) if board and section else [],
        "newest": desk.dossier.newest,
        "back": request.get_full_path(),
    }


def beside_review(request: HttpRequest, *, desk: Desk, **_about: Any) -> Mapping[str, Any] | None:
    """Every thread that whoever reviews may see, and a form for one more."""
    board = _board(desk)
    if board is None or not desk.roles & READERS or "student" in desk.roles:
        return None
    return {
        "eyes": eyes(desk, board.beside, board),
        "threads": _named(board.threads()),
        "places": places(board, frozenset(board.lines)),
        "why_not": desk.why_not("comment"),
        "reviews": reviews_of(desk, board.draft, board.beside),
        "sets": has_in(desk.dossier).sets,
        "alone": has_in(desk.dossier).sets and len(board.beside.members) < 2,
        "newest": board.draft,
        "back": request.get_full_path(),
    }
