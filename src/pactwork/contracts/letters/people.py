"""Letters to people with an account: that something happened, and where to read it.

They carry acts and never words. What somebody wrote may be private, and mail is not.
"""

from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.letters.base import Letter, address, hello, letter
from pactwork.contracts.models import Answer, Ask, Contract
from pactwork.contracts.names import in_letters, unlinked
from pactwork.contracts.recorded import recorded_words
from pactwork.contracts.seen import JOINS
from pactwork.contracts.signed import signed_otherwise
from pactwork.contracts.whole import whole
from pactwork.history.models import Delivery
from pactwork.modules.queries import template
from pactwork.people.models import Person


def contract_of(ref: str) -> Contract | None:
    return Contract.objects.select_related(*JOINS).filter(ref=ref).first()


def answer_of(ref: str) -> Answer | None:
    rows = Answer.objects.filter(ref=ref, undone_at=None).select_related(
        "seat__contract", "ask", "recording__by_person"
    )
    return rows.first()


def known_of(contract: Contract, delivery: Delivery) -> dict[str, Any]:
    """Names for the sentences; who acted is as the history has it."""
    said = delivery.entry.payload
    parties = {p.key: p.title for p in template(contract.template).parties}
    return {
        "name": in_letters(str(said.get("name") or _("Somebody"))),
        "to": in_letters(str(said.get("to") or "")),
        "party": parties.get(said.get("party", ""), ""),
        "student": in_letters(contract.student.name),
        "kind": template(contract.template).calls_it,
    }


def to_reader(
    contract: Contract, delivery: Delivery, subject: str, words: str, page: str = ""
) -> Letter:
    """A letter to whoever has this address here. Students and staff read on different pages."""
    reader = Person.objects.filter(
        institution=contract.institution_id, email__iexact=delivery.to
    ).first()
    own = reader is not None and reader.pk == contract.student_id
    page = page or ("contracts:workspace" if own else "contracts:review")
    return Letter(
        institution=contract.institution,
        subject=subject,
        hello=hello(reader.first_name if reader else ""),
        words=[words],
        button=(_("Open it in Pactwork"), address(page, contract.ref)),
    )


def _own(contract: Contract, delivery: Delivery) -> bool:
    return delivery.to.lower() == contract.student.email.lower()


@letter
def answered(delivery: Delivery) -> Letter | str:
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    if given is None or contract is None:
        return "the answer was undone"
    known = known_of(contract, delivery) | {"name": in_letters(given.by_name)}
    subject = {
        "yes": _("%(name)s said yes"),
        "yes_suggest": _("%(name)s said yes, with suggestions"),
        "yes_conditions": _("%(name)s said yes, on conditions"),
        "yes_change": _("%(name)s said yes, with a change"),
        "revise": _("%(name)s asks for changes"),
        "not_me": _("%(name)s is not the right person to ask"),
    }[given.kind] % known
    if not _own(contract, delivery):
        subject = _("%(student)s: %(subject)s") % (known | {"subject": subject})
    told = unlinked(recorded_words(given)).replace("%", "%%")
    words = {
        "yes": f"{told}. " + _("It counts. They have a working day to say that it was not so.")
        if told
        else _(
            "The answer about %(student)s’s %(kind)s is yes, to exactly the words that were asked about."
        ),
        "revise": _(
            "The answer about %(student)s’s %(kind)s is: not yet. What would have to change is on the page."
        ),
        "not_me": _("Somebody else has to be asked about %(student)s’s %(kind)s."),
    }.get(given.kind) or _(
        "The answer about %(student)s’s %(kind)s is yes, and there is something to look at with it."
    )
    other = signed_otherwise(whole(contract), given)
    words += " " + unlinked(other).replace("%", "%%") + "." if other else ""
    points = given.kind not in ("yes", "not_me") and _own(contract, delivery)
    return to_reader(
        contract, delivery, subject, words % known, "contracts:points" if points else ""
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
            "%(name)s says that %(to)s is the right person to ask about %(student)s’s %(kind)s. "
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
        _("%(name)s handed %(student)s’s %(kind)s over to you") % known,
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
        _("%(name)s took a yes back: %(student)s’s %(kind)s") % known,
        _(
            "The reason is on the page. If everybody had agreed, the contract is suspended until "
            "it is settled."
        ),
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
        _("%(name)s wants no more letters") % known,
        _(
            "%(name)s asked us not to write again about %(student)s’s %(kind)s, so we will not. "
            "Speak to them, or name somebody else."
        )
        % known,
    )
