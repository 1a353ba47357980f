"""Who was asked and who signed, where these are two names."""

from django.utils.translation import gettext as _

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Ask, Draft
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.signatures import same_name


def question_of(dossier: Dossier, answer: Answer) -> Ask | None:
    """What was put to somebody here; for a yes written down, what it was taken over from, if anything."""
    if answer.method == "carried":
        return None
    if getattr(answer, "recording", None) is None:
        own: Ask = answer.ask
        return own
    earlier = [a for a in dossier.asks if a.seat_id == answer.seat_id and a.pk < answer.ask_id]
    return earlier[-1] if earlier and earlier[-1].ended_why == "recorded" else None


def asked_of(dossier: Dossier, answer: Answer) -> str:
    """The name of whoever the question went to."""
    ask = answer.ask if answer.method == "carried" else question_of(dossier, answer)
    return ask.holder.name if ask and ask.holder else ""


def counts_since(dossier: Dossier, answer: Answer) -> Draft | None:
    """The first draft that has the words of a yes with a change."""
    facts = dossier.facts
    given = next(a for a in facts.answers if a.id == answer.pk)
    same = given.covered.items()
    later = (d for d in facts.drafts if d.number > given.draft and same <= d.digests.items())
    since = next(later, None)
    return dossier.draft(since.number) if since else None


def with_change(dossier: Dossier, answer: Answer) -> str:
    """What a yes with a change is, and since which draft it counts; of any other yes nothing."""
    if answer.kind != "yes_change":
        return ""
    since = counts_since(dossier, answer)
    if since is None:
        return _("yes with a change that is not in any draft yet")
    return _("yes with a change, counts from draft %(number)s") % {"number": since.number}


def signed_otherwise(dossier: Dossier, answer: Answer | None) -> str:
    """Asked: Trudy Example; signed: Somebody Else. Nothing where it is one name, or no name was asked."""
    if answer is None or answer.kind not in YES | {"revise"}:
        return ""
    asked = asked_of(dossier, answer)
    if not asked or same_name(asked, answer.by_name):
        return ""
    return _("Asked: %(asked)s; signed: %(signed)s") % {"asked": asked, "signed": answer.by_name}


def signed_now(dossier: Dossier, seat: int) -> str:
    """The same of the newest answer of a seat, standing or not."""
    given = [a for a in dossier.answers if a.seat_id == seat]
    return signed_otherwise(dossier, given[-1]) if given else ""
