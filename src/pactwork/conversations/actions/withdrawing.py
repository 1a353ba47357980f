"""A clarification is withdrawn for a reason: it stands nowhere any more, and those who rely on it hear."""

from django.db import transaction

from pactwork.conversations.actions.base import find_clarification, insist_team, remember, seal
from pactwork.conversations.actions.clarifications import locked, to_those_who_rely
from pactwork.conversations.models import Clarification
from pactwork.conversations.rules.posts import reason_problem, why_not_use
from pactwork.ground import clock
from pactwork.ground.refusal import insist
from pactwork.ground.validation import insist_valid
from pactwork.people.actors import Actor


@transaction.atomic
def withdraw(made: Clarification, *, why: str, by: Actor) -> Clarification:
    """Its own page stays, with the reason, for whoever comes from a mark in a contract."""
    found = locked(made)
    person = insist_team(by, found.run_id)
    insist(why_not_use(withdrawn=found.withdrawn_at is not None))
    insist_valid({"why": reason_problem(why)})
    found.withdrawn_at, found.withdrawn_by_id = clock.now(), person
    found.withdrawn_why = why.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    find_clarification(found, "")
    letters = to_those_who_rely("clarification_withdrawn", found.ref, found, by)
    payload = {"clarification": found.ref} | seal(found.withdrawn_why)
    remember("clarification_withdrawn", found.run.institution, found.ref, by, payload, letters)
    return found
