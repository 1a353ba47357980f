"""The model said again in the fewest words, to compare the law with. It shares no line with it."""

from dataclasses import dataclass, field

PARTIES = ("host", "tutor", "ethics")
Words = dict[str, str]


@dataclass
class Said:
    kind: str  # yes or revise
    to: Words  # what the yes covers, in words
    at: int
    draft: int
    back: int | None = None  # when it was taken back


@dataclass
class Oracle:
    """A contract as contract.md tells it; ``now`` counts minutes."""

    now: int = 0
    text: Words = field(default_factory=dict)
    drafts: list[Words] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)
    asks: dict[str, int] = field(default_factory=dict)  # open asks: party -> number of the draft
    said: dict[str, list[Said]] = field(default_factory=lambda: {p: [] for p in PARTIES})
    agreed: list[tuple[int, int]] = field(default_factory=list)  # (minute, draft)

    def covers(self, party: str, draft: Words) -> Words:
        parts = {
            "host": ("work", "both"),
            "tutor": ("study", "both", "triage"),
            "ethics": ("triage",) if draft.get("triage") == "yes" else (),
        }[party]
        return {part: draft[part] for part in parts}

    def state(self, party: str) -> str:
        newest = self.drafts[-1] if self.drafts else {}
        if newest and not self.covers(party, newest):
            return "not_needed"
        if not newest:
            return "not_needed" if party == "ethics" else "not_asked"
        if party in self.asks:
            return "asked"
        if not self.said[party]:
            return "not_asked"
        last = self.said[party][-1]
        if last.back is not None or last.kind == "revise":
            return "revise" if last.back is None else "withdrawn"
        return "yes" if self.counts(party, last.to) else "lapsed"

    def counts(self, party: str, to: Words) -> bool:
        """Every section in today's cover reads as it did then."""
        return self.covers(party, self.drafts[-1]).items() <= to.items()

    def complete(self) -> bool:
        return bool(self.drafts) and {self.state(p) for p in PARTIES} <= {"yes", "not_needed"}

    def stage(self) -> str:
        if self.agreed:
            since = self.agreed[-1][0]
            broken = any(
                a.back is not None and a.back > since for p in PARTIES for a in self.said[p]
            )
            return "agreed" if self.complete() else "suspended" if broken else "amending"
        fresh = {self.state(p) for p in PARTIES} <= {"not_asked", "not_needed"}
        return "drafting" if fresh else "asking"

    def settle(self) -> None:
        """Every yes that is needed covers one and the same draft: it is in force from now."""
        last = self.agreed[-1] if self.agreed else None
        stale = last is None or last[1] != len(self.drafts)
        broken = last is not None and any(
            a.back is not None and a.back > last[0] for p in PARTIES for a in self.said[p]
        )
        if self.complete() and (stale or broken):
            self.agreed.append((self.now, len(self.drafts)))

    # Each move says whether it was allowed.

    def share(self) -> bool:
        if self.drafts and self.drafts[-1] == self.text:
            return False
        self.drafts.append(dict(self.text))
        self.shared.append(self.now)
        for party, draft in list(self.asks.items()):
            then = self.covers(party, self.drafts[draft - 1])
            if then != self.covers(party, self.text):
                del self.asks[party]
        return True

    def ask(self, party: str) -> bool:
        if not self.drafts or self.state(party) in ("asked", "yes", "not_needed"):
            return False
        self.asks[party] = len(self.drafts)
        return True

    def take_ask_back(self, party: str) -> bool:
        return self.asks.pop(party, None) is not None

    def answer(self, party: str, kind: str, draft: int) -> bool:
        if party not in self.asks or not 1 <= draft <= len(self.drafts):
            return False
        to = self.covers(party, self.drafts[draft - 1])
        if not self.counts(party, to):
            return False
        self.said[party].append(Said(kind, to if kind == "yes" else {}, self.now, self.asks[party]))
        del self.asks[party]
        return True

    def take_yes_back(self, party: str) -> bool:
        last = self.said[party][-1] if self.said[party] else None
        if last is None or last.kind != "yes" or last.back is not None:
            return False
        last.back = self.now
        return True

    def undo(self, party: str) -> bool:
        last = self.said[party][-1] if self.said[party] else None
        if party == "host" or last is None or last.kind == "revise" or party in self.asks:
            return False  # a link has no undo; after a revision its point was settled at once
        if last.back is not None:
            return False
        if self.now - last.at > 10 or self.shared[-1] > last.at:
            return False
        self.said[party].pop()
        self.asks[party] = last.draft
        self.agreed = [a for a in self.agreed if a[0] < last.at]
        return True
