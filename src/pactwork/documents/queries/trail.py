"""What a proof rests on: when emails went out, who wrote answers down, the entries of the history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Draft, Recording
from pactwork.documents.reader import Reader
from pactwork.ground.words import gettext as _
from pactwork.history.models import Delivery, Entry
from pactwork.history.queries import entries_about


@dataclass
class Trail:
    """The contract's letters, recordings and entries, for looking up what belongs to an answer."""

    dossier: Dossier
    reader: Reader
    sent: Mapping[str, datetime | None] = field(default_factory=dict)
    recordings: Mapping[int, Recording] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def reads_addresses(self) -> bool:
        return self.reader.full or "placement_officer" in self.reader.roles

    def address(self, email: str, party: str) -> str:
        known = self.reads_addresses or party in self.reader.parties
        return email if email and known else _("the address we asked them at")

    def entry_of(self, answer: Answer) -> Entry | None:
        found = (e for e in self.entries if e.payload.get("answer") == answer.ref)
        return next(found, None)

    def entry_of_draft(self, draft: Draft) -> Entry | None:
        shared = (e for e in self.entries if e.act == "draft_shared")
        return next((e for e in shared if e.payload.get("draft") == draft.number), None)


def trail(dossier: Dossier, reader: Reader) -> Trail:
    """Three queries, however much happened."""
    refs = [ask.ref for ask in dossier.asks if ask.link_id]
    letters = Delivery.objects.filter(kind="asked", about__in=refs).order_by("pk")
    of_this = Recording.objects.filter(answer__seat__contract=dossier.contract)
    return Trail(
        dossier,
        reader,
        sent={letter.about: letter.sent_at for letter in letters},
        recordings={r.answer_id: r for r in of_this.select_related("by_person", "file")},
        entries=list(entries_about(dossier.contract.ref)),
    )
