"""Who can be named for a seat: what is wrong with a name and an address, field by field."""

from pactwork.ground import mailboxes
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.names import is_name
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem

NAME_MOST = 200  # characters in a name or a job


def name_problem(name: str, missing: str = "name_missing") -> Refusal | None:
    """Of a name that somebody gives, or signs with."""
    return words_problem(name, NAME_MOST) if is_name(name) else Refusal(missing)


def bad_holder(
    name: str,
    email: str,
    prefix: str = "",
    *,
    job: str = "",
    now: str = "",
    without_email: bool = False,
) -> dict[str, Refusal]:
    """What is wrong with somebody named for a seat, by field; ``now``: an address that may not be named."""
    found = {
        "name": name_problem(name, "who_is_missing"),
        "email": None if without_email and not email.strip() else _bad_address(email, now),
        "job": words_problem(job, NAME_MOST),
    }
    return {f"{prefix}{field}": refusal for field, refusal in found.items() if refusal}


def _bad_address(email: str, now: str) -> Refusal | None:
    if not email.strip():
        return Refusal("who_is_missing")
    if refusal := mailboxes.refusal(email):
        return refusal
    return Refusal("same_person") if now and mailbox(email) == mailbox(now) else None
