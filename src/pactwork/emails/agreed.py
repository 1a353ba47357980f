"""The letter that says it is agreed: to the student, and to everyone whose yes by link is in it."""

from django.utils.translation import gettext as _

from pactwork.contracts.doubt import is_altered
from pactwork.contracts.models import Ask, Contract
from pactwork.contracts.queries.by_link import plan_of
from pactwork.contracts.seen import contract_of, one
from pactwork.contracts.states import Knows, agreed_words, blocked_words, may_start, owing_words
from pactwork.contracts.whole import Whole, whole
from pactwork.emails.answered import still_to_meet
from pactwork.emails.by_link import letter_to, link_address
from pactwork.history.models import Delivery
from pactwork.modules.queries import template
from pactwork.post.letter import Letter, address, hello, letter
from pactwork.post.names import in_letters
from pactwork.workplace.pages.plan_words import knows


def _newest_link(contract: Contract, email: str) -> Ask | None:
    asks = Ask.objects.filter(
        seat__contract=contract, holder__email__iexact=email, link__isnull=False
    )
    return asks.select_related("link__institution", "holder").order_by("-pk").first()


def words_now(found: Whole, reader: Knows) -> list[str]:
    """What is agreed when the email goes out, and who has still to say yes to newer words.

    Nothing is said of what was altered: that it was stands before it.
    """
    if is_altered(found):
        return []
    return [agreed_words(found), *filter(None, [owing_words(found, reader)])]


def _to_student(contract: Contract, found: Whole) -> Letter:
    kind = template(contract.template).calls_it
    parties = [party.key for party in found.template.parties]
    return Letter(
        institution=contract.institution,
        subject=_("Your %(kind)s is agreed") % {"kind": kind},
        hello=hello(contract.student.first_name),
        words=[" ".join(words_now(found, Knows(parties))), *still_to_meet(contract)],
        button=(_("Read and print it"), address("contracts:agreement", contract.ref)),
    )


def _to_reader(contract: Contract, email: str) -> Letter | str:
    ask = _newest_link(contract, email)
    plan = plan_of(ask.link) if ask and ask.link else None
    if plan is None or plan.agreement is None or not plan.holds:
        return "this reader’s yes is not in it"
    student = contract.student
    known = {"first": in_letters(student.first_name), "plan": plan.party.calls_it}
    said = [*words_now(plan.whole, knows(plan)), *blocked_words(plan.whole)]
    if may_start(plan.whole):
        said.append(_("%(first)s can go ahead.") % known)
    return letter_to(
        plan,
        _("%(first)s’s %(plan)s is agreed") % known,
        [
            " ".join(said),
            _(
                "Your copy is behind this link. It shows what you were asked about, and you can print it."
            ),
        ],
        button=(_("Read your copy"), link_address(plan.link, "contracts:plan_open_agreement")),
        small=[_("If the words that concern you change, you are asked again.")],
        reply_to=student.email,
    )


@letter
def agreed(delivery: Delivery) -> Letter | str:
    """Moot when the agreement was undone, replaced, put on hold or ended before the mail could go."""
    contract = contract_of(delivery.about)
    if contract is None:
        return "the contract is gone"
    number = (delivery.entry.payload.get("agreed") or {}).get("draft")
    found = whole(one(contract.pk))
    made = found.state.in_force
    if made is None or made.draft != number:
        return "this agreement is not in force"
    if delivery.to.lower() == contract.student.email.lower():
        return _to_student(contract, found)
    return _to_reader(contract, delivery.to)
