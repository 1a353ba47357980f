"""A shared draft asks reviewers of its author's set; the worker goes round and asks them.

The draft itself is the note that somebody must be asked: whatever stops this half-way, the next round
finds it again. So nothing is called when a draft is shared, and no app below knows of reviews.
"""

from datetime import date
from functools import partial

from django.db import transaction

from pactwork.contracts.actions.base import finish, locked
from pactwork.contracts.actions.clockwork import AT_ONCE, clockwork, each
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Contract, Draft
from pactwork.contracts.rules.readers import peers_read
from pactwork.contracts.visibility import one
from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.history.record import Notice
from pactwork.modules.queries import specification, template, today_at
from pactwork.modules.rules.calendar import add_working_days
from pactwork.people.models import Person
from pactwork.reviews.actions.reviewing import end
from pactwork.reviews.models import Pace, Review, Round
from pactwork.reviews.queries.due import drafts_unasked, peers_of
from pactwork.reviews.rules.asking import DAYS, Peer, chosen, wanted


def ask_reviewers() -> int:
    """Whoever is to review each draft that was shared; how many drafts."""
    found = drafts_unasked().select_related("template").defer("content")
    read = [d for d in found if any(s.key_element for s in template(d.template).sections)]
    return each("reviews asked", [partial(ask_about, d.contract_id) for d in read[:AT_ONCE]])


@transaction.atomic
def ask_about(contract_pk: int) -> list[Review]:
    """Ask three of the set about the newest draft: those who owe a review of an earlier one go on
    to this; then by turns, the least burdened first."""
    dossier = locked(one(contract_pk))
    contract, draft = dossier.contract, dossier.newest
    if draft is None or not drafts_unasked().filter(pk=draft.pk).exists():
        return []  # another worker was here first
    peers = peers_of(contract)
    # Somebody of the set may have reviewed it before anybody was asked.
    given = set(Review.objects.filter(draft=draft).values_list("reviewer", flat=True))
    free = [peer for peer in peers if peer.person not in given]
    reads = peers_read(dossier.at(draft).template, draft.content)
    people = chosen(free, max(0, wanted(len(peers)) - len(given))) if reads else []
    for late in Review.objects.filter(Review.OPEN, contract=contract):
        end(late, "newer")
    due = due_day(contract, today_at(contract.run))
    asked = [
        Review.objects.create(
            contract=contract, draft=draft, reviewer_id=person, asked_at=clock.now(), due_on=due
        )
        for person in people
    ]
    put_row(
        Round,
        draft=draft,
        defaults={
            "learning_set": contract.enrolment.learning_set,
            "asked": len(asked) + len(given),
            "at": clock.now(),
        },
    )
    _tell(contract, draft, asked, peers, alone=reads and not asked and not given)
    return asked


def _tell(
    contract: Contract, draft: Draft, asked: list[Review], peers: list[Peer], *, alone: bool
) -> None:
    """Who is newly asked gets a letter; when there is nobody to ask, a facilitator does."""
    going_on = {peer.person for peer in peers if peer.carried}
    people = {p.pk: p for p in Person.objects.filter(pk__in=[r.reviewer_id for r in asked])}
    letters = [
        Notice("review_asked", people[r.reviewer_id].email, r.ref)
        for r in asked
        if r.reviewer_id not in going_on
    ]
    if alone:
        letters = [Notice("nobody_to_review", to, contract.ref) for to in staff_emails(contract)]
    payload = {
        "draft": draft.number,
        "reviews": [r.ref for r in asked],
        "reviewers": [people[r.reviewer_id].ref for r in asked],
    }
    by = clockwork(contract)
    finish("reviews_asked", contract, by=by, payload=payload, notices=letters)


def staff_emails(contract: Contract) -> list[str]:
    """Every facilitator who looks after this contract."""
    emails = {role.person.email for role in load_dossier(one(contract.pk)).team("facilitator")}
    return sorted(email for email in emails if email)


def due_day(contract: Contract, today: date, days: int = 0) -> date:
    """So many working days from today: what the set has chosen, or three."""
    pace = Pace.objects.filter(learning_set=contract.enrolment.learning_set_id or 0).first()
    calendar = specification(contract.run).calendar
    return add_working_days(calendar, today, days or (pace.days if pace else DAYS))
