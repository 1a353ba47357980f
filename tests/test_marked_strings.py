"""Signed in as everybody, every page that is there: no marked string is seen by who may not read it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes

import pytest
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from pactwork.contracts.models import Ask
from pactwork.history.models import Delivery
from pactwork.hotseats.models import Hotseat
from pactwork.links.models import Link
from pactwork.links.secrets import token_for
from pactwork.modules.actions import apply_roster
from pactwork.modules.roster.reading import sheet
from pactwork.people.actors import system_at
from pactwork.wiring.emails import EMAILS
from tests.addresses import addresses
from tests.conftest import MONDAY, Clock
from tests.crawl import Seen, crawl, marks_in, quick
from tests.marks import plant
from tests.planted import Planted
from tests.stories import make_world

pytestmark = [  # or else no database is set up for what is planted
    pytest.mark.django_db,
    pytest.mark.xdist_group("marks"),  # played once, by one worker
]
PEOPLE: tuple[str, ...] = (
    "nadine",
    "tomasz",
    "colin",
    "helen",
    "ruth",
    "anil",
    "grace",
    "dan",
    "lena",
    "moira",
)
PEOPLE += ("samir", "sven", "petra", "exa", "jane")  # Jane has left by the end
# Who has something to see on the way: while everybody is asked, then while a second is.
BUSY = (
    ("tomasz", "samir", "sven", "helen", "ruth", "anil", "grace"),
    ("tomasz", "helen", "anil"),
)
# Letters that this story gives no occasion for: they say who, when and where, and carry nobody's words but
# in those of tests/contracts/test_letters.py and tests/reviews/test_asking.py.
NO_OCCASION = {
    *(
        "ask_left",
        "ask_paused",
        "confirmed",
        "not_confirmed",
        "noticed",
        "dropped",
        "carried",
        "checkpoint",
        "dispute_settled",
        "disputed",
        "due_soon",
    ),
    *(
        "fresh_code",
        "guest_attacked",
        "guest_fresh_code",
        "guest_undelivered",
        "left_alone",
        "link_attacked",
        "left_workplace",
        "module_in_force",
        "nobody_to_review",
        "objected",
        "paused",
    ),
    *(
        "promise_missed",
        "reminder",
        "resumed",
        "review_reminder",
        "review_stuck",
        "sign_in_code",
        "signing_in_changed",
    ),
    "silence",
    *("superseded", "undelivered", "void_proposed", "withdrawn", "wording_kept"),
}
READERS, GUESTS = ("carol", "ian"), ("ines", "otto", "ute")
FILES = ("sheet.pdf", "paper.pdf", "paper.docx", "paper.txt")
PARTS = ("agreement/", "stop/", "code/", "answer/", *FILES)


def leaks(planted: Planted, name: str, marks: dict[str, str], *, now: bool = True) -> list[str]:
    """What somebody read that they may not read, now or ever."""
    shut = planted.shut if now else {}
    return [
        f"{name} read the {planted.what[mark]} on {page}"
        for mark, page in sorted(marks.items())
        if name not in planted.may[mark] - shut.get(mark, set())
    ]


def letters_of(name: str) -> list[tuple[str, Link | None]]:
    """Where the letters of somebody without an account lead."""
    if name in GUESTS:
        seats = Hotseat.objects.filter(guest_name__istartswith=name).select_related("link")
        return [("guest", seat.link) for seat in seats]
    asks = Ask.objects.filter(holder__name__istartswith=name).select_related("link")
    return [("plan", ask.link) for ask in asks]


def by_link(planted: Planted, name: str, onward: Sequence[str] = ()) -> Seen:
    """Everything that this reader's letters open, the first as well as the last."""
    found = Seen({}, 0)
    for kind, link in letters_of(name):
        assert link is not None
        client, home = Client(), f"/{kind}/{link.ref}/"
        client.get(f"/{kind}/{link.ref}.{token_for(link.ref)}", follow=True)
        guessed = [home] + [f"{home}{part}" for part in (*PARTS, "no/")]
        seen = crawl(client, [*guessed, *onward, *addresses(planted)[:4]], within=f"/{kind}/")
        found = Seen({**seen.marks, **found.marks}, found.pages + seen.pages)
    return found


def search(planted: Planted, client: Client) -> dict[str, str]:
    """For marks by tens, by how they begin: a page says again what was searched for."""
    run, found = planted.world.run.ref, dict[str, str]()
    for place in ("talk/ask", "hotseats/archive"):
        for begins in sorted({mark[:4] for mark in planted.what}):
            page = f"/modules/{run}/{place}/?q={begins}"
            for seen in marks_in(client.get(page).content.decode()):
                if seen in planted.what:  # a page has random letters, too
                    found.setdefault(seen, page)
    return found


@dataclass
class Looked:
    """What was planted, and everything that everybody met, from first to last."""

    planted: Planted
    met: dict[str, list[Seen]]
    leaks: dict[str, list[str]]
    searched: dict[str, dict[str, str]]
    kinds: set[str]  # of letters that were sent

    def marks(self, name: str) -> dict[str, str]:
        return {mark: page for seen in self.met[name] for mark, page in seen.marks.items()}

    def look(self, name: str, seen: Seen) -> None:
        self.met[name].append(seen)
        self.leaks[name] += leaks(self.planted, name, seen.marks)


def gone(planted: Planted) -> None:
    """Jane has left: nothing is hers to read any more."""
    world = planted.world
    row = sheet(b"key,role,remove\njane,student,yes")
    apply_roster(world.institution, row, run=world.run.ref, by=system_at(world.institution))
    planted.shut_from({"jane"}, "")
    for word, what in planted.what.items():
        if what.endswith("to everyone"):  # at the university, where she is still somebody
            planted.shut.pop(word)


def ours() -> str:
    """Every table of this database: the system's own are shared with other tests', and locked."""
    return ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))


@pytest.fixture(scope="module")
def looked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Looked]:
    """Played once. On the way the known addresses are tried; at the end every link is followed."""
    with Clock() as clock, django_db_blocker.unblock(), quick(), transaction.atomic():
        clock.set(MONDAY)
        world = make_world()
        for moment, planted in enumerate(plant(world, clock)):
            if connection.vendor == "postgresql":  # never committed, so counted by nobody else
                with connection.cursor() as cursor:
                    cursor.execute(f"ANALYZE {ours()}")
            last = moment == 2
            if not moment:
                it = Looked(planted, defaultdict(list), defaultdict(list), {}, set())
            if last:
                gone(planted)
            known = addresses(planted)
            for name in PEOPLE if last else BUSY[moment]:
                it.look(name, crawl(world.client(name), known, onward=last))
            for name in READERS:
                it.look(name, by_link(planted, name))
        for name in GUESTS:
            it.look(name, by_link(planted, name, known))
        it.searched = {name: search(planted, world.client(name)) for name in PEOPLE}
        sent = Delivery.objects.exclude(sent_at=None)
        it.kinds = set(sent.values_list("kind", flat=True))
        yield it
        transaction.set_rollback(True)


def test_a_group_is_kept_together(request: pytest.FixtureRequest) -> None:
    """Its name stands behind the test's, or else xdist shares the group out and each worker plays it all."""
    if request.config.getoption("loadgroup", default=False):
        assert request.node.nodeid.endswith("@marks")


@pytest.mark.asvs("V8.2.3", "V15.3.1")
@pytest.mark.parametrize("name", [*PEOPLE, *READERS, *GUESTS])
def test_no_page_shows_what_its_reader_may_not_read(looked: Looked, name: str) -> None:
    assert looked.met[name][-1].pages >= 5
    assert not looked.leaks[name], "\n".join(looked.leaks[name])


@pytest.mark.parametrize("name", PEOPLE)
def test_no_search_finds_what_its_reader_may_not_read(looked: Looked, name: str) -> None:
    found = leaks(looked.planted, name, looked.searched[name])
    assert not found, "\n".join(found)


def test_searching_finds(looked: Looked) -> None:
    """Or else not finding would prove nothing."""
    assert all(looked.searched[name] for name in ("nadine", "tomasz", "colin", "helen", "petra"))
    assert not looked.searched["jane"]


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
    names |= {f"{guest}@union.example": guest for guest in ("otto", "ute")}
    found = defaultdict[str, dict[str, str]](dict)
    for letter in planted.letters:
        for to in letter.recipients():
            told = dict.fromkeys(read_in(letter), f"a letter: {letter.subject}")
            found[names[to.lower()]] |= told
    return found


@pytest.mark.asvs("V8.2.3")
def test_no_letter_says_what_its_reader_may_not_read(looked: Looked) -> None:
    told, planted = by_letter(looked.planted), looked.planted
    found = [o for name, marks in told.items() for o in leaks(planted, name, marks, now=False)]
    assert not found, "\n".join(found)
    assert {"nadine", "carol", "ian", "helen", "owen", "ines", "otto", "sven"} <= set(told)


def test_every_kind_of_letter_was_read(looked: Looked) -> None:
    """A new kind of letter: give it an occasion in the story of marks, or say where it has one."""
    assert set(EMAILS) - looked.kinds <= NO_OCCASION
    assert not looked.kinds & NO_OCCASION


def test_every_mark_is_read_by_somebody(looked: Looked) -> None:
    """Or else the crawl would prove nothing: what may be read is found where it may be read."""
    read = {mark for name in looked.met for mark in looked.marks(name)}
    read |= {mark for marks in by_letter(looked.planted).values() for mark in marks}
    unread = [
        what
        for mark, what in looked.planted.what.items()
        if mark not in read and looked.planted.may[mark]
    ]
    assert not unread, "\n".join(unread)


def test_a_mark_is_found_in_a_redline_and_in_capitals() -> None:
    assert marks_in(
        "<p>A word xq001zvk, <del>xq0</del><ins>02zvk</ins> &#120;q003zvk XQ004ZVK</p>"
    ) == {
        "xq001zvk",
        "xq002zvk",
        "xq003zvk",
        "xq004zvk",
    }
