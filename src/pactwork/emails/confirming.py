"""Who the workplace is: that a yes waits for the word of staff, and what staff have said."""

from django.utils.translation import gettext as _

from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.seen import contract_of, one
from pactwork.contracts.speaking import named_by_others
from pactwork.contracts.states import agreed_words, hold_words
from pactwork.contracts.whole import Whole, whole
from pactwork.emails.by_link import common, letter_to, plan_about
from pactwork.emails.people import answer_of, known_of, to_reader
from pactwork.history.models import Delivery
from pactwork.post.letter import Letter, letter
from pactwork.post.names import in_letters


def waits_for_staff(found: Whole, given: Answer) -> str:
    """Of a yes that counts once staff have confirmed who gave it; of others nothing."""
    place = found.stands.seat(given.seat_id)
    mine = place.answer is not None and place.answer.id == given.pk
    if place.state != "unconfirmed" or not mine or given.ask.holder is None:
        return ""
    known = {
        "house": in_letters(found.contract.institution.name),
        "name": named_by_others(found.contract, given.ask.holder.name),
    }
    return _("It counts once %(house)s has confirmed who %(name)s is.") % known


@letter
def confirmed(delivery: Delivery) -> Letter | str:
    """To the student, where it is not agreed by that; or else the email that says so says enough."""
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    if given is None or contract is None:
        return "the answer was undone"
    if whole(one(contract.pk)).state.everybody:
        return "it is agreed, and another email says so"
    known = known_of(contract, delivery)
    known["who"] = named_by_others(contract, given.ask.holder.name if given.ask.holder else "")
    return to_reader(
        contract,
        delivery,
        _("A yes from your workplace counts now"),
        _("%(name)s has confirmed who %(who)s is, so their yes to %(whose)s counts now.") % known,
    )


@letter
def not_confirmed(delivery: Delivery) -> Letter | str:
    """To the student, to those who look after workplaces; and to whoever was asked, if they ever were."""
    ask = Ask.objects.filter(ref=delivery.about).select_related("seat__contract", "holder").first()
    contract = contract_of(ask.seat.contract.ref) if ask else None
    if ask is None or contract is None or ask.holder is None:
        return "the contract is gone"
    if delivery.to.lower() == ask.holder.email.lower() != contract.student.email.lower():
        return _to_them(delivery)
    known = known_of(contract, delivery) | {"who": named_by_others(contract, ask.holder.name)}
    found = whole(one(contract.pk))
    words = _(
        "%(name)s could not confirm who %(who)s is, so a yes of theirs to %(whose)s does not count. "
        "Somebody else at work is to be asked. The reason is on the page."
    )
    own = delivery.to.lower() == contract.student.email.lower()
    return to_reader(
        contract,
        delivery,
        _("You need somebody else at the workplace")
        if own
        else _("%(student)s needs somebody else at the workplace") % known,
        " ".join([words % known, *(hold_words(found) or [agreed_words(found)])]),
    )


def _to_them(delivery: Delivery) -> Letter | str:
    plan = plan_about(delivery.about)
    if plan is None:
        return "they were never asked"
    letters = Delivery.objects.filter(entry__subject=plan.contract.ref, to__iexact=delivery.to)
    if not letters.filter(kind__in=("asked", "receipt")).exclude(sent_at=None).exists():
        return "they were never asked"
    known = common(plan)
    return letter_to(
        plan,
        _("No answer needed any more: %(first)s’s %(plan)s") % known,
        [
            _(
                "%(house)s could not confirm who you are, so a yes of yours to %(first)s’s %(plan)s does "
                "not count, and somebody else is asked. If you do speak for this workplace, tell %(house)s."
            )
            % known
        ],
    )
