"""What can be wrong with a date in a module file: what was found and what was expected."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_KNOWN = _("the names you can use here are: %(known)s")
_ONE_WAY = _("exactly one of these is needed: week, on, after or before")

# What entries with dates refuse about themselves, by the code of the sentence.
DATE_CODES = (
    "dated_not", "dated_twice", "dated_length", "dated_lengths", "dated_weekday", "weekly_dated",
    "until_alone", "until_backwards", "formats_missing",
)  # fmt: skip

DATE_SENTENCES: Mapping[str, tuple[Promise, Promise]] = {
    "dated_not": (_("this has no date"), _ONE_WAY),
    "dated_twice": (_("this has more than one date (%(found)s)"), _ONE_WAY),
    "dated_lengths": (
        _("the time is given more than once"),
        _("only one of these is allowed: days, weeks or months"),
    ),
    "dated_length": (
        _("days, weeks or months are given"),
        _("they count from another date: add after or before"),
    ),
    "dated_weekday": (_("a weekday is given"), _("only a date by week can have one")),
    "weekly_dated": (
        _("this is due every week, and also has a date (%(found)s)"),
        _("it can only have week, for the first time, and until, for the last"),
    ),
    "until_alone": (_("the last week is given"), _("this is due only once: add every: week")),
    "until_backwards": (
        _("the last week is %(until)s"),
        _("the first is week %(week)s, which is later"),
    ),
    "formats_missing": (
        _("formats are missing"),
        _("what students submit needs at least one, such as {key: text, title: Written}"),
    ),
    "week_beyond": (
        _("this is week %(week)s"),
        ngettext_lazy(
            "the calendar has %(weeks)s week", "the calendar has %(weeks)s weeks", "weeks"
        ),
    ),
    "vacation_backwards": (
        _("the vacation ends on %(last)s"),
        _("it begins on %(first)s, which is later"),
    ),
    "vacation_long": (
        _("the vacation lasts from %(first)s to %(last)s"),
        _("the longest allowed is 26 weeks"),
    ),
    "unknown_point": (_("“%(name)s” is not a date that is known here"), _KNOWN),
    "unknown_owner": (_("“%(name)s” is neither the student nor a party or role"), _KNOWN),
    "before_agreed": (
        _("this is due before the contract is agreed"),
        _("nobody knows that day yet: use after: agreed, or another date"),
    ),
    "agreed_itself": (
        _("the contract is to be agreed after it is agreed"),
        _("another date is needed here, such as week: 4"),
    ),
    "own_dates_empty": (_("there are no limits here"), _("start or end is needed, or both")),
    "own_dates_backwards": (
        _("everybody’s last day is %(end)s at the latest"),
        _("the first day is %(start)s at the earliest"),
    ),
    "dated_circle": (
        _("the date of “%(key)s” is counted from itself"),
        _("one of the dates has to stand on its own"),
    ),
}
