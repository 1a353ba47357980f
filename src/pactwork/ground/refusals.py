"""Refusals that any app may give, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Params, Sentence
from pactwork.ground.numbers import grouped


def _too_long(params: Params) -> str:
    said = {"length": grouped(params["length"]), "most": grouped(params["most"])}
    return str(_("Too long: %(length)s characters. The limit is %(most)s.")) % said


_NO_DAY = {
    "no_such_day": _("There is no such day as %(given)s."),
    "year": _("Write the year in full, with four figures. “%(given)s” leaves it open."),
    "time": _("Write the day without a time. “%(given)s” has one."),
    "number": _("“%(given)s” is a number, and not a date. Write the day, such as 28/11/2026."),
    "": _("Write a date, such as 28/11/2026, 28.11.2026 or 2026-11-28. “%(given)s” is none."),
}


def _not_a_date(params: Params) -> str:
    return str(_NO_DAY[params.get("why", "")]) % params


REFUSALS: dict[str, Sentence] = {
    "too_long": _too_long,
    "hidden_characters": _(
        "There are characters in this that nobody can see, and some may turn words round. Type it "
        "again, or paste it as plain text."
    ),
    "said_already": _("You said this already, in these words. It stands once."),
    "number_out_of_range": _("Choose a number from %(least)s to %(most)s."),
    "not_an_option": _("Choose one of the answers offered. “%(given)s” is not among them."),
    "not_an_address": _(
        "Write an email address, such as carol@example.org. “%(given)s” is not one."
    ),
    "address_letters": _(
        "Our mail server cannot write to such addresses yet: “%(given)s”."
        " Use one with only a to z, figures and signs."
    ),
    "name_missing": _("Type your name, as your signature."),
    "reason_missing": _("Give a reason. A sentence is enough."),
    "scan_type": _(
        "That is neither a PDF nor a photograph we can open. Save it as a PDF, or as a JPEG or PNG."
    ),
    "scan_locked": _("This file asks for a password. Save it without one."),
    "scan_heic": _(
        "This is a HEIC photograph, which many computers cannot open. On an iPhone, choose "
        "Options > Most Compatible when you pick it; or save it as a JPEG or PDF."
    ),
    "scan_blank": _("There is nothing to see in this file. Add the page with the signature."),
    "scan_large": _("The file is too large. Keep it to %(most)s MB; a smaller photograph will do."),
    "scan_pixels": _(
        "The picture is too large: it has more than %(most)s million pixels. A smaller photograph will do."
    ),
    "scan_broken": _(
        "The file cannot be opened; it may have been damaged or cut short. Try another copy."
    ),
    "not_a_date": _not_a_date,
    "date_past": _("Choose a date that is still to come."),
    "upload_not_scanned": _(
        "Files are checked for viruses here, and this one could not be. Choose it again in a few "
        "minutes. If that does not help, tell whoever looks after Pactwork at your university."
    ),
    "upload_infected": _(
        "This file was not taken: the virus scanner calls it %(found)s. Make sure that your own "
        "computer is safe, then choose another copy."
    ),
}
