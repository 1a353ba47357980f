"""Who said yes by link, and is not needed any more: they are told so, once."""

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Seat
from pactwork.contracts.rules.facts import YES
from pactwork.history.record import Notice


def dropped(dossier: Dossier, seat: Seat) -> list[Notice]:
    """The email to whoever gave this seat's yes; to nobody who is being asked, and hears of that."""
    given = next((a for a in reversed(dossier.answers) if a.seat_id == seat.pk), None)
    if given is None or given.kind not in YES or given.withdrawn_at or dossier.open_ask(seat.pk):
        return []
    holder = given.ask.holder
    return [Notice("dropped", holder.email, given.ask.ref)] if holder and holder.email else []
