"""A module file played to its agreement and one amendment; what anybody opens on the way is read."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import Resolver404, resolve

from pactwork.contracts import actions
from pactwork.contracts.models import Ask, Seat
from pactwork.digests.actions import send_due_digests
from pactwork.history.outbox import deliver_due
from pactwork.links.actions import make_fresh_code
from pactwork.modules.actions import Place, enrol, give_role, load_module
from pactwork.modules.queries import template_for
from pactwork.modules.reading import read
from pactwork.modules.rules.has import in_module
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.models import Person
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import Reader
from tests.contracts.play import FILES, Play
from tests.crawl import links_in

NAMES = {
    "student": "Nia Okoro",
    "peer": "Ben Sands",
    "facilitator": "Frances Lund",
    "module_leader": "Omar Reyes",
    "placement_officer": "Petra Novak",
    "ethics_reviewer": "Ada Quist",
}
# Of everybody's account, what is held of anybody at all, and tools for those who make modules and rosters.
ELSEWHERE = re.compile(
    r"/(accounts|sign-in|signing-in|signed-in|static|theme|introduction|about-you|emails|rights|roster|drafts/"
    r"|modules/new|modules/\w+/(change|copy|draft|versions|samples)|institutions|installation)"
)
# What changes from one moment to the next, and what differs once there is an amendment; else once.
CHANGING = {"contracts:drafts", "contracts:compare", "contracts:history", "contracts:ask"}
OFTEN = {"home", "contracts:workspace", "contracts:queue", "contracts:review", "contracts:plan"}
OFTEN |= {"contracts:agreement", "contracts:plan_agreement"}
ATTRIBUTES = re.compile(r'\b(?:aria-label|title|placeholder|alt|data-confirm)="([^"]*)"')


def words_on(html: str) -> str:
    """What can be seen of a page, or heard, on one line."""
    body = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", html, flags=re.S)
    said = re.sub(r"</?(?:strong|em|b|i|ins|del|mark|a|span)\b[^>]*>", "", body)
    whole = re.sub(r"<[^>]+>", " ", said) + " " + " ".join(ATTRIBUTES.findall(body))
    return " ".join(unescape(whole).split())


@dataclass
class Sheet:
    """What one reader read at one place."""

    who: str
    where: str
    words: str

    @property
    def name(self) -> str:
        return f"{self.who} {self.where}"


@dataclass
class Album:
    """All that was read."""

    sheets: list[Sheet] = field(default_factory=list)

    def keep(self, who: str, where: str, words: str) -> None:
        self.sheets.append(Sheet(who, where, words))

    def at(self, name: str) -> str:
        """All that this reader read at this place, at any moment."""
        return " | ".join(sheet.words for sheet in self.sheets if sheet.name == name)

    def places(self) -> list[str]:
        return sorted({sheet.name for sheet in self.sheets})

    def met(self, never: dict[str, str]) -> list[str]:
        """Each thing that must not be said, with where and around what it is said."""
        found: dict[tuple[str, str], str] = {}
        for sheet in self.sheets:
            for name, pattern in never.items():
                for hit in re.finditer(pattern, sheet.words, re.IGNORECASE):
                    around = sheet.words[max(0, hit.start() - 60) : hit.end() + 40]
                    found.setdefault((name, around), f"{name}: {sheet.name}: …{around}…")
        return sorted(found.values())


class Played(Play):
    """The story of one student under one module file, at an institution of its own."""

    def __init__(self, file: str, house: str, clock: Clock, zone: str, dates: str) -> None:
        self.clock, self.album = clock, Album()
        self.read = Counter[tuple[str, ...]]()
        spec = read(FILES / f"{file}.yaml")
        self.institution = found_institution(house, time_zone=zone, help_email="help@house.example")
        self.institution.dates = dates
        self.institution.save()
        self.run = load_module(self.institution, spec, folder=FILES)
        self.people: dict[str, Person] = {}
        ways = {party.by for form in spec.templates.values() for party in form.parties}
        self.staff = sorted((ways | {"facilitator", "module_leader"}) - {"link"})
        for kind in self.staff:
            give_role(self.run, self._person(kind), kind)
        sets = "Group A" if in_module(spec).sets else ""
        self.peers = ["peer"] if sets else []
        place = Place(spec.variants[0].code, learning_set=sets)
        for peer in self.peers:
            enrol(self.run, self._person(peer), place)
        enrolment = enrol(self.run, self._person("student"), place)
        form = template_for(enrolment)
        self._enrolment, self._form = enrolment, form

    def _person(self, key: str) -> Person:
        kind = key.rstrip("123")
        if kind not in self.people:
            name = NAMES[kind]
            email = f"{name.split()[0].lower()}@house.example"
            made = enter_person(self.institution, key=kind, name=name, email=email)
            self.people[kind] = made
        self.people[key] = self.people[kind]
        return self.people[kind]

    def actor(self, key: str) -> Any:
        return super().actor(key.rstrip("123"))

    def client(self, who: str) -> Client:
        client, account = Client(), self.people[who].account
        assert account is not None
        client.force_login(account, backend="pactwork.web.signin.Backend")
        return client

    def opens(self, who: str, *, only: str = "/") -> None:
        """Everything that somebody with an account reaches from their first page."""
        self._opens(who, self.client(who), ["/", "/help/"], only)

    def _opens(self, who: str, client: Client, begin: list[str], only: str) -> None:
        todo, seen = list(begin), set[tuple[str, ...]]()
        while todo:
            page = todo.pop(0)
            place = place_of(page)
            if place is None or place in seen or not page.startswith(only):
                continue
            seen.add(place)
            often = place[0] in OFTEN
            if self.read[who, *place] >= (9 if often else 1 + (place[0] in CHANGING)):
                continue
            self.read[who, *place] += 1
            response = client.get(page, follow=True)
            if response.status_code != 200 or "html" not in response["Content-Type"]:
                assert response.status_code in (200, 404, 405), page
                continue
            html = response.content.decode()
            self.album.keep(who, place[0], words_on(html))
            todo += links_in(html, page, "/")

    def opens_link(self, party: str, n: int = 1) -> None:
        """Whoever was asked by link opens it, and what it leads to."""
        seat = self.seat(party, n)
        ask = Ask.objects.filter(seat=seat, link__isnull=False).order_by("-pk").first()
        assert ask is not None
        assert ask.link is not None
        reader = Reader(ask.link)
        reader.open()
        begin = [reader.page, f"{reader.page}agreement/"]
        self._opens(party, reader.client, begin, "/plan/")
        if self.dossier.template.party(party).risk == "high":  # type: ignore[union-attr]
            make_fresh_code(ask.link)

    def posts(self) -> None:
        """What is due by now is sent, and read."""
        mail.outbox.clear()
        deliver_due(EMAILS)
        for letter in mail.outbox:
            self.album.keep("email", letter.to[0], letter_words(letter))

    def prints(self) -> str:
        """The newest draft as its student prints it."""
        page = f"/contracts/{self.contract.ref}/drafts/{self.newest}/paper.txt"
        text = self.client("student").get(page).content.decode()
        self.album.keep("paper", str(self.newest), " ".join(text.split()))
        return " ".join(text.split())

    def ask(self, party: str, n: int = 1, email: str = "") -> Seat:
        """Whoever is asked by link has a name of their own."""
        seat = self.seat(party, n)
        who = {"name": f"Robin {party.title()[:5]}son", "email": f"{party}{n}@host.example"}
        known = {"by": self.actor("student"), "draft": self.newest}
        actions.ask(self.contract, seat.ref, **known, **(who if seat.by == "link" else {}))
        return seat

    def settles(self) -> None:
        """Every party that is waited for is asked, in its order, opens what it is sent and says yes."""
        for party in self._in_order():
            if self.states().get(party) not in ("yes", "not_needed", "waived"):
                seat = self.seat(party)
                if self.states().get(party) != "asked":
                    self.ask(party)
                self.posts()
                self.clock.forward(days=4)
                self.posts()
                who = party if seat.by == "link" else seat.by
                if seat.by == "link":
                    self.opens_link(party)
                else:
                    self.opens(who)
                self.answer(party)
                self.posts()

    def _in_order(self) -> Iterator[str]:
        left = {party.key: party for party in self.dossier.template.parties}
        while left:
            key = next(k for k, party in left.items() if not left.keys() & set(party.after))
            yield key
            del left[key]

    def whole(self, section: str, **change: Any) -> "Played":
        """From the first page to the second agreement."""
        student = self.actor("student")
        self.opens("student")
        self._contract = actions.start_contract(self._enrolment, form=self._form, by=student)
        self.opens("student")
        self.share()
        self.posts()
        self.opens("student")
        self.settles()
        assert self.stage == "agreed", self.states()
        self.looks()
        self.clock.forward(days=7)
        send_due_digests()
        self.posts()
        self.share(**{section: change})
        assert self.stage == "amending", self.stage
        self.opens("student")
        self.settles()
        assert self.stage == "agreed", self.states()
        self.looks()
        return self

    def expected(self) -> set[str]:
        """The least that must have been read, so that nothing is true for want of pages."""
        student = (
            "home",
            "help",
            "workspace",
            "step",
            "check",
            "ask",
            "draft",
            "compare",
            "agreement",
        )
        places = {f"student {one if one in student[:2] else f'contracts:{one}'}" for one in student}
        places |= {f"{who} home" for who in [*self.staff, *self.peers]}
        for party in self.dossier.template.parties:
            if party.by == "link" and self.states()[party.key] != "not_needed":
                places |= {f"{party.key} contracts:plan", f"{party.key} contracts:plan_agreement"}
                places.add(f"email {party.key}1@host.example")
            elif party.by != "link":
                places |= {f"{party.by} contracts:queue", f"{party.by} contracts:review"}
        return places | {"paper 1", "paper 2", "student modules:run", "email nia@house.example"}

    def looks(self) -> None:
        """After an agreement everybody looks again."""
        self.prints()
        for who in ["student", *self.peers, *self.staff]:
            self.opens(who)
        for party in self.dossier.template.parties:
            if party.by == "link" and self.states()[party.key] == "yes":
                self.opens_link(party.key)


def letter_words(letter: EmailMessage) -> str:
    parts = [str(letter.subject), str(letter.body)]
    parts += [words_on(str(content)) for content, _kind in getattr(letter, "alternatives", [])]
    return re.sub(r"https?://\S+", "", " ".join(" ".join(parts).split()))


def place_of(page: str) -> tuple[str, ...] | None:
    """The view of an address, and which of its pages; nothing for pages that are not about a module."""
    path = urlsplit(page).path
    if ELSEWHERE.match(path):
        return None
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.view_name.startswith("rights:"):
        return None
    known = {k: str(v) for k, v in found.kwargs.items() if k in ("key", "seat", "work", "move")}
    return (str(found.view_name), *known.values())
