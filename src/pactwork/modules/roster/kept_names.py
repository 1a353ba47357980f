"""One thing keeps one name: as it is known here, else as the file writes it first."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pactwork.ground.mailboxes import mailbox
from pactwork.ground.spelling import folded
from pactwork.modules.roster.known import Known, RunState
from pactwork.modules.roster.lines import Line

PLACES = ("cohort", "set")


class KeptNames:
    def __init__(self, known: Known) -> None:
        self.keys = _first(known.people)
        self.numbers = {_short(key): key for key in known.people if _short(key)}
        self.emails = {mailbox(p.email): p.email for p in known.people.values()}
        self.work = _first(p.organisation for p in known.people.values())
        self.named = {
            "cohort": {(run, folded(name)): name for run, name in sorted(known.cohorts)},
            "set": {(run, folded(name)): name for run, name in sorted(known.sets)},
        }
        self.exact = {"cohort": known.cohorts, "set": known.sets}

    def settled(self, one: Line) -> Line:
        """The line with the keys, the address and the organisation as they are written here."""
        said = dict(one.said)
        if said.get("deputy_for"):
            said["deputy_for"] = self.keys.get(folded(said["deputy_for"]), said["deputy_for"])
        if said.get("organisation"):
            name = said["organisation"]
            said["organisation"] = self.work.setdefault(folded(name), name)
        if said.get("email"):
            said["email"] = self.emails.setdefault(mailbox(said["email"]), said["email"])
        return replace(one, key=self.keys.get(folded(one.key), one.key), said=said)

    def add(self, key: str) -> None:
        self.keys.setdefault(folded(key), key)
        if _short(key):
            self.numbers.setdefault(_short(key), key)

    def zeros(self, key: str) -> str:
        """Another key that differs from this one only by zeros in front."""
        other = self.numbers.get(_short(key), key) if _short(key) else key
        return "" if folded(key) in self.keys or other == key else other

    def places(self, run: RunState, said: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {
            column: self._place(column, run.ref, said.get(column, "")) for column in PLACES
        }
        found["group"] = {folded(g): g for g in run.groups}.get(folded(said.get("group", "")))
        return {column: name for column, name in found.items() if name}

    def _place(self, column: str, run: str, name: str) -> str:
        if not name or (run, name) in self.exact[column]:
            return name
        return self.named[column].setdefault((run, folded(name)), name)


def _first(names: Iterable[str]) -> dict[str, str]:
    return {folded(name): name for name in sorted(names, reverse=True)}


def _short(key: str) -> str:
    """A number without the zeros in front."""
    return key.lstrip("0") if key.isdigit() else ""
