"""Refusals of signing in, as sentences."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SIGN_IN: dict[str, Any] = {
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
