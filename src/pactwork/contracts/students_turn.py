"""What is the student's to do on a contract that was read whole: the source of band, list and count."""

from datetime import datetime

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Point
from pactwork.contracts.rules.students_turn import can_move


def points_of_student(dossier: Dossier) -> list[Point]:
    """Points that are open, and conditions that the student is to see to; as ``owed`` counts them."""
    return [
        point
        for given in dossier.answers
        for point in given.points.all()
        if point.met_at is None and point.for_student
        if point.open or given.withdrawn_at is None
    ]


def has_move(dossier: Dossier) -> bool:
    """Somebody can be asked, or wants other words; nobody can while another is asked first."""
    stands = dossier.stands
    if None not in stands.waiting:
        return False
    seats = [(place.party, place.state) for place in stands.seats]
    return stands.stage == "drafting" or can_move(dossier.template.parties, seats)


def students_turn(dossier: Dossier) -> datetime | None:
    """Since when it is the student's turn, for whatever reason; nothing where it is not."""
    if dossier.stands.stage == "ended" or dossier.facts.paused_at:
        return None
    if has_move(dossier):
        return dossier.stands.student_since
    return min((point.answer.at for point in points_of_student(dossier)), default=None)
