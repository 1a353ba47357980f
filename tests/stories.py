"""Nadine's world for tests. A story reaches a state only by playing real moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.test import Client

import pactwork
from pactwork.contracts.actions import (
    answer,
    ask,
    save_texts,
    share_draft,
    start_contract,
)
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Answer, Contract, Draft, Seat
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.visibility import joined
from pactwork.ground import clock
from pactwork.modules.actions import Place, enrol, give_role, load_module
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import template_for
from pactwork.modules.reading import read_bytes
from pactwork.people.actions import enter_person, found_institution, organisation
from pactwork.people.actors import Actor, actor_for
from pactwork.people.models import Institution, Person

FILES = Path(pactwork.__file__).parent / "modules" / "files"
STAFF = {
    "helen": ("Dr Helen Marsh", "facilitator"),
    "owen": ("Owen Pritchard", "facilitator"),
    "ruth": ("Prof. Ruth Adeyemi", "module_leader"),
    "anil": ("Dr Anil Kapoor", "ethics_reviewer"),
    "grace": ("Grace Obi", "placement_officer"),
    "dan": ("Dan Frost", "careers"),
    "lena": ("Prof. Lena Fischer", "examiner"),
}
STUDENTS = {
    "nadine": "Nadine Brooks",
    "tomasz": "Tomasz Zielinski",
    "priya": "Priya Raman",
    "samir": "Samir Haddad",
    "jane": "Jane Whitlock",
    "colin": "Colin Tarrant",  # in another set
}
CAROL = {"name": "Carol Benning", "email": "carol.benning@larkmoor.example", "job": "Team leader"}

WORDS: dict[str, dict[str, Any]] = {
    "try": {
        "will": "Open my next six complaint calls with one question.",
        "expect": "The caller slows down.",
        "surprised": "Nobody notices a difference.",
    },
    "bothers": {
        "bothers": "Tenants ring me angry and my calls end with neither of us knowing what is next.",
        "who-notices": "My team leader Carol, who reads the complaint log on Fridays.",
    },
    "question": {
        "title": "Handling complaints well, starting with my own calls",
        "question": "How can I open a complaint call so that we both leave with a date?",
        "use": "Carol can use what works in our team meeting.",
    },
    "stops": {
        "inside": "The complaint calls I take myself, and how all three teams handle theirs.",
        "outside": "I will not rewrite the complaints policy.",
        "touches": "The tenants who ring me, and my own team.",
    },
    "activities": {
        "rows": [
            {"doing": "Listen back to six calls", "when": "Week 3", "why": "To see where it turns"}
        ]
    },
    "reasoning": {
        "people": "Tenants ring on a bad day, so I write down my words and never theirs.",
        "fair": "Anyone may ask me to leave their call out.",
    },
    "triage": {},
    "signs": {
        "rows": [{"sign": "More calls end with a date", "evidence": "My log", "who": "Carol"}]
    },
    "outcomes": {},
    "weeks": {},
    "card": {
        "do": "Listen back to twelve of my own complaint calls.",
        "when": "January to March, two hours a week.",
        "need": "My own call recordings and half an hour in weeks 5 and 9.",
        "safe": "No tenant names leave Larkmoor.",
        "gets": "One page in April on what worked.",
        "first-day": "2026-11-02",
        "hours-at-work": "24",
    },
    "helps": {"rows": [{"name": "Carol", "help": "Listens to three calls", "how-often": "Twice"}]},
    "format": {},
}


def full_text(dossier: Dossier, **changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every section answered so that nothing is missing, with these sections' words changed."""
    said = {key: dict(value) for key, value in WORDS.items()}
    sections = {s.key: s for s in dossier.template.sections}
    said["triage"] = {q.key: "no" for q in sections["triage"].questions}
    said["outcomes"] = {
        o.key: f"By doing what outcome {o.key} says." for o in dossier.context.outcomes
    }
    said["format"] = {
        c.key: c.formats[0].key for c in dossier.context.components if len(c.formats) > 1
    }
    said["weeks"] = {"weeks": spread(dossier)}
    for key, value in changes.items():
        said[key] = {**said.get(key, {}), **value}
    return said


def spread(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """Hours that add up: each kind shared out over the weeks as evenly as whole hours allow."""
    weeks = [str(w.number) for w in dossier.context.weeks]
    plan: dict[str, dict[str, Any]] = {n: {"doing": ""} for n in weeks}
    for kind in dossier.context.hours:
        each, rest = divmod(kind.hours, len(weeks))
        for place, number in enumerate(weeks):
            plan[number][kind.key] = each + (place < rest)
    return plan


@dataclass
class World:
    institution: Institution
    run: Run
    people: dict[str, Person]
    enrolments: dict[str, Enrolment] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_for(Person.objects.get(pk=self.people[name].pk))

    def client(self, name: str) -> Client:
        """A browser in which this person has signed in."""
        client = Client()
        account = self.people[name].account
        assert account is not None
        client.force_login(account, backend="pactwork.web.signin.Backend")
        return client

    def contract(self, name: str = "nadine") -> Contract:
        """The student's contract, started if it is not there yet."""
        found = joined().filter(student=self.people[name]).first()
        if found:
            return found
        enrolment = Enrolment.objects.select_related("run__institution", "person").get(
            pk=self.enrolments[name].pk
        )
        started = start_contract(enrolment, form=template_for(enrolment), by=self.actor(name))
        return joined().get(pk=started.pk)

    def dossier(self, name: str = "nadine") -> Dossier:
        return load_dossier(self.contract(name))

    def seat(self, party: str, name: str = "nadine") -> Seat:
        return Seat.objects.get(contract=self.contract(name), party=party)

    def write(self, name: str = "nadine", **changes: dict[str, Any]) -> Contract:
        """The student writes every section, with these changes."""
        contract, found = self.contract(name), self.dossier(name)
        versions = {t.section: t.version for t in contract.texts.all()}
        text = full_text(found, **changes)
        known = {key: value for key, value in text.items() if found.template.section(key)}
        save_texts(contract, known, versions=versions, by=self.actor(name))
        return contract

    def share(
        self,
        name: str = "nadine",
        note: str = "What the first weeks showed.",
        wording_only: bool = False,
        ask_again: Sequence[str] = (),
        **changes: dict[str, Any],
    ) -> Draft:
        contract, by = self.write(name, **changes), self.actor(name)
        known = {"note": note, "wording_only": wording_only, "ask_again": ask_again}
        return share_draft(contract, by=by, **known)

    def ask(self, party: str, name: str = "nadine", **who: str) -> Seat:
        """The newest draft is put before a party; the workplace is Carol unless said otherwise."""
        contract, seat = self.contract(name), self.seat(party, name)
        newest = contract.drafts.last()
        assert newest is not None
        who = {**(CAROL if seat.by == "link" else {}), **who}
        ask(contract, seat.ref, by=self.actor(name), draft=newest.number, **who)
        return seat

    def carol(self, name: str = "nadine") -> Actor:
        """Whoever holds the workplace's seat, come by the mailed link."""
        holder = self.seat("workplace", name).holders.get(until_at=None)
        return Actor(self.institution.pk, holder.name, f"holder:{holder.pk}", via="link")

    def answer(
        self, party: str, kind: str = "yes", by: str = "", name: str = "nadine", **said: Any
    ) -> Answer:
        """A party answers about the newest draft; points default to one where the kind needs one."""
        contract, seat = self.contract(name), self.seat(party, name)
        newest = contract.drafts.last()
        assert newest is not None
        staff = {"university": "helen", "ethics": "anil"}
        actor = self.carol(name) if seat.by == "link" else self.actor(by or staff[party])
        if kind in ("yes_suggest", "revise", "yes_conditions") and seat.by != "link":
            due = clock.today("Europe/London") + timedelta(days=14)
            point = PointSaid("Say how you will pick the calls.", "signs", due_on=due)
            said.setdefault("points", (point,))
        if kind == "revise" and seat.by == "link":
            said.setdefault("note", "Not in March, please: we move offices.")
        asked = seat.asks.filter(ended_at=None).select_related("handed_to").first()
        other = asked.handed_to if asked else None  # whoever plays this means it, wherever it lies
        meant, number = other.ref if other else "", newest.number
        said_so = Said(kind, **said)
        return answer(contract, seat.ref, said_so, by=actor, draft=number, in_place_of=meant)

    def agreed(self, name: str = "nadine") -> Contract:
        """The whole story: written, shared, asked, and both say yes."""
        self.share(name)
        self.ask("workplace", name)
        self.answer("workplace", name=name)
        self.ask("university", name)
        self.answer("university", name=name)
        return self.contract(name)


def make_world(
    name: str = "Midshire University",
    mail: str = "midshire.example",
    swaps: Mapping[str, str] | None = None,
) -> World:
    """One institution, one run of the action inquiry module, its staff, two sets.

    ``swaps`` put other words into the module's file first.
    """
    institution = found_institution(name, help_email=f"help@{mail}")
    folder = FILES / "action-inquiry"
    text = (folder / "module.yaml").read_text(encoding="utf-8")
    for old, new in (swaps or {}).items():
        assert old in text
        text = text.replace(old, new)
    run = load_module(institution, read_bytes(text.encode(), "module.yaml", folder), folder=folder)
    people: dict[str, Person] = {}
    for key, (called, kind) in STAFF.items():
        email = f"{key}@{mail}"
        people[key] = enter_person(institution, key=key, name=called, email=email)
        give_role(run, people[key], kind, weeks=[4] if kind == "careers" else None)
    people["moira"] = enter_person(
        institution,
        key="moira",
        name="Moira Keane",
        email=f"moira@{mail}",
        administrator=True,
    )
    world = World(institution, run, people)
    code = run.specification["variants"][0]["code"]
    for key, called in STUDENTS.items():
        email = f"{key}@student.{mail}"
        workplace = organisation(institution, "Larkmoor Homes")
        people[key] = enter_person(
            institution,
            key=key,
            name=called,
            email=email,
            organisation=workplace,
            job="Housing officer",
        )
        place = Place(code, cohort="Autumn", learning_set="Set 2" if key == "colin" else "Set 1")
        world.enrolments[key] = enrol(run, people[key], place)
    return world
