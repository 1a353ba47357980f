"""Who can be named for a seat: what is wrong with a name and an address, field by field."""

from pactwork.ground import mailboxes
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.names import is_name
from pactwork.ground.refusal import Refusal

NAME_MOST = 200  # letters in a name or a job


def bad_holder(
    name: str,
    email: str,
    prefix: str = "",
    *,
    now: str = "",
    without_email: bool = False,
) -> dict[str, Refusal]:
    """What is wrong with somebody named for a seat, by field; ``now``: an address that may not be named."""
    found: dict[str, Refusal] = {}
    if not is_name(name):
        found[f"{prefix}name"] = Refusal("who_is_missing")
    if len(name) > NAME_MOST:
        found[f"{prefix}name"] = Refusal("too_long", {"most": NAME_MOST, "length": len(name)})
    if without_email and not email.strip():
        return found
    if not email.strip():
        found[f"{prefix}email"] = Refusal("who_is_missing")
    elif refusal := mailboxes.refusal(email):
        found[f"{prefix}email"] = refusal
    elif now and mailbox(email) == mailbox(now):
        found[f"{prefix}email"] = Refusal("same_person")
    return found
