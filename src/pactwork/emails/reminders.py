"""Letters that were put in the outbox with an ask, and go out only if its answer has not come."""

from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.models import Ask, Contract
from pactwork.contracts.queries.written_to import Fate, fate_of
from pactwork.contracts.seen import contract_of
from pactwork.contracts.speaking import said_by
from pactwork.emails.by_link import common, letter_to, link_address, plan_about, who_gave_it
from pactwork.emails.people import known_of, to_reader
from pactwork.emails.question import aim
from pactwork.ground import clock
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.history.refusals import TRIED
from pactwork.links.secrets import code_for
from pactwork.modules.queries import staff_of
from pactwork.post.letter import Letter, letter
from pactwork.post.names import spaced

MOOT = "nothing is being asked here any more"


def _was_sent(about: str, to: str) -> bool:
    first = Delivery.objects.filter(kind="asked", about=about, to__iexact=to)
    return first.exclude(sent_at=None).exists()


@letter
def reminder(delivery: Delivery) -> Letter | str:
    """The question once more, with its link and code; the second one says that it is the last."""
    plan = plan_about(delivery.about)
    if plan is None or plan.state != "open" or plan.link.email.lower() != delivery.to.lower():
        return MOOT
    if not _was_sent(delivery.about, delivery.to):
        return "the question itself was never sent"
    known = common(plan) | {"day": day(plan.ask.asked_at), "until": day(plan.link.ends_at)}
    before = Delivery.objects.filter(kind="reminder", about=delivery.about, pk__lt=delivery.pk)
    words = [
        _(
            "On %(day)s we asked you, for %(student)s, for a yes or a no about the %(plan)s. Your "
            "answer has not come yet. It may be yes, yes with a change, not yet, or that somebody "
            "else is the right person."
        )
        % known,
        *aim(plan),
    ]
    if before.exists():
        words.append(_("We do not remind you again about this question."))
    return letter_to(
        plan,
        _("Still open: %(first)s’s %(plan)s needs your yes or no") % known,
        words,
        button=(_("Read %(first)s’s %(plan)s") % known, link_address(plan.link)),
        code=spaced(code_for(plan.link.ref)),
        code_words=_("Your code, for when you answer:"),
        small=[
            _("The link and the code are for you alone and work until %(until)s.") % known,
            who_gave_it(plan, known),
        ],
        reply_to=plan.contract.student.email,
    )


def _open_ask(delivery: Delivery) -> tuple[Ask, Contract, dict[str, Any]] | str:
    """The ask this letter was put in the outbox with, if it still waits for its answer."""
    rows = Ask.objects.filter(ref=delivery.about, ended_at=None).select_related(
        "seat__contract", "holder"
    )
    ask = rows.first()
    contract = contract_of(ask.seat.contract.ref) if ask else None
    if ask is None or contract is None or hasattr(contract, "ending"):
        return MOOT
    known = known_of(contract, delivery)
    known |= {"day": day(ask.asked_at), "due": day(ask.due_on)}
    return ask, contract, known


@letter
def silence(delivery: Delivery) -> Letter | str:
    """Ten working days without the workplace's answer: what the student and the officer can do."""
    found = _open_ask(delivery)
    if isinstance(found, str):
        return found
    ask, contract, known = found
    if ask.holder is None:
        return MOOT
    if contract.student.email.lower() != delivery.to.lower() and not _holds(
        contract, delivery.to, "placement_officer"
    ):
        return "no longer theirs to look after"
    if not _was_sent(delivery.about, ask.holder.email):
        return "the question itself was never sent"
    known["who"] = said_by(contract, ask.holder.name, ask.holder)
    return to_reader(
        contract,
        delivery,
        _("%(who)s has not answered yet: %(whose)s") % known,
        " ".join([*_asked_and_reminded(fate_of(ask)), _silent()]) % known,
    )


def _asked_and_reminded(fate: Fate) -> list[str]:
    """What went out, and no more; what did not is said for itself."""
    said = [
        {
            0: _("%(who)s was asked on %(day)s, and no answer has come."),
            1: _("%(who)s was asked on %(day)s and reminded once, and no answer has come."),
        }.get(
            len(fate.reminded),
            _("%(who)s was asked on %(day)s and reminded twice, and no answer has come."),
        )
    ]
    if any(one.fault not in TRIED for one in fate.lost):
        said.append(
            _("Their mail server refused a reminder: the address may have stopped working.")
        )
    elif fate.lost:
        said.append(_("A reminder did not go out: we tried for more than a day."))
    return said


def _silent() -> str:
    return _(
        "A telephone call helps most: whatever is said then can be written down, and counts. Or "
        "somebody else at the workplace can be asked instead. Both are on the page. We send no more "
        "about this."
    )


def _holds(contract: Contract, email: str, *kinds: str) -> bool:
    return staff_of(contract.run, *kinds).filter(person__email__iexact=email).exists()


@letter
def due_soon(delivery: Delivery) -> Letter | str:
    """To whoever answers, a working day before the promised one; with a colleague, to them alone."""
    found = _open_ask(delivery)
    if isinstance(found, str):
        return found
    ask, contract, known = found
    handed, email = ask.handed_to, delivery.to.lower()
    if not _holds(contract, email, ask.seat.by) or (handed and handed.email.lower() != email):
        return "somebody else has it"
    return to_reader(
        contract,
        delivery,
        _("Promised by %(due)s: an answer for %(student)s") % known,
        _(
            "%(student)s asked on %(day)s, and the university promised an answer by %(due)s. It is in "
            "your queue."
        )
        % known,
    )


@letter
def promise_missed(delivery: Delivery) -> Letter | str:
    found = _open_ask(delivery)
    if isinstance(found, str):
        return found
    ask, contract, known = found
    today = clock.today(contract.institution.time_zone)
    if ask.due_on is None or today <= ask.due_on:
        return "the promised day has not passed"
    if not _holds(contract, delivery.to, "module_leader"):
        return "no longer theirs to look after"
    return to_reader(
        contract,
        delivery,
        _("A promise was missed: %(student)s waits for an answer") % known,
        _(
            "%(student)s asked on %(day)s, and the university had promised an answer by %(due)s. None "
            "has come. You can see who has it, and hand it to somebody else. We send no more about this."
        )
        % known,
    )
