"""Emails to people with an account: that something happened, and where to read it.

They carry acts and never words: what somebody wrote may be private, and mail is not. One exception is
in ``answered``: what a facilitator answers is told to the student it was written for.
"""

from datetime import date
from typing import Any

from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Answer, Ask, Contract, Holder
from pactwork.contracts.speaking import named_by_others, said_by
from pactwork.contracts.states import agreed_words, hold_words
from pactwork.contracts.visibility import contract_of, one
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.history.names import called, read
from pactwork.modules.queries import template
from pactwork.people.models import Person
from pactwork.post.message import address
from pactwork.post.names import in_letters, unlinked
from pactwork.post.templated import Facts, templated


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
    form = template(contract.template)
    parties, shorts = (
        {p.key: unlinked(p.title) for p in form.parties},
        {s.key: unlinked(s.short) for s in form.sections},
    )
    return {
        "own": own(contract, delivery),
        "name": said_by(contract, called(delivery.entry), _holder(delivery.entry.by)),
        "to": named_by_others(contract, str(said.get("to") or "")),
        "party": parties.get(said.get("party", ""), ""),
        "section": shorts.get(said.get("section", ""), ""),
        "student": in_letters(contract.student.name),
        "kind": unlinked(form.calls_it),
    }


def standing_now(contract: Contract) -> str:
    """What is on hold, or still in force, when the email is written."""
    dossier = load_dossier(one(contract.pk))
    return " ".join(hold_words(dossier) or [agreed_words(dossier)])


GONE, UNDONE = "the contract is gone", "the answer was undone"


def to_account(
    contract: Contract, delivery: Delivery, variant: str = "", page: str = "", **known: Any
) -> Facts:
    """For whoever has this address here; their template extends ``shared/account.txt``.

    Students and staff read on different pages. ``by_reader``: it was their own act.
    """
    reader = Person.objects.filter(
        institution=contract.institution_id, email__iexact=delivery.to
    ).first()
    student = reader is not None and reader.pk == contract.student_id
    by_reader = reader is not None and delivery.entry.by == person_ref(reader.ref)
    page = page or ("contracts:workspace" if student else "contracts:review")
    return Facts(
        contract.institution,
        known_of(contract, delivery) | {"by_reader": by_reader} | known,
        variant=variant,
        greeted=reader.first_name if reader else "",
        link=address(page, contract.ref),
    )


@templated
def about_contract(delivery: Delivery) -> Facts | str:
    """What is told by an act on a contract, and needs nothing but who acted and whose it is."""
    contract = contract_of(delivery.about)
    return to_account(contract, delivery) if contract else GONE


@templated
def paused(delivery: Delivery) -> Facts | str:
    """The day on which it is expected to go on, where one was given; the reason is on the page."""
    contract = contract_of(delivery.about)
    said = read(delivery.entry).get("back_on")
    back_on = day(date.fromisoformat(said)) if said else ""
    return to_account(contract, delivery, back_on=back_on) if contract else GONE


@templated
def talk(delivery: Delivery) -> Facts | str:
    ask = Ask.objects.filter(ref=delivery.about).select_related("seat__contract").first()
    contract = contract_of(ask.seat.contract.ref) if ask else None
    return to_account(contract, delivery) if contract else GONE


@templated
def handed_over(delivery: Delivery) -> Facts | str:
    ask = Ask.objects.filter(ref=delivery.about).select_related("seat__contract").first()
    contract = contract_of(ask.seat.contract.ref) if ask and ask.ended_at is None else None
    return to_account(contract, delivery) if contract else "nothing is being asked here any more"


@templated
def yes_withdrawn(delivery: Delivery) -> Facts | str:
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    if contract is None:
        return UNDONE
    return to_account(contract, delivery, standing=standing_now(contract))
