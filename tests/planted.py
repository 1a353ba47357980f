"""What is planted: marks, who may read each, and the letters that were sent meanwhile."""

from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage

from pactwork.digests.actions import send_due_digests
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.readers import STUDENT
from tests.stories import World, full_text

# Fields that hold no free words: there is nothing to mark in them.
PLAIN = {
    ("card", "first-day"),
    ("card", "hours-at-work"),
    *(("triage", key) for key in ("vulnerable", "own-staff", "covert")),
    *(("triage", key) for key in ("sensitive", "images", "personal-data")),
}


@dataclass
class Planted:
    """Every mark with what it marks, and who may read it."""

    world: World
    clock: Clock
    what: dict[str, str] = field(default_factory=dict)
    may: dict[str, set[str]] = field(default_factory=dict)
    letters: list[EmailMessage] = field(default_factory=list)
    shut: dict[str, set[str]] = field(default_factory=dict)  # mark -> who may not read it now

    def mark(self, what: str, *may: set[str]) -> str:
        """A word that stands nowhere else, found again whatever is done to the text around it."""
        word = f"xq{len(self.what):03d}zvk"
        self.what[word], self.may[word] = what, set().union(*may)
        return word

    def shut_from(self, who: set[str], *whats: str) -> None:
        """From now on these people may not read what is called so, or begins so; or no more."""
        for word, what in self.what.items():
            if what.startswith(whats):
                self.shut[word] = self.shut.get(word, set()) | who

    def open_to(self, who: set[str]) -> None:
        """What they were shut from is theirs to read."""
        self.shut = {word: out - who for word, out in self.shut.items()}

    def text(self, version: str, readers: dict[str, set[str]], **plain: Any) -> dict[str, Any]:
        """Every section, with a mark in each field that holds words."""
        found = full_text(self.world.dossier())
        for section, value in found.items():
            if section != "format":
                who = readers.get(section, STUDENT)
                found[section] = self._marked(f"{version}: {section}", value, who, section)
        found["triage"]["letters"] = self.mark(f"{version}: triage letters", readers["triage"])
        return {s: {**v, **plain.get(s, {})} for s, v in found.items()}

    def _marked(self, what: str, value: Any, who: set[str], section: str, key: str = "") -> Any:
        if isinstance(value, dict):
            return {
                k: self._marked(f"{what} {k}", v, who, section, str(k)) for k, v in value.items()
            }
        if isinstance(value, list):
            return [self._marked(f"{what} {n}", v, who, section) for n, v in enumerate(value)]
        if not isinstance(value, str) or (section, key) in PLAIN:
            return value
        return f"{value} {self.mark(what, who)}".strip()

    def later(self, hours: int = 2) -> None:
        """So many hours on, with the post delivered in between."""
        self.clock.forward(hours=hours)
        send_due_digests()
        mail.outbox.clear()
        deliver_due(EMAILS, most=1_000)
        self.letters += mail.outbox
