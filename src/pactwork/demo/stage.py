"""The demo plays real moves at past times: each contract's steps, all put in one order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.contexts import context_of
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Contract, Draft, Point, Seat
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.visibility import fresh
from pactwork.demo.cast import Part, Sections, stored
from pactwork.ground import clock
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import template, template_for
from pactwork.people.actors import Actor, actor_for
from pactwork.people.models import Person
from pactwork.reviews.actions import comment, reply

ETHICS = "ethics_reviewer"


@dataclass
class Programme:
    """Everything that will happen, played in the order of its time."""

    now: datetime
    events: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)

    @property
    def midday(self) -> datetime:
        """The last midday that has passed: people in the demo keep decent hours."""
        noon = self.now.replace(hour=12, minute=0, second=0, microsecond=0)
        return noon if noon <= self.now else noon - timedelta(days=1)

    def add(self, ago: float, minutes: int, move: Callable[[], None]) -> None:
        """``ago`` days before the last midday, and some minutes so that no two people keep step."""
        moment = self.midday - timedelta(days=ago) + timedelta(minutes=minutes)
        self.events.append((moment, len(self.events), move))

    def play(self, so_far: Callable[[str], None]) -> None:
        for done, (moment, _, move) in enumerate(sorted(self.events, key=lambda e: e[:2])):
            with clock.at(min(moment, self.now - timedelta(minutes=20))):
                move()
            if done % 25 == 0:
                so_far(f"{done} of {len(self.events)} moves")


@dataclass
class Player:
    """One student researcher's contract on the stage; every method schedules a real move."""

    programme: Programme
    part: Part
    enrolment: Enrolment
    staff: dict[str, Person]  # by key; "facilitator" and "colleague" are those of this run
    peers: dict[str, Person]
    number: int
    back: float = 0  # days before the usual time: last year's run
    opened: list[Contract] = field(default_factory=list)

    def at(self, ago: float, move: Callable[[], None]) -> None:
        self.programme.add(ago + self.back, (self.number * 37) % 230 - 115, move)

    # What is there when a move is played ---------------------------------------------------------

    @cached_property
    def me(self) -> Actor:
        return actor_for(self.enrolment.person)

    def contract(self) -> Contract:
        return fresh(self.opened[0])

    def found(self) -> Dossier:
        return load_dossier(self.contract())

    @cached_property
    def _seats(self) -> list[Seat]:
        return list(self.opened[0].seats.all())

    def seat(self, by: str) -> Seat:
        """The first seat answered for in this way: by link, or by a role."""
        return next(seat for seat in self._seats if seat.by == by)

    def holder(self) -> Actor:
        held = self.seat("link").holders.get(until_at=None)
        institution = self.enrolment.run.institution_id
        return Actor(institution, held.name, f"holder:{held.pk}", via="link")

    def who(self, by: str) -> Actor:
        if by == "link":
            return self.holder()
        return actor_for(self.staff["anil" if by == ETHICS else by])

    def peer(self, name: str, number: int) -> Person | None:
        """Whoever in the set is called so; no name means the next one round the table."""
        others = [p for p in self.peers.values() if p.pk != self.enrolment.person_id]
        if not name and others:
            return others[(self.number + number) % len(others)]
        return self.peers.get(name)

    def text(self, contract: Contract, *layers: Sections) -> Sections:
        """These words as the contract stores them, later layers over earlier ones."""
        merged: Sections = {}
        for layer in layers:
            for key, words in layer.items():
                merged[key] = {**merged.get(key, {}), **words}
        start = self.enrolment.run.starts_on
        return stored(merged, template(contract.template), context_of(contract), start)

    def newest(self) -> int:
        drafts = Draft.objects.filter(contract=self.opened[0])
        return drafts.order_by("-number").values_list("number", flat=True).first() or 0

    # Moves ---------------------------------------------------------------------------------------

    def start(
        self, ago: float, copy_from: Callable[[], Contract | None] = lambda: None
    ) -> "Player":
        def move() -> None:
            form, earlier = template_for(self.enrolment), copy_from()
            begun = actions.start_contract(self.enrolment, form=form, by=self.me, copy_from=earlier)
            self.opened.append(fresh(begun))

        self.at(ago, move)
        return self

    def write(self, ago: float, *layers: Sections) -> "Player":
        def move() -> None:
            contract = self.contract()
            kept = {t.section: t for t in contract.texts.all()}
            text = self.text(contract, *(layers or (self.part.sections,)))
            new = {k: v for k, v in text.items() if k not in kept or kept[k].value != v}
            versions = {key: kept[key].version for key in new if key in kept}
            actions.save_texts(contract, new, versions=versions, by=self.me, attempted=True)

        self.at(ago, move)
        return self

    def share(self, ago: float, note: str = "", *, wording_only: bool = False) -> "Player":
        said: dict[str, Any] = {"note": note, "wording_only": wording_only}
        self.at(ago, lambda: void(actions.share_draft(self.contract(), by=self.me, **said)))
        return self

    def redraft(self, ago: float, note: str = "") -> "Player":
        self.write(ago + 0.05, self.part.sections, self.part.redraft)
        return self.share(ago, note)

    def ask(self, ago: float, by: str, message: str = "") -> "Player":
        def move() -> None:
            who = dict(self.part.advocate) if by == "link" else {}
            seat, number = self.seat(by), self.newest()
            actions.ask(self.contract(), seat.ref, by=self.me, draft=number, message=message, **who)

        self.at(ago, move)
        return self

    def answer(self, ago: float, by: str, kind: str, as_: str = "", **said: Any) -> "Player":
        def move() -> None:
            number, seat = self.newest(), self.seat(by)
            actor = self.who(as_ or by)
            actions.answer(self.contract(), seat.ref, Said(kind, **said), by=actor, draft=number)

        self.at(ago, move)
        return self

    # A redraft may have taken out what the ethics questions raised; then nobody is asked.

    def _raised(self) -> bool:
        seat = self.seat(ETHICS)
        return self.found().stands.seat(seat.pk).state != "not_needed"

    def ask_ethics(self, ago: float) -> "Player":
        def move() -> None:
            if self._raised():
                seat, number = self.seat(ETHICS), self.newest()
                actions.ask(self.contract(), seat.ref, by=self.me, draft=number)

        self.at(ago, move)
        return self

    def answer_ethics(self, ago: float, kind: str, **said: Any) -> "Player":
        def move() -> None:
            if self._raised():
                seat, by = self.seat(ETHICS), self.who(ETHICS)
                said_now = Said(kind, **said)
                actions.answer(self.contract(), seat.ref, said_now, by=by, draft=self.newest())

        self.at(ago, move)
        return self

    def points(self, due_in: int | None = None) -> tuple[PointSaid, ...]:
        """What the files let the facilitator say, dated where they are conditions."""
        day = self.programme.now + timedelta(days=(due_in or 0) - self.back)
        due = day.date() if due_in else None
        return tuple(PointSaid(p["text"], p["section"], due_on=due) for p in self.part.points)

    def settle(self, ago: float, *responses: tuple[str, str]) -> "Player":
        """Answer the open points in order with (response, reason)."""

        def move() -> None:
            contract = self.contract()
            open_points = Point.objects.filter(Point.OPEN, answer__seat__contract=contract)
            for number, point in enumerate(open_points):
                response, reason = responses[number % len(responses)]
                actions.settle_point(
                    contract, point.ref, by=self.me, response=response, reason=reason
                )

        self.at(ago, move)
        return self

    def meet(self, ago: float) -> "Player":
        """Staff confirm that every condition has been met."""

        def move() -> None:
            contract, by = self.contract(), self.who("facilitator")
            asked = Point.objects.filter(answer__seat__contract=contract, met_at=None)
            for ref in asked.filter(kind=Point.CONDITION).values_list("ref", flat=True):
                actions.meet_condition(contract, ref, by=by)

        self.at(ago, move)
        return self

    def end(self, ago: float, kind: str, why: str) -> "Player":
        def move() -> None:
            by = actor_for(self.staff["ruth"])
            actions.end_contract(self.contract(), by=by, kind=kind, reason=why)

        self.at(ago, move)
        return self

    def discuss(self, ago: float) -> "Player":
        """The set says what the files give it, a few hours apart, and the student replies."""
        for number, words in enumerate(self.part.comments):
            peer = self.peer(words.get("by", ""), number)
            if peer:
                self.at(ago - number * 0.4, self._comment(words, actor_for(peer)))
        return self

    def _comment(self, words: dict[str, Any], peer: Actor) -> Callable[[], None]:
        def move() -> None:
            contract, section = self.contract(), words["section"]
            path, number = self._line(section, words["quote"])
            made = comment(
                contract,
                by=peer,
                draft=number,
                section=section,
                path=path,
                quote=words["quote"],
                text=words["text"],
            )
            if words.get("reply"):
                reply(contract, made.ref, by=self.me, text=words["reply"])

        return move

    def _line(self, section: str, quote: str) -> tuple[str, int]:
        """The line of the newest draft in which these words stand, and its number."""
        contract = self.contract()
        part = template(contract.template).section(section)
        draft = Draft.objects.filter(contract=contract).last()
        if part is None or draft is None:
            raise LookupError(section)
        flat = " ".join(quote.split())
        lines = lines_of(part, draft.content, context_of(contract))
        path = next(line.path for line in lines if flat in " ".join(line.text.split()))
        return path, draft.number


def void(_: object) -> None:
    """For moves whose result nobody needs."""
