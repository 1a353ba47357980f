"""What an app gives to the whole: each exports one ``MANIFEST``, listed in ``wiring/manifests.py``."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from django.core.mail import EmailMessage
from django.utils.functional import Promise

from pactwork.ground.digest_line import DigestLine
from pactwork.ground.erasure import Erased
from pactwork.ground.news import News
from pactwork.ground.owed import Owed
from pactwork.ground.personal_data import PersonalData

Params = Mapping[str, Any]
# With the refusal's parameters filled in, or made from them.
Sentence = str | Promise | Callable[[Params], str]
# From the delivery that is due: the email, or in a word why there is none to send.
EmailBuilder = Callable[[Any], EmailMessage | str]


def at_its_act(delivery: Any) -> datetime:
    """The moment of the act that it tells of."""
    moment: datetime = delivery.entry.at
    return moment


@dataclass(frozen=True)
class Email:
    """One kind of email. ``follows``: the tick by which its reader may stop it; nothing: it always comes.

    ``dated``: the moment for which it is worded, the same however often it is tried.
    """

    build: EmailBuilder
    follows: str = ""
    dated: Callable[[Any], datetime] = at_its_act


@dataclass(frozen=True)
class Foreword:
    """What an email says before all else, and under which subject."""

    subject: str
    words: list[str]


@dataclass(frozen=True)
class Panel:
    """What an app shows on a page that it does not own.

    ``query`` takes the request and what the page is about, and returns the template's context, or
    nothing where there is nothing to show. Panels of one place stand in the order of the apps, or of
    ``order`` where that is not as it should be.
    """

    place: str
    query: Callable[..., Mapping[str, Any] | None]
    template: str
    order: int = 0


def always(request: Any, **about: Any) -> Mapping[str, Any]:
    """The query of a panel that needs nothing, and is never left out."""
    return {}


class Pace(IntEnum):
    AWAITED = 0  # somebody sits before a page and waits for it
    USUAL = 1
    SLOW = 2  # may take a minute


@dataclass(frozen=True)
class Job:
    """What the worker does about once a minute, besides sending emails."""

    run: Callable[[], object]
    pace: Pace = Pace.USUAL


class Heard(StrEnum):
    """Who is told of an act, among those who may read the contract."""

    ALL = "all"
    STAFF = "staff"  # what staff do among themselves and with the workplace
    SET = "set"  # comments and reviews: the student and the teaching team
    CARE = "care"  # what came for the student: they, and all who look after them


@dataclass(frozen=True)
class Act:
    """How an act is told in the history of a contract; ``words`` is filled in with its payload."""

    icon: str
    words: Sentence
    heard: Heard = Heard.ALL

    def told(self, said: Params) -> str:
        return self.words(said) if callable(self.words) else str(self.words) % said


@dataclass(frozen=True)
class NavigationLink:
    """``also``: other addresses at which somebody is there."""

    order: int
    label: str
    address: str
    count: int = 0
    also: re.Pattern[str] | None = None

    def reach(self, path: str) -> int:
        """How much of the path it takes in; the link that takes in most is where somebody is."""
        elsewhere = self.also.match(path) if self.also else None
        if path == self.address or (self.address != "/" and path.startswith(self.address)):
            return len(self.address)
        return elsewhere.end() if elsewhere else 0


@dataclass(frozen=True)
class Digest:
    """Lines of the digest, which their reader may switch off kind by kind."""

    kinds: tuple[str, ...]
    lines: Callable[[Any, datetime], Iterable[DigestLine]]  # of an actor, news since then
    order: int


@dataclass(frozen=True)
class Tick:
    """What somebody may choose to hear of. ``stop`` ends an email that follows it."""

    kind: str
    words: Promise
    offered: Callable[[Any], bool]  # to an actor
    order: int
    at_once: Promise | str = ""
    stop: Promise | None = None


@dataclass(frozen=True)
class Citation:
    """Marks in somebody's words that become a link."""

    pattern: re.Pattern[str]
    address: Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Chapter:
    """What an app plays into the demo, by its own real acts: of an institution, and its staff by key."""

    play: Callable[[Any, dict[str, Any]], None]
    order: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """An app that gives nothing of a kind leaves it out."""

    app: str
    urls: str = ""  # the module with its addresses
    refusals: Mapping[str, Sentence] = field(default_factory=dict)
    emails: Mapping[str, Email] = field(default_factory=dict)
    foreword: Callable[[Any], Foreword | None] | None = (
        None  # of a delivery, whichever app wrote it
    )
    panels: tuple[Panel, ...] = ()
    jobs: tuple[Job, ...] = ()
    acts: Mapping[str, Act] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()  # acts that the history of a contract leaves out
    navigation: Callable[[Any], Iterable[NavigationLink]] | None = None  # of an actor
    owed: Callable[[Any], Iterable[Owed]] | None = None  # by an actor
    # What its ``owed`` reads, of a person on a day: lists by name, in one query with those of all apps.
    owed_rows: Callable[[Any, Any], Mapping[str, Any]] | None = None
    news: News | None = None  # how its emails read in the list of what happened
    digest: tuple[Digest, ...] = ()
    ticks: tuple[Tick, ...] = ()
    citations: tuple[Citation, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    personal_data: PersonalData = field(default_factory=PersonalData)
    # When what a student takes was first agreed: of an enrolment, for pages of apps below.
    agreed_on: Callable[[Any], date | None] | None = None
    # Of how many students each of these pieces is marked as received: of a run, and keys of pieces.
    received: Callable[[Any, Collection[str]], Mapping[str, int]] | None = None
    # Of a contract that is erased, in the order in which it can go: nothing before what points to it.
    erased: tuple[Erased, ...] = ()
