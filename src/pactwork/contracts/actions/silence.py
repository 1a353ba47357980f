"""An administrator writes to an address again that had asked to be left alone, for a reason."""

from django.db import transaction

from pactwork.contracts.rules.answers import reason_problem
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import record
from pactwork.links.actions import lift_silence
from pactwork.people.actors import Actor
from pactwork.people.models import Institution


@transaction.atomic
def write_again(institution: Institution, email: str, *, by: Actor, reason: str) -> None:
    """They asked for it; the history keeps who lifted it and why, and no address."""
    if not by.administrator or by.institution_id != institution.pk:
        raise Refused(Refusal("not_your_move", {"move": "write_again"}))
    insist(reason_problem(reason))
    if not lift_silence(institution, email):
        raise Refused(Refusal("not_silent", {"given": email.strip()[:80]}))
    record(
        "letters_allowed",
        chain=institution.ref,
        subject=institution.ref,
        by=by.ref,
        key=institution.key,
        payload={"name": by.called, "reason": reason.strip()},
    )
