"""Who was asked and who signed, where these are two names."""

from django.utils.translation import gettext as _

from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.signatures import same_name
from pactwork.contracts.whole import Whole


def asked_of(found: Whole, answer: Answer) -> str:
    """The name of whoever the question went to; for a yes written down, of whom it was taken over."""
    ask: Ask | None = answer.ask
    if getattr(answer, "recording", None) is not None:
        earlier = [a for a in found.asks if a.seat_id == answer.seat_id and a.pk < answer.ask_id]
        ask = earlier[-1] if earlier and earlier[-1].ended_why == "recorded" else None
    return ask.holder.name if ask and ask.holder else ""


def signed_now(found: Whole, seat: int) -> str:
    """The same of the newest answer of a seat."""
    given = [a for a in found.answers if a.seat_id == seat]
    return signed_otherwise(found, given[-1]) if given else ""


def signed_otherwise(found: Whole, answer: Answer | None) -> str:
    """Asked: Trudy Example; signed: Somebody Else. Nothing where it is one name, or no name was asked."""
    if answer is None or answer.kind not in YES | {"revise"}:
        return ""
    asked = asked_of(found, answer)
    if not asked or same_name(asked, answer.by_name):
        return ""
    return _("Asked: %(asked)s; signed: %(signed)s") % {"asked": asked, "signed": answer.by_name}
