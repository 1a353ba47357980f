"""The email that says it is agreed: to the student, and to everyone whose yes by link is in it."""

from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.doubt import is_altered
from pactwork.contracts.models import Ask, Contract
from pactwork.contracts.queries.by_link import plan_of
from pactwork.contracts.rules.needed import some_at_first
from pactwork.contracts.states import Knows, agreed_words, blocked_words, may_start, owing_words
from pactwork.contracts.visibility import contract_of, one
from pactwork.emails.answered import still_to_meet
from pactwork.emails.by_link import link_address, to_workplace
from pactwork.emails.people import known_of
from pactwork.emails.question import owes_of
from pactwork.history.models import Delivery
from pactwork.post.message import address
from pactwork.post.names import unlinked
from pactwork.post.templated import Facts, templated
from pactwork.workplace.pages.plan_words import knows


def _newest_link(contract: Contract, email: str) -> Ask | None:
    asks = Ask.objects.filter(
        seat__contract=contract, holder__email__iexact=email, link__isnull=False
    )
    return asks.select_related("link__institution", "holder").order_by("-pk").first()


def words_now(dossier: Dossier, reader: Knows) -> list[str]:
    """What is agreed when the email goes out, and who has still to say yes to newer words.

    Nothing is said of what was altered: that it was stands before it.
    """
    if is_altered(dossier):
        return []
    return [agreed_words(dossier), *filter(None, [unlinked(owing_words(dossier, reader))])]


def _to_student(contract: Contract, delivery: Delivery, dossier: Dossier) -> Facts:
    parties = Knows([party.key for party in dossier.template.parties])
    return Facts(
        contract.institution,
        known_of(contract, delivery)
        | {"now": " ".join(words_now(dossier, parties)), **still_to_meet(contract)},
        greeted=contract.student.first_name,
        link=address("contracts:agreement", contract.ref),
    )


def _to_reader(contract: Contract, email: str) -> Facts | str:
    ask = _newest_link(contract, email)
    plan = plan_of(ask.link) if ask and ask.link else None
    if plan is None or plan.agreement is None or not plan.holds:
        return "this reader’s yes is not in it"
    said = [*words_now(plan.dossier, knows(plan)), *blocked_words(plan.dossier)]
    return to_workplace(
        plan,
        {
            "now": " ".join(said),
            "may_start": may_start(plan.dossier),
            "owes": owes_of(plan),
            "some_told": some_at_first(plan.dossier.pinned, plan.seat.party),
        },
        variant="by_link",
        link=link_address(plan.link, "contracts:plan_open_agreement"),
        reply_to=contract.student.email,
    )


@templated
def agreed(delivery: Delivery) -> Facts | str:
    """Moot when the agreement was undone, replaced, put on hold or ended before the mail could go."""
    contract = contract_of(delivery.about)
    if contract is None:
        return "the contract is gone"
    number = (delivery.entry.payload.get("agreed") or {}).get("draft")
    dossier = load_dossier(one(contract.pk))
    made = dossier.state.in_force
    if made is None or made.draft != number:
        return "this agreement is not in force"
    if delivery.to.lower() == contract.student.email.lower():
        return _to_student(contract, delivery, dossier)
    return _to_reader(contract, delivery.to)
