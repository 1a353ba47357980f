"""To whoever asked: the question did not reach the workplace, and what can be done about it."""

from django.utils.translation import gettext as _

from pactwork.contracts.models import Ask
from pactwork.contracts.queries.written_to import fate_of
from pactwork.contracts.seen import contract_of
from pactwork.emails.people import known_of
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.history.refusals import ADDRESS, FULL, NOT_TAKEN, OURS, SERVER, TRIED
from pactwork.post.letter import Letter, address, hello, letter
from pactwork.post.names import in_letters


def _because(fault: str) -> str:
    """As on the page of the question, in macros/delivery.html."""
    return {
        ADDRESS: _("The mail server says that there is no such address."),
        FULL: _("The mail server says that the mailbox is full."),
        SERVER: _(
            "The mail server does not take mail from us. That need not mean that the address is wrong, "
            "and another address there may get the same answer: whoever looks after Pactwork at the "
            "university can find out why."
        ),
        NOT_TAKEN: _(
            "Our mail server could not pass it on to theirs. That need not mean that the address is wrong."
        ),
        OURS: _("Something failed on our side. That says nothing about the address."),
    }.get(
        fault,
        _("The mail server refused it, and does not say that the address is wrong; it may be."),
    )


@letter
def undelivered(delivery: Delivery) -> Letter | str:
    rows = Ask.objects.filter(ref=delivery.about).select_related("seat__contract", "holder")
    ask = rows.first()
    contract = contract_of(ask.seat.contract.ref) if ask else None
    if ask is None or ask.holder is None or contract is None:
        return "nothing is being asked here any more"
    if not Ask.objects.filter(Ask.LOST, pk=ask.pk).exists():
        return "it was put right meanwhile"
    known = known_of(contract, delivery)
    known |= {"who": in_letters(ask.holder.name), "email": ask.holder.email}
    known["day"] = day(ask.asked_at)
    fault = fate_of(ask).fault
    failed = (
        _("We tried for more than a day to send our email to %(email)s, and have stopped.")
        if fault in TRIED
        else _("Our email to %(email)s was refused, and we do not send it again.")
    )
    return Letter(
        institution=contract.institution,
        subject=_("Not delivered: your question to %(who)s") % known,
        hello=hello(contract.student.first_name),
        words=[
            _("You asked %(who)s on %(day)s about %(whose)s. They have not had the question.")
            % known,
            f"{failed % known} {_because(fault)}",
            _(
                "Look at the address on the page below. There you can put it right, send the question "
                "once more, or ask somebody else. Nobody is reminded until then."
            ),
        ],
        button=(_("Look at the address"), address("contracts:ask", contract.ref, ask.seat.ref)),
    )
