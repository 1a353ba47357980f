"""The history of one contract in words: acts and who did them, never the private words of an act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.readers import WHOLE
from pactwork.contracts.visibility import parties_heard
from pactwork.contracts.vocabulary import came_into_force
from pactwork.ground.installed import acts
from pactwork.ground.manifest import Act, Heard
from pactwork.ground.words import gettext as _
from pactwork.history.models import Entry
from pactwork.history.names import names_of, read
from pactwork.history.queries import entries_about
from pactwork.modules.rules.roles import LOOKS_AFTER, TEACHING_TEAM

# Who hears of comments and reviews; peers read them beside the words, once they have given their own.
SET = TEACHING_TEAM | {"student"}
CARE = LOOKS_AFTER | {"student"}
POINTS = frozenset({"point_settled", "condition_met"})


@dataclass(frozen=True)
class Told:
    """One act, told; ``agreed`` says which draft came into force with it."""

    at: datetime
    words: str
    icon: str
    seq: int
    agreed: str = ""


@dataclass(frozen=True)
class Ears:
    """What a reader may be told of: parties they may know to be asked, and how much besides."""

    roles: frozenset[str]
    parties: frozenset[str]

    @property
    def inner(self) -> bool:
        return bool(self.roles & (WHOLE | {"placement_officer"}))

    def may_hear(self, act: Act, party: str) -> bool:
        if act.heard is Heard.STAFF and not self.inner:
            return False
        if act.heard is Heard.SET and not self.roles & SET:
            return False
        if act.heard is Heard.CARE and not self.roles & CARE:
            return False
        return not party or party in self.parties


def _ears(dossier: Dossier, roles: frozenset[str]) -> Ears:
    return Ears(roles, parties_heard(dossier, roles))


def _parties(dossier: Dossier) -> dict[str, str]:
    """Which party an answer or a point belongs to, by ref."""
    seats = {seat.pk: seat.party for seat in dossier.seats}
    answers = {a.ref: seats[a.seat_id] for a in dossier.answers}
    return answers | {p.ref: seats[a.seat_id] for a in dossier.answers for p in a.points.all()}


def _party(entry: Entry, known: Mapping[str, str]) -> str:
    said = entry.payload
    about = said.get("point") or (said.get("answer") if "party" not in said else "")
    return str(said.get("party") or known.get(str(about), ""))


def told(dossier: Dossier, roles: frozenset[str]) -> list[Told]:
    """Every act this reader may hear of, newest first; three queries."""
    ears, known = _ears(dossier, roles), _parties(dossier)
    titles = {p.key: p.title for p in dossier.template.parties}
    rows = []
    entries = list(entries_about(dossier.contract.ref))
    names = names_of(entries)
    for entry in entries:
        party = _party(entry, known)
        hidden = entry.act in POINTS and not party and not ears.inner
        act = acts().get(entry.act)
        if hidden or act is None or not ears.may_hear(act, party):
            continue
        said = {"name": _("Someone"), **read(entry, names), "title": titles.get(party, "")}
        agreed = (entry.payload.get("agreed") or {}).get("draft")
        # An erased payload leaves the act and its time, and no words.
        sentence = act.told(said) if entry.payload else _("Something that has since been erased.")
        brought = came_into_force(agreed) if agreed else ""
        rows.append(Told(entry.at, sentence, act.icon, entry.seq, brought))
    return sorted(rows, key=lambda one: (one.at, one.seq), reverse=True)
