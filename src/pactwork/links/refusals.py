"""Refusals of the codes in emails, as sentences."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    # of a link
    "code_form": _("Type the six-digit code from our email."),
    "code_many": ngettext_lazy(
        "There is %(count)s digit here. The code in our email has six.",
        "There are %(count)s digits here. The code in our email has six.",
        "count",
    ),
    "code_wrong": _("That is not the code in our email. Look again; it has six digits."),
    "code_old": _("That code is not right, or its ten minutes are over. Ask for a fresh one."),
    "code_wait": ngettext_lazy(
        "That was a lot of tries. Wait %(minutes)s minute, then type the code again.",
        "That was a lot of tries. Wait %(minutes)s minutes, then type the code again.",
        "minutes",
    ),
    "fresh_code_wait": ngettext_lazy(
        "We have sent three codes. Use the newest, or wait %(minutes)s minute.",
        "We have sent three codes. Use the newest, or wait %(minutes)s minutes.",
        "minutes",
    ),
    "code_guarded": ngettext_lazy(
        "Many wrong codes were typed for this link, so the code in our email is not enough now. If yours "
        "is right, fresh digits will come to the same mailbox in a minute or two. Type those here, in "
        "this browser; they work for %(minutes)s minute.",
        "Many wrong codes were typed for this link, so the code in our email is not enough now. If yours "
        "is right, fresh digits will come to the same mailbox in a minute or two. Type those here, in "
        "this browser; they work for %(minutes)s minutes.",
        "minutes",
    ),
    # to sign in
    "sign_in_form": _("Type the eight-digit code from our email."),
    "sign_in_many": ngettext_lazy(
        "There is %(count)s digit here. The code in our email has eight.",
        "There are %(count)s digits here. The code in our email has eight.",
        "count",
    ),
    "sign_in_wrong": _("That is not the code in the newest email. Look again, or get another."),
    "sign_in_old": _("That code was used already, or its ten minutes are over. Ask for a new one."),
    "sign_in_guarded": _(
        "Many wrong codes were typed today, so the digits are not enough here. Open the link that stands "
        "in the same email, on this device or another, and type them there."
    ),
    "sign_in_spent": _("Too many wrong codes were typed for this email. Ask for a new one."),
    "sign_in_wait": _(
        "Very many codes were asked for from your network within a minute. Wait a minute, then ask again."
    ),
}
