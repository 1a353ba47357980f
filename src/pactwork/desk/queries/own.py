"""One's own answers that were taken back, points not sent yet, and notes."""

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, SavedNote, UnsentPoint
from pactwork.people.actors import Actor


def taken_back(dossier: Dossier, actor: Actor, ref: str) -> Answer | None:
    """One's own answer on this contract that was undone, to begin again from."""
    answers = Answer.objects.filter(seat__contract=dossier.contract, undone_at__isnull=False)
    mine = answers.filter(ref=ref, by_person_id=actor.person_id or 0)
    return mine.select_related("seat").prefetch_related("points").first()


def saved_notes(actor: Actor) -> list[SavedNote]:
    """One's own notes, by name."""
    mine = SavedNote.objects.filter(person_id=actor.person_id or 0)
    return sorted(mine, key=lambda note: (note.name.casefold(), note.pk))


def unsent_points(dossier: Dossier, actor: Actor) -> list[UnsentPoint]:
    """One's own points about this contract that were not sent yet, in the order of its sections."""
    mine = UnsentPoint.objects.filter(contract=dossier.contract, person_id=actor.person_id or 0)
    order = {s.key: n for n, s in enumerate(dossier.template.sections)}
    return sorted(mine, key=lambda point: (order.get(point.section, len(order)), point.pk))
