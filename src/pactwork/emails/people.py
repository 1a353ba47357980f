"""Letters to people with an account: that something happened, and where to read it.

They carry acts and never words: what somebody wrote may be private, and mail is not. One exception is
in ``answered``: what a facilitator answers is told to the student it was written for.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.models import Answer, Ask, Contract, Holder
from pactwork.contracts.seen import contract_of, one
from pactwork.contracts.speaking import named_by_others, said_by
from pactwork.contracts.states import agreed_words, hold_words
from pactwork.contracts.whole import whole
from pactwork.history.models import Delivery
from pactwork.history.names import read
from pactwork.modules.queries import template
from pactwork.people.models import Person
from pactwork.post.letter import Letter, address, hello, letter
from pactwork.post.names import in_letters


def answer_of(ref: str) -> Answer | None:
    rows = Answer.objects.filter(ref=ref, undone_at=None).select_related(
        "seat__contract", "ask", "recording__by_person"
    )
    return rows.first()


def own(contract: Contract, delivery: Delivery) -> bool:
    """Whether this goes to the student whose contract it is about."""
    return delivery.to.lower() == contract.student.email.lower()


def _holder(by: str) -> Holder | None:
    """Whoever acted, if they came by link."""
    kind, _colon, number = by.partition(":")
    return Holder.objects.filter(pk=number).first() if kind == "holder" and number else None


def known_of(contract: Contract, delivery: Delivery) -> dict[str, Any]:
    """Names for the sentences; who acted is as the history has it."""
    said = read(delivery.entry)
    parties = {p.key: p.title for p in template(contract.template).parties}
    kind, student = template(contract.template).calls_it, in_letters(contract.student.name)
    whose = _("your %(kind)s") if own(contract, delivery) else _("%(student)s’s %(kind)s")
    return {
        "whose": whose % {"kind": kind, "student": student},
        "name": said_by(
            contract, str(said.get("name") or _("Somebody")), _holder(delivery.entry.by)
        ),
        "to": named_by_others(contract, str(said.get("to") or "")),
        "party": parties.get(said.get("party", ""), ""),
        "student": student,
        "kind": kind,
    }


def standing_now(contract: Contract) -> list[str]:
    """What is on hold, or still in force, when the letter is written."""
    found = whole(one(contract.pk))
    return hold_words(found) or [agreed_words(found)]


def to_reader(
    contract: Contract,
    delivery: Delivery,
    subject: str,
    words: str,
    page: str = "",
    more: Sequence[str] = (),
) -> Letter:
    """A letter to whoever has this address here. Students and staff read on different pages."""
    reader = Person.objects.filter(
        institution=contract.institution_id, email__iexact=delivery.to
    ).first()
    student = reader is not None and reader.pk == contract.student_id
    page = page or ("contracts:workspace" if student else "contracts:review")
    return Letter(
        institution=contract.institution,
        subject=subject,
        hello=hello(reader.first_name if reader else ""),
        words=[words, *more],
        button=(_("Open it in Pactwork"), address(page, contract.ref)),
    )


@letter
def passed_on(delivery: Delivery) -> Letter | str:
    contract = contract_of(delivery.about)
    if contract is None:
        return "the contract is gone"
    known = known_of(contract, delivery)
    return to_reader(
        contract,
        delivery,
        _("%(name)s passed the question on to %(to)s") % known,
        _(
            "%(name)s says that %(to)s is the right person to ask about %(whose)s. "
            "We have written to %(to)s. Please look whether that is right."
        )
        % known,
    )


@letter
def talk(delivery: Delivery) -> Letter | str:
    ask = Ask.objects.filter(ref=delivery.about).select_related("seat__contract").first()
    contract = contract_of(ask.seat.contract.ref) if ask else None
    if contract is None:
        return "the contract is gone"
    known = known_of(contract, delivery)
    return to_reader(
        contract,
        delivery,
        _("%(name)s suggests talking it through") % known,
        _(
            "Before answering about your %(kind)s, %(name)s would like to talk. "
            "The message is on your page; your place in the queue stays."
        )
        % known,
    )


@letter
def handed_over(delivery: Delivery) -> Letter | str:
    ask = Ask.objects.filter(ref=delivery.about).select_related("seat__contract").first()
    contract = contract_of(ask.seat.contract.ref) if ask and ask.ended_at is None else None
    if contract is None:
        return "nothing is being asked here any more"
    known = known_of(contract, delivery)
    return to_reader(
        contract,
        delivery,
        _("%(name)s handed %(whose)s over to you") % known,
        _("It waits for your answer. What %(name)s wants you to know is on the page.") % known,
    )


@letter
def waived(delivery: Delivery) -> Letter | str:
    contract = contract_of(delivery.about)
    if contract is None:
        return "the contract is gone"
    known = known_of(contract, delivery)
    return to_reader(
        contract,
        delivery,
        _("One yes is not needed this time: %(party)s") % known,
        _("%(name)s has left it out, and gave a reason. It is on your page.") % known,
    )


@letter
def yes_withdrawn(delivery: Delivery) -> Letter | str:
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    if given is None or contract is None:
        return "the answer was undone"
    known = known_of(contract, delivery)
    return to_reader(
        contract,
        delivery,
        _("%(name)s took a yes back: %(whose)s") % known,
        " ".join([_("The reason is on the page."), *standing_now(contract)]),
    )


@letter
def left_alone(delivery: Delivery) -> Letter | str:
    contract = contract_of(delivery.about)
    if contract is None:
        return "the contract is gone"
    known = known_of(contract, delivery)
    return to_reader(
        contract,
        delivery,
        _("%(name)s wants no more emails") % known,
        _(
            "%(name)s asked us not to write again about %(whose)s, so we will not. "
            "Speak to them, or name somebody else."
        )
        % known,
    )
