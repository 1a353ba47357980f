"""Refusals of the codes in emails, as sentences."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    # of a link
    "code_form": _("Type the six-digit code from our email."),
    "code_many": ngettext_lazy(
        "You typed %(count)s digit. The code in our email has six.",
        "You typed %(count)s digits. The code in our email has six.",
        "count",
    ),
    "code_wrong": _("That is not the code in our email. Please check it: it has six digits."),
    "code_old": _("That code is wrong or more than ten minutes old. Ask for a new one."),
    "code_wait": ngettext_lazy(
        "Too many attempts. Wait %(minutes)s minute, then type the code again.",
        "Too many attempts. Wait %(minutes)s minutes, then type the code again.",
        "minutes",
    ),
    "fresh_code_wait": ngettext_lazy(
        "We have sent three codes. Use the latest, or wait %(minutes)s minute.",
        "We have sent three codes. Use the latest, or wait %(minutes)s minutes.",
        "minutes",
    ),
    "code_guarded": ngettext_lazy(
        (
            "Too many wrong codes were typed for this link, so the code in our email is not "
            "enough now. If yours is right, we will email a new code to the same address in "
            "a minute or two. Type the new code here, in this browser; it works for "
            "%(minutes)s minute."
        ),
        (
            "Too many wrong codes were typed for this link, so the code in our email is not "
            "enough now. If yours is right, we will email a new code to the same address in "
            "a minute or two. Type the new code here, in this browser; it works for "
            "%(minutes)s minutes."
        ),
        "minutes",
    ),
    # to sign in
    "sign_in_form": _("Type the eight-digit code from our email."),
    "sign_in_many": ngettext_lazy(
        "You typed %(count)s digit. The code in our email has eight.",
        "You typed %(count)s digits. The code in our email has eight.",
        "count",
    ),
    "sign_in_wrong": _("That is not the code in our latest email. Check it, or ask for a new one."),
    "sign_in_old": _("That code has been used or is more than ten minutes old. Ask for a new one."),
    "sign_in_guarded": _(
        "Too many wrong codes were typed today, so the code alone is not enough. Open "
        "the link in the same email, on this device or another, and type the code there."
    ),
    "sign_in_spent": _("Too many wrong codes were typed for this email. Ask for a new code."),
    "sign_in_wait": _(
        "Too many codes were requested from your network. Wait a minute, then try again."
    ),
}
