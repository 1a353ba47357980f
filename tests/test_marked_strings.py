"""Signed in as everybody, every page that is there: no marked string is seen by who may not read it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from pytest_django.plugin import DjangoDbBlocker

from pactwork.contracts.models import Answer, Ask, Point, SavedNote, Seat
from pactwork.conversations.models import Clarification, Post, Thread
from pactwork.hotseats.models import Answer as Said
from pactwork.hotseats.models import Hotseat, Question, Topic
from pactwork.links.secrets import token_for
from pactwork.modules.models import Blob
from pactwork.reviews.models import Comment, Idea, Interview, Review
from tests.conftest import MONDAY, Clock
from tests.files import words_in_pdf, words_in_word
from tests.marks import Planted, plant
from tests.stories import make_world
from tests.test_closed_doors import patterns

pytestmark = [  # or else no database is set up for what is planted
    pytest.mark.django_db,
    pytest.mark.xdist_group("marks"),  # played once, by one worker
]
MARK = re.compile(r"xq\d{3}z", re.IGNORECASE)
LINK = re.compile(r'(?:href|src|action|hx-get)="([^"]+)"')
SEARCHERS = ("nadine", "tomasz", "colin", "grace", "helen")
VARIANTS = 12  # of one page by its query: filters of a list show the same rows again
MOST = 300  # pages for one person; more would mean a maze, and fails
# One of those who read the same: the others of the set, the second of the team.
PEOPLE = ("nadine", "tomasz", "colin", "helen", "ruth", "anil", "grace", "dan", "lena", "moira")
# Who has something to see on the way: while everybody is asked, then while a second is.
BUSY = (("tomasz", "helen", "ruth", "anil", "grace"), ("tomasz", "helen", "anil"))
READERS = ("carol", "ian")
FILES = ("sheet.pdf", "paper.pdf", "paper.docx", "paper.txt")
PARTS = ("agreement/", "stop/", "code/", "answer/", *FILES)
AWAY = ("/sign-in/", "/static/", "/theme/", "/accounts/")


@dataclass
class Seen:
    """What one reader met: mark -> the first page or letter that showed it."""

    marks: dict[str, str]
    pages: int


def marks_in(text: str) -> set[str]:
    """Marks, even where a redline or a highlight stands in the middle of the text."""
    return {m.lower() for m in MARK.findall(unescape(re.sub(r"<[^>]+>", "", text)) + text)}


def refs(planted: Planted) -> dict[str, list[str]]:
    """What an address may name: the part before a ref says of what."""
    contract = planted.world.contract()
    of = {"seat__contract": contract}
    seats, answers = Seat.objects.filter(contract=contract), Answer.objects.filter(**of)
    return {
        "contracts/<ref>": [contract.ref],
        "set/<ref>": [contract.ref],
        "institutions/<ref>": [planted.world.institution.ref],
        "modules/<ref>": [planted.world.run.ref],
        "files/<ref>": list(Blob.objects.values_list("ref", flat=True)),
        "topics/<ref>": list(Topic.objects.values_list("ref", flat=True)),
        "hotseats/<ref>": list(Hotseat.objects.values_list("ref", flat=True)),
        "asked/<ref>": list(Question.objects.values_list("ref", flat=True)),
        "said/<ref>": list(Said.objects.values_list("ref", flat=True)),
        "interviews/<ref>": list(Interview.objects.values_list("ref", flat=True)),
        "comments/<ref>": list(Comment.objects.values_list("ref", flat=True)[:1]),
        "talk/<ref>": list(Thread.objects.values_list("ref", flat=True)),
        "posts/<ref>": list(Post.objects.values_list("ref", flat=True)),
        "clarifications/<ref>": list(Clarification.objects.values_list("ref", flat=True)),
        "reviews/<ref>": list(Review.objects.values_list("ref", flat=True)[:1]),
        "ideas/<ref>": list(Idea.objects.values_list("ref", flat=True)[:1]),
        "<review>": list(Review.objects.values_list("ref", flat=True)[:1]),
        "<part>": ["dates", "brief-when"],
        "<work>": list(seats.filter(by="link").values_list("ref", flat=True)),
        "<seat>": list(seats.exclude(party="university").values_list("ref", flat=True)),
        "<answer>": list(answers.values_list("ref", flat=True)[:1]),
        "<written>": list(answers.values_list("ref", flat=True)[:1]),
        "<point>": list(Point.objects.values_list("ref", flat=True)[:1]),
        "<number>": ["1", "2"],
        "<form>": ["pdf", "docx", "txt"],
        "<move>": ["pause"],
        "<key>": ["triage", "helps"],  # the student's own links lead to the others
        "<note>": list(SavedNote.objects.values_list("ref", flat=True)),
    }


def addresses(planted: Planted) -> list[str]:
    """Every address of the site about Nadine's contract, guessed by somebody who knows its refs."""
    known, found = refs(planted), []
    for route, _ in patterns(get_resolver()):
        path = "/" + re.sub(r"<\w+:", "<", route).removesuffix(r"\Z")
        if path.startswith(("/plan/", "/guest/", "/demo/", *AWAY)):
            continue
        made = [path]
        for name, values in known.items():
            made = [
                one.replace(name, name.partition("<")[0] + value)
                for one in made
                for value in (values if name in one else [""])
            ]
        assert not any("<" in one for one in made), f"what is named in {path}?"
        found += made
    return found


def crawl(client: Client, begin: list[str], within: str = "/", *, onward: bool = True) -> Seen:
    """These pages and, going onward, every page that can be reached from them by links."""
    seen, todo, marks = set[str](), list(begin), dict[str, str]()
    variants = Counter[str]()
    while todo:
        page = todo.pop(0)
        path = page.partition("?")[0]
        if page in seen or variants[path] >= VARIANTS:
            continue
        seen.add(page)
        variants[path] += 1
        response = client.get(page, follow=True)
        assert response.status_code in (200, 404, 405), f"{page}: {response.status_code}"
        body = b"".join(response) if response.streaming else response.content
        text = words_of(body, str(response.get("Content-Type", "")))
        for mark in marks_in(text) | marks_in(str(response.headers)):
            marks.setdefault(mark, page)
        if onward and response.status_code == 200:
            here = response.redirect_chain[-1][0] if response.redirect_chain else page
            todo += [link for link in links_in(text, here, within) if link not in seen]
        assert len(seen) <= MOST, f"a maze: {sorted(seen)[-20:]}"
    return Seen(marks, len(seen))


def words_of(body: bytes, kind: str) -> str:
    """What a reader reads: of a PDF and a Word file too."""
    if kind == "application/pdf":
        return words_in_pdf(body)
    if kind.endswith("wordprocessingml.document"):
        return words_in_word(body)
    return body.decode(errors="replace")


def links_in(text: str, page: str, within: str) -> list[str]:
    found = []
    for raw in LINK.findall(text):
        parts = urlsplit(urljoin(page, unescape(raw)))
        local = not parts.netloc or parts.netloc == "testserver"
        inside = parts.path.startswith(within) and not parts.path.startswith(AWAY)
        if parts.scheme in ("", "http") and local and inside:
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def leaks(planted: Planted, name: str, marks: dict[str, str]) -> list[str]:
    return [
        f"{name} read the {planted.what[mark]} on {page}"
        for mark, page in sorted(marks.items())
        if name not in planted.may[mark]
    ]


def by_link(planted: Planted, name: str) -> Seen:
    """Everything that this reader's letters open, the first as well as the last."""
    found = Seen({}, 0)
    asks = Ask.objects.filter(holder__name__istartswith=name).select_related("link")
    for ask in asks:
        assert ask.link is not None
        client, home = Client(), f"/plan/{ask.link.ref}/"
        opened = f"/plan/{ask.link.ref}.{token_for(ask.link.ref)}"
        client.get(opened, follow=True)
        guessed = [home] + [f"{home}{part}" for part in PARTS]
        seen = crawl(client, [*guessed, *addresses(planted)[:4]], within="/plan/")
        found = Seen({**seen.marks, **found.marks}, found.pages + seen.pages)
    return found


def search(planted: Planted, client: Client) -> dict[str, str]:
    """For every mark, but for its last letter: the page says again what was searched for."""
    run, found = planted.world.run.ref, dict[str, str]()
    for place in ("talk/ask", "hotseats/archive"):
        for mark in planted.what:
            page = f"/modules/{run}/{place}/?q={mark[:-1]}"
            for seen in marks_in(client.get(page).content.decode()):
                if seen in planted.what:  # a page has random letters, too
                    found.setdefault(seen, page)
    return found


@dataclass
class Looked:
    """What was planted, and everything that everybody met, from first to last."""

    planted: Planted
    met: dict[str, list[Seen]]
    searched: dict[str, dict[str, str]]

    def marks(self, name: str) -> dict[str, str]:
        return {mark: page for seen in self.met[name] for mark, page in seen.marks.items()}


@pytest.fixture(scope="module")
def looked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Looked]:
    """Played once. On the way the known addresses are tried; at the end every link is followed."""
    met = defaultdict[str, list[Seen]](list)
    with Clock() as clock, django_db_blocker.unblock(), transaction.atomic():
        clock.set(MONDAY)
        world = make_world()
        story = plant(world, clock)
        for moment, planted in enumerate(story):
            last = moment == 2
            for name in PEOPLE if last else BUSY[moment]:
                client, begin = world.client(name), addresses(planted)
                met[name].append(crawl(client, begin, onward=last))
            for name in READERS:
                met[name].append(by_link(planted, name))
        searched = {name: search(planted, world.client(name)) for name in SEARCHERS}
        yield Looked(planted, met, searched)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", [*PEOPLE, *READERS])
def test_no_page_shows_what_its_reader_may_not_read(looked: Looked, name: str) -> None:
    assert looked.met[name][-1].pages >= 5
    found = leaks(looked.planted, name, looked.marks(name))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", SEARCHERS)
def test_no_search_finds_what_its_reader_may_not_read(looked: Looked, name: str) -> None:
    found = leaks(looked.planted, name, looked.searched[name])
    assert not found, "\n".join(found)
    assert looked.searched["nadine"], "or else this proves nothing"


def read_in(letter: EmailMessage) -> set[str]:
    parsed = message_from_bytes(letter.message().as_bytes())
    parts = [p.get_payload(decode=True) for p in parsed.walk() if not p.is_multipart()]
    text = " ".join(part.decode() for part in parts if isinstance(part, bytes))
    return marks_in(f"{letter.subject} {letter.extra_headers} {text}")


def by_letter(planted: Planted) -> dict[str, dict[str, str]]:
    """What everybody was told by letter: name -> mark -> the letter's subject."""
    names = {p.email.lower(): key for key, p in planted.world.people.items()}
    names |= {"carol.benning@larkmoor.example": "carol", "ian.moss@larkmoor.example": "ian"}
    names |= {"ines@callcentre.example": "ines"}
    found = defaultdict[str, dict[str, str]](dict)
    for letter in planted.letters:
        for to in letter.recipients():
            told = dict.fromkeys(read_in(letter), f"a letter: {letter.subject}")
            found[names[to.lower()]] |= told
    return found


def test_no_letter_says_what_its_reader_may_not_read(looked: Looked) -> None:
    told = by_letter(looked.planted)
    found = [one for name, marks in told.items() for one in leaks(looked.planted, name, marks)]
    assert not found, "\n".join(found)
    assert {"nadine", "carol", "ian", "helen", "owen"} <= set(told)


def test_every_mark_is_read_by_somebody(looked: Looked) -> None:
    """Or else the crawl would prove nothing: what may be read is found where it may be read."""
    read = {mark for name in looked.met for mark in looked.marks(name)}
    read |= {mark for marks in by_letter(looked.planted).values() for mark in marks}
    unread = [what for mark, what in looked.planted.what.items() if mark not in read]
    assert not unread, "\n".join(unread)


def test_a_mark_is_found_in_a_redline_and_in_capitals() -> None:
    assert marks_in("<p>A word xq001z, <del>xq0</del><ins>02z</ins> &#120;q003z XQ004Z</p>") == {
        "xq001z",
        "xq002z",
        "xq003z",
        "xq004z",
    }
