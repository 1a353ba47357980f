"""Letters to people with an account about what happens after the agreement: disputes, rests, ends."""

from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.models import Contract
from pactwork.contracts.seen import contract_of
from pactwork.emails.people import answer_of, known_of, standing_now, to_reader
from pactwork.history.models import Delivery
from pactwork.post.letter import Letter, letter

GONE = "the contract is gone"


def _about_contract(delivery: Delivery, subject: str, words: str) -> Letter | str:
    contract = contract_of(delivery.about)
    if contract is None:
        return GONE
    known = known_of(contract, delivery)
    return to_reader(contract, delivery, subject % known, words % known)


def _about_answer(delivery: Delivery) -> tuple[Contract, dict[str, Any]] | None:
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    return (contract, known_of(contract, delivery)) if contract else None


@letter
def disputed(delivery: Delivery) -> Letter | str:
    found = _about_answer(delivery)
    if found is None:
        return "the answer was undone"
    contract, known = found
    return to_reader(
        contract,
        delivery,
        _("%(name)s disputes a yes that was written down: %(student)s") % known,
        _(
            "%(name)s says that the yes to %(whose)s was not given as it was written down. "
            "It does not count until a member of staff has settled it. The reason is on the page."
        )
        % known,
    )


def wording_kept(delivery: Delivery) -> Letter | str:
    """For whoever said yes by account; the workplace's own letter has a link and a code."""
    found = _about_answer(delivery)
    if found is None:
        return "the answer was undone"
    contract, known = found
    return to_reader(
        contract,
        delivery,
        _("New wording, and your yes stands: %(student)s") % known,
        _(
            "%(student)s has put the %(kind)s in other words, and a facilitator has confirmed that it "
            "means the same. What changed is on the page. You have five working days to object."
        )
        % known,
    )


@letter
def carried(delivery: Delivery) -> Letter | str:
    found = _about_answer(delivery)
    if found is None:
        return "the answer was undone"
    contract, known = found
    return to_reader(
        contract,
        delivery,
        _("Your earlier yes counts again: %(student)s") % known,
        _(
            "%(student)s takes up the module again with the same words, so your yes to them carries "
            "over. You can take it back on the page."
        )
        % known,
    )


@letter
def left_workplace(delivery: Delivery) -> Letter | str:
    contract = contract_of(delivery.about)
    if contract is None:
        return GONE
    known = known_of(contract, delivery)
    words = _("Whoever spoke for the workplace on %(whose)s no longer does.") % known
    return to_reader(
        contract,
        delivery,
        _("%(student)s needs somebody new at the workplace") % known,
        " ".join([words, *standing_now(contract)]),
    )


@letter
def objected(delivery: Delivery) -> Letter | str:
    contract = contract_of(delivery.about)
    if contract is None:
        return GONE
    known = known_of(contract, delivery)
    words = _(
        "To %(name)s, the new words of %(whose)s do not mean the same. The reason is on the page."
    )
    return to_reader(
        contract,
        delivery,
        _("%(name)s wants to be asked about the new wording: %(student)s") % known,
        " ".join([words % known, *standing_now(contract)]),
    )


@letter
def paused(delivery: Delivery) -> Letter | str:
    return _about_contract(
        delivery,
        _("Paused: %(whose)s"),
        _("%(name)s has paused it. Nobody is asked anything meanwhile, and every yes is kept."),
    )


@letter
def resumed(delivery: Delivery) -> Letter | str:
    return _about_contract(
        delivery,
        _("Taken up again: %(whose)s"),
        _("%(name)s has taken it up again. It stands where it stood."),
    )


@letter
def void_proposed(delivery: Delivery) -> Letter | str:
    return _about_contract(
        delivery,
        _("%(name)s proposes to declare %(whose)s void"),
        _("It takes a second person to agree. The reason is on the page, and so are both answers."),
    )
