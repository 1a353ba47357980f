"""What was changed past Pactwork is said before the words of an email that may be wrong for it."""

from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.doubt import doubt_in_email
from pactwork.contracts.visibility import joined
from pactwork.ground.email_template import words_of
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.manifest import Foreword
from pactwork.history.models import Delivery
from pactwork.post.names import in_letters


def doubted(delivery: Delivery) -> Foreword | None:
    contract = joined().filter(ref=delivery.entry.subject).first()
    found = load_dossier(contract) if contract else None
    said = doubt_in_email(found, inside=_is_staff(found, delivery.to)) if found else []
    if not found or not said:
        return None
    known = {"name": in_letters(found.contract.student.name), "said": said}
    words = words_of("shared/doubted", known)
    return Foreword(" ".join(words["subject"]), words["body"])


def _is_staff(dossier: Dossier, email: str) -> bool:
    """Whoever is neither the student nor was ever asked by link."""
    holders = [holder.email for seat in dossier.seats for holder in seat.holders.all()]
    return mailbox(email) not in map(mailbox, [dossier.contract.student.email, *holders])
