"""Refusals about how an institution presents itself, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "not_a_colour": _(
        "Write a colour as # and six characters from 0 to 9 and a to f, such as #0b5470. “%(given)s” "
        "is not one."
    ),
    "colour_light": _(
        "This colour is too pale to read on light pages: its contrast is %(found)s to 1, and text "
        "needs %(least)s to 1. Choose a darker one."
    ),
    "colour_dark": _(
        "This colour is too dark to read on dark pages: its contrast is %(found)s to 1, and text "
        "needs %(least)s to 1. Choose a lighter one."
    ),
    "role_name_signs": _(
        "Use only words and numbers; between them can be a space, a hyphen, an apostrophe, a full stop, "
        "a slash or brackets."
    ),
    "role_name_address": _(
        "This looks like the address of a website, and emails would turn it into a link. Use only words."
    ),
    "logo_type": _("We cannot use this kind of file as a logo. Save it as a PNG or JPEG."),
    "logo_large": _("The file is too large. The limit for a logo is %(most)s MB."),
    "logo_pixels": _(
        "This picture would unpack to far more than a logo needs. Save a smaller one as a PNG or "
        "JPEG."
    ),
    "logo_blank": _("Nothing can be seen in this picture on white. Use a darker one."),
    "logo_missing": _("There is no such file beside this one: “%(given)s”."),
    "logo_broken": _(
        "We cannot open this picture; it may be damaged or incomplete. Try another copy."
    ),
    "settings_moved": _(
        "Another administrator saved these settings while you had them open. Compare the two versions "
        "below; yours is not lost."
    ),
    "logo_again": _("Choose the file again."),
    "switched_off": _("Your institution has switched this off, so nothing new can be started."),
    "not_your_institution": _("Only an administrator of the institution can change its settings."),
}
