"""The only writers of mailed links, of their codes, and of the codes that people sign in with."""

from pactwork.links.actions.codes import (
    DAY,
    FRESH_FOR,
    PER_CLIENT,
    PER_LINK,
    check_code,
    forget_tries,
    make_fresh_code,
)
from pactwork.links.actions.links import (
    LASTS,
    end_link,
    extend_link,
    leave_alone,
    lift_silence,
    make_link,
    renew_link,
)
from pactwork.links.actions.signing_in import (
    ask_for_sign_in_code,
    forget_sign_in_codes,
    owe_sign_in_code,
    use_sign_in_code,
)

__all__ = [
    "DAY",
    "FRESH_FOR",
    "LASTS",
    "PER_CLIENT",
    "PER_LINK",
    "ask_for_sign_in_code",
    "check_code",
    "end_link",
    "extend_link",
    "forget_sign_in_codes",
    "forget_tries",
    "leave_alone",
    "lift_silence",
    "make_fresh_code",
    "make_link",
    "owe_sign_in_code",
    "renew_link",
    "use_sign_in_code",
]
