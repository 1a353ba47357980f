"""A sign-in that was refused: told to the log, and counted where it was a limit."""

from pactwork.ground.log_lines import told
from pactwork.people.actions import limit_reached

LIMITS = frozenset(
    {
        *("sign_in_wait", "sign_in_guarded", "sign_in_spent", "sign_in_shared"),
        *("too_many_login_attempts", "rate_limited"),  # allauth's names
    }
)


def sign_in_refused(code: str) -> None:
    """The log hears of each, and never of the address."""
    if code in LIMITS:
        limit_reached("sign_in")
    told("sign_in_refused", why=code)
