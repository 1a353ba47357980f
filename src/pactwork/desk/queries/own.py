"""One's own answers that were taken back, and one's own notes."""

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, SavedNote
from pactwork.people.actors import Actor


def taken_back(dossier: Dossier, actor: Actor, ref: str) -> Answer | None:
    """One's own answer on this contract that was undone, to begin again from."""
    answers = Answer.objects.filter(seat__contract=dossier.contract, undone_at__isnull=False)
    mine = answers.filter(ref=ref, by_person_id=actor.person_id or 0)
    return mine.select_related("seat").prefetch_related("points").first()


def saved_notes(actor: Actor) -> list[SavedNote]:
    """One's own notes, the newest first."""
    return list(SavedNote.objects.filter(person_id=actor.person_id or 0).order_by("-made_at"))
