"""What may be said of a contract's state, and of one answer: what is agreed, what is proposed, who owes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pactwork.contracts.rules.facts import YES, AgreementFact, Facts
from pactwork.contracts.rules.standing import SETTLED, SeatStanding, Stage, Standing, party_state

# What became of one answer since it was given. Only ``holds`` says that it counts today.
Fate = Literal[
    "no_yes", "holds", "unconfirmed", "lapsed", "asked_again", "unused", "answered_again", "waived",
    "not_needed", "not_counted", "disputed",
]  # fmt: skip
FATES: dict[str, Fate] = {
    "yes": "holds",
    "unconfirmed": "unconfirmed",
    "lapsed": "lapsed",
    "revise": "unused",  # a yes with a change whose words no draft has taken up
    "asked": "asked_again",
    "waived": "waived",
    "not_needed": "not_needed",
    "withdrawn": "not_counted",
    "not_asked": "not_counted",
}


@dataclass(frozen=True)
class State:
    """``agreed`` is the newest agreement, in force or not; ``broken_at`` since when a yes in it is gone.

    ``proposed`` is the newest draft, where that is not what was agreed; ``owing`` are the seats that
    have still to say yes to it; of those in ``to_confirm`` staff have to say who gave the yes.
    """

    stage: Stage
    agreed: AgreementFact | None
    proposed: int | None
    owing: tuple[SeatStanding, ...]
    to_confirm: tuple[SeatStanding, ...]
    broken_at: datetime | None
    disputed: bool
    paused_at: datetime | None
    ended_at: datetime | None
    ended_how: str

    @property
    def everybody(self) -> bool:
        """Everybody whose yes is needed has given it, to one and the same draft, and it holds."""
        return self.stage == "agreed"

    @property
    def in_force(self) -> AgreementFact | None:
        return self.agreed if self.stage in ("agreed", "amending") else None


def state_of(facts: Facts, stands: Standing) -> State:
    """The state of a contract, from its standing and nothing else."""
    agreed = facts.agreements[-1] if facts.agreements else None
    newest = facts.newest.number if facts.newest else None
    gone = [
        a
        for a in facts.answers
        if agreed and a.withdrawn_at and a.withdrawn_at > agreed.from_at and a.kind in YES
    ]
    broken = gone and not stands.complete
    missing = _missing(facts, stands)
    return State(
        stage=stands.stage,
        agreed=agreed,
        proposed=newest if newest and (agreed is None or agreed.draft != newest) else None,
        owing=tuple(s for s in missing if s.state != "unconfirmed"),
        to_confirm=tuple(s for s in missing if s.state == "unconfirmed"),
        broken_at=min((a.withdrawn_at for a in gone if a.withdrawn_at), default=None)
        if broken
        else None,
        disputed=any(a.record and a.record.disputed and not a.record.settled for a in gone),
        paused_at=facts.paused_at,
        ended_at=facts.ended_at,
        ended_how=facts.ended_how,
    )


def _missing(facts: Facts, stands: Standing) -> tuple[SeatStanding, ...]:
    """Seats without a yes that counts for the newest draft, of parties whose yes is missing."""
    if facts.newest is None:
        return ()
    found: list[SeatStanding] = []
    for party in facts.template.parties:
        seats = stands.party(party.key)
        if party_state(facts, party.key, seats) not in SETTLED:
            found += [seat for seat in seats if seat.state not in SETTLED]
    return tuple(found)


def fate_of(facts: Facts, stands: Standing, answer: int) -> Fate:
    """What became of one answer, which somebody may read again at any time."""
    given = next(a for a in facts.answers if a.id == answer)
    if given.withdrawn_at:
        record = given.record
        return "disputed" if record and record.disputed and not record.settled else "not_counted"
    place = stands.seat(given.seat)
    if place.answer is None or place.answer.id != given.id:
        return "answered_again"
    if given.kind not in YES:
        return "asked_again" if place.state == "asked" else "no_yes"
    return FATES[place.state]
