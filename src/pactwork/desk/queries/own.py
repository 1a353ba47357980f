"""One's own answers that were taken back, points not sent yet, and notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, SavedNote, UnsentPoint
from pactwork.ground.one_query import Bundle
from pactwork.people.actors import Actor


def taken_back(dossier: Dossier, actor: Actor, ref: str) -> Answer | None:
    """One's own answer on this contract that was undone, to begin again from."""
    answers = Answer.objects.filter(seat__contract=dossier.contract, undone_at__isnull=False)
    mine = answers.filter(ref=ref, by_person_id=actor.person_id or 0)
    return mine.select_related("seat").prefetch_related("points").first()


@dataclass(frozen=True)
class Kept:
    """What somebody keeps for their answers: nobody else reads it."""

    unsent: list[UnsentPoint] = field(default_factory=list)  # about one contract
    notes: list[SavedNote] = field(default_factory=list)


_kept = Bundle(
    lambda contract, person: {
        "unsent": UnsentPoint.objects.filter(contract=contract, person=person),
        "notes": SavedNote.objects.filter(person=person),
    }
)


def kept_of(dossier: Dossier, actor: Actor) -> Kept:
    """One's own points that were not sent yet, in the order of the sections, and one's notes."""
    rows = _kept(dossier.contract.pk, actor.person_id or 0)
    order = {s.key: n for n, s in enumerate(dossier.template.sections)}
    unsent = sorted(rows["unsent"], key=lambda p: (order.get(p.section, len(order)), p.pk))
    return Kept(unsent, _by_name(rows["notes"]))


def saved_notes(actor: Actor) -> list[SavedNote]:
    """One's own notes, by name."""
    return _by_name(SavedNote.objects.filter(person_id=actor.person_id or 0))


def _by_name(notes: Iterable[SavedNote]) -> list[SavedNote]:
    return sorted(notes, key=lambda note: (note.name.casefold(), note.pk))
