"""Any module file played with real moves: one contract, its staff by role, its seats by number."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Answer, Contract, Draft, Seat
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.rules.facts import Facts
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.typed import Told
from pactwork.contracts.visibility import JOINS
from pactwork.ground import clock
from pactwork.modules.actions import Place, enrol, give_role, load_module
from pactwork.modules.queries import template_for
from pactwork.modules.reading import read_bytes
from pactwork.modules.rules.specification import Prompt, Section
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.actors import Actor, actor_for
from pactwork.people.models import Person
from tests.stories import spread

FILES = Path(__file__).resolve().parent.parent / "modules" / "files"
PANEL = Path(__file__).resolve().parent / "files" / "panel.yaml"
TRIO = PANEL.with_name("trio.yaml")
ROLES = ("facilitator", "ethics_reviewer", "placement_officer", "module_leader")


def _answer(prompt: Prompt, words: str) -> Any:
    given: dict[str, Any] = {
        "choice": prompt.options[:1] and prompt.options[0],
        "choices": prompt.options[:1],
        "date": "2027-05-03",
        "hours": "12",
        "number": f"{max(3, prompt.from_number or 0)}",
        "money": "1200.5",
        "month": "2027-05",
        "yesno": prompt.must or "no",
        "email": "somebody@host.example",
    }
    return given.get(prompt.type, f"{words}: {prompt.key}.")


def filled(section: Section, context: Context, words: str = "Said") -> dict[str, Any]:
    """A section answered so that nothing is missing."""
    asked = [*section.questions, *section.prompts]
    value = {prompt.key: _answer(prompt, words) for prompt in asked}
    if section.kind in ("goals", "people"):
        row = {prompt.key: _answer(prompt, words) for prompt in section.each}
        value["rows"] = [row] * max(section.least, 1)
    if section.kind == "grid":
        cells = {c.key: c.options[0] if c.options else words for c in section.columns}
        value["cells"] = {str(n): cells for n in range(len(section.rows))}
    if section.kind == "outcomes":
        value |= {o.key: f"{words}: {o.key}." for o in context.outcomes}
    if section.kind == "choice":
        value |= {c.key: c.formats[0].key for c in context.components if len(c.formats) > 1}
    return value


class Play:
    """One contract under a module file, at an institution of its own.

    ``swaps`` put other words into the file first.
    """

    def __init__(self, file: Path, *, at: str = "", **swaps: str) -> None:
        text = file.read_text(encoding="utf-8")
        for old, new in swaps.items():
            text = text.replace(old, new)
        spec = read_bytes(text.encode(), file.name, file.parent)
        self.institution = found_institution(f"Institution {at} of {spec.key} {swaps}")
        self.run = load_module(self.institution, spec, folder=file.parent)
        self.people: dict[str, Person] = {}
        for kind in ROLES:
            for n in (1, 2, 3):
                give_role(self.run, self._person(f"{kind}{n}"), kind)
        place = Place(spec.variants[0].code)
        enrolment = enrol(self.run, self._person("student"), place)
        form = template_for(enrolment)
        self._contract = actions.start_contract(enrolment, form=form, by=self.actor("student"))

    def _person(self, key: str) -> Person:
        email = f"{key}@{self.institution.ref}.example"
        self.people[key] = enter_person(self.institution, key=key, name=key.title(), email=email)
        return self.people[key]

    def actor(self, key: str) -> Actor:
        return actor_for(self.people[key])

    @property
    def contract(self) -> Contract:
        return Contract.objects.select_related(*JOINS).get(pk=self._contract.pk)

    @property
    def dossier(self) -> Dossier:
        return load_dossier(self.contract)

    @property
    def facts(self) -> Facts:
        return self.dossier.facts_with_working()

    def states(self) -> dict[str, str]:
        seats = self.dossier.stands.seats
        many = {s.party for s in seats if s.n > 1}
        return {f"{s.party}{s.n}" if s.party in many else s.party: s.state for s in seats}

    @property
    def stage(self) -> str:
        return self.dossier.stands.stage

    def seat(self, party: str, n: int = 1) -> Seat:
        return Seat.objects.get(contract=self._contract, party=party, n=n)

    def write(self, **changes: Mapping[str, Any]) -> None:
        """The student answers every section, with these changes."""
        dossier = self.dossier
        versions = {t.section: t.version for t in self._contract.texts.all()}
        for section in dossier.blank.sections:
            value = filled(section, dossier.context)
            if section.kind == "weeks":
                value["weeks"] = spread(dossier)
            value |= changes.get(section.key, {})
            kept = versions.get(section.key, 0)
            by = self.actor("student")
            actions.save_text(self.contract, section.key, value, version=kept, by=by)

    def share(self, wording_only: bool = False, **changes: Mapping[str, Any]) -> Draft:
        self.write(**changes)
        by, why = self.actor("student"), "What the first weeks showed."
        return actions.share_draft(self.contract, by=by, note=why, wording_only=wording_only)

    @property
    def newest(self) -> int:
        last = self._contract.drafts.last()
        return last.number if last else 0

    def ask(self, party: str, n: int = 1, email: str = "") -> Seat:
        seat = self.seat(party, n)
        who = {"name": f"{party} {n}", "email": email or f"{party}{n}@host.example"}
        who = who if seat.by == "link" else {}
        by = self.actor("student")
        actions.ask(self.contract, seat.ref, by=by, draft=self.newest, **who)
        return seat

    def giver(self, party: str, n: int = 1) -> Actor:
        """Who answers: the holder of a seat by link; the role's first for seat 1, second for 2."""
        seat = self.seat(party, n)
        if seat.by != "link":
            return self.actor(f"{seat.by}{n}")
        holder = seat.holders.get(until_at=None)
        return Actor(self.institution.pk, holder.name, f"holder:{holder.pk}", via="link")

    def answer(
        self, party: str, kind: str = "yes", n: int = 1, by: str = "", draft: int = 0, **said: Any
    ) -> Answer:
        seat = self.seat(party, n)
        actor = self.actor(by) if by else self.giver(party, n)
        if seat.by != "link" and kind in ("yes_suggest", "yes_conditions", "revise"):
            due = clock.today("Europe/London") + timedelta(days=14)
            said.setdefault("points", (PointSaid("Say more.", due_on=due),))
        if seat.by == "link" and kind == "revise":
            said.setdefault("note", "Not in May.")
        draft = draft or self.newest
        return actions.answer(self.contract, seat.ref, Said(kind, **said), by=actor, draft=draft)

    def record(self, party: str, n: int = 1, by: str = "student") -> Answer:
        """Somebody writes down what a seat by link said in a meeting today."""
        seat, today = self.seat(party, n), clock.today("Europe/London")
        email = f"{party}{n}@host.example"
        told = Told("meeting", today, f"{party} {n}", email, reason="We met at work.")
        known = {"by": self.actor(by), "draft": self.newest}
        return actions.record_yes(self.contract, seat.ref, told, **known)

    def dispute(self, party: str, n: int = 1) -> None:
        ref, by = self.seat(party, n).ref, self.giver(party, n)
        actions.dispute(self.contract, ref, by=by, reason="I did not say that.")

    def withdraw(self, party: str, n: int = 1) -> None:
        ref, by = self.seat(party, n).ref, self.giver(party, n)
        actions.withdraw_yes(self.contract, ref, by=by, reason="It has changed here.")

    def agreed(self, *parties: str) -> None:
        """These parties are asked about the newest draft and say yes."""
        for party in parties:
            self.ask(party)
            self.answer(party)

    def end(self) -> None:
        by = self.actor("module_leader3")
        actions.end_contract(self.contract, by=by, kind="completed", reason="It is done.")
