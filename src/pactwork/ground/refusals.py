"""Refusals that any app may give, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Params, Sentence
from pactwork.ground.numbers import grouped
from pactwork.ground.typed_days import is_month_first


def _too_long(params: Params) -> str:
    said = {"length": grouped(params["length"]), "most": grouped(params["most"])}
    return str(_("Too long: %(length)s characters. The limit is %(most)s.")) % said


_NO_DAY = {
    "no_such_day": _("There is no such date as %(given)s."),
    "year": _("Enter the year with all four digits. “%(given)s” is not clear."),
    "weekday": _("“%(given)s” is another day of the week. Check the date."),
    "time": _("Enter a date without a time. “%(given)s” has one."),
    "number": _("“%(given)s” is a number, not a date. Enter a date, such as %(such)s."),
    "missing": _("Enter a date, such as %(such)s."),
    "": _("Enter a date, such as %(such)s, 28.11.2026 or 2026-11-28. “%(given)s” is not one."),
}


def _not_a_date(params: Params) -> str:
    such = "11/28/2026" if is_month_first() else "28/11/2026"
    return str(_NO_DAY[params.get("why", "")]) % {"such": such, **params}


REFUSALS: dict[str, Sentence] = {
    "too_long": _too_long,
    "hidden_characters": _(
        "There are characters in this that nobody can see, and some may turn words round. Type it "
        "again, or paste it as plain text."
    ),
    "said_already": _("You have already posted this. It is shown only once."),
    "number_out_of_range": _("Choose a number from %(least)s to %(most)s."),
    "not_an_option": _("Choose one of the options. “%(given)s” is not one of them."),
    "not_an_address": _("Enter an email address, like name@example.org. “%(given)s” is not one."),
    "address_letters": _(
        "Our mail server cannot send to “%(given)s” yet. Use an address with only a to "
        "z, digits and symbols."
    ),
    "name_missing": _("Type your name as your signature."),
    "reason_missing": _("Give a reason. A sentence is enough."),
    "scan_type": _("We cannot open this kind of file. Save it as a PDF, JPEG or PNG."),
    "scan_locked": _("This file is protected by a password. Save a copy without one."),
    "scan_heic": _(
        "This is a HEIC photo, which many computers cannot open. On an iPhone, choose "
        "Options > Most Compatible when you select it, or save it as a JPEG or PDF."
    ),
    "scan_blank": _("This file is blank. Add the page with the signature."),
    "scan_large": _("The file is too large. The limit is %(most)s MB; a smaller photo will do."),
    "scan_pixels": _(
        "The picture is too large: it has more than %(most)s million pixels. Use a smaller photo."
    ),
    "scan_broken": _(
        "We cannot open this file; it may be damaged or incomplete. Try another copy."
    ),
    "not_a_date": _not_a_date,
    "date_past": _("Choose a date in the future."),
    "upload_not_scanned": _(
        "We check files for viruses, and could not check this one. Choose it again in a "
        "few minutes. If that does not help, tell the person who looks after Pactwork at "
        "your university."
    ),
    "upload_infected": _(
        "We did not accept this file: the virus scanner found %(found)s. Check that your "
        "computer is safe, then choose another copy."
    ),
}
