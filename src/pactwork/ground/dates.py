"""Dates and times in words, in the time zone that is current for the reader."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import get_language, pgettext, pgettext_lazy

from pactwork.ground import clock as the_clock
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext


def _local(value: date) -> date:
    """A moment in the reader's zone; a plain date as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _on(value: date) -> date:
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local


def _now() -> datetime:
    return timezone.localtime(the_clock.now())


# Said once here, so that whoever translates finds them.
FORMS = (
    pgettext_lazy("date format", "l j F Y"),
    pgettext_lazy("date format", "j F Y, H:i"),
    pgettext_lazy("date format", "l j F Y, H:i"),
    pgettext_lazy("date format", "j M Y"),
    pgettext_lazy("date format", "j M"),
    pgettext_lazy("date format", "F Y"),
    pgettext_lazy("date format", "H:i"),
)


@lru_cache(maxsize=4096)
def _written(value: date, form: str, language: str | None) -> str:
    return formatted(value, pgettext("date format", form))


def _said(value: date, form: str) -> str:
    """A page says the same few days again and again; a moment is kept by the clock on the wall."""
    local = _local(value)
    if isinstance(local, datetime):
        local = local.replace(tzinfo=None)
    return _written(local, form, get_language())


def day(value: date | None) -> str:
    """Tuesday 26 January 2027."""
    return _said(value, "l j F Y") if value else ""


def short_day(value: date | None) -> str:
    """26 Jan 2027."""
    return _said(value, "j M Y") if value else ""


def month(value: date | None) -> str:
    """January 2027."""
    return _said(value, "F Y") if value else ""


def days(first: date, last: date) -> str:
    """28 Sep to 4 Oct 2026; the year of the first day only where it is another."""
    same = first.year == last.year
    said = {"first": _said(first, "j M" if same else "j M Y"), "last": short_day(last)}
    return _("%(first)s to %(last)s") % said


def moment(value: datetime | None) -> str:
    """26 January 2027, 08:57."""
    return _said(value, "j F Y, H:i") if value else ""


def day_and_time(value: datetime | None) -> str:
    """Tuesday 26 January 2027, 23:59: until when something can be done."""
    return _said(value, "l j F Y, H:i") if value else ""


def times_are() -> str:
    """Whose clock every moment on this page or in this mail goes by; said once on each."""
    zone = timezone.get_current_timezone_name()
    return _("All times are in the %(zone)s time zone.") % {"zone": zone}


def clock(value: datetime | None) -> str:
    """08:57."""
    return _said(value, "H:i") if value else ""


def machine(value: date | None) -> str:
    """What goes into the datetime attribute of a time element."""
    return _local(value).isoformat() if value else ""


def ago(value: datetime | None) -> str:
    """How long since, in words; after a fortnight, the date."""
    if value is None:
        return ""
    local, now = timezone.localtime(value), _now()
    gone = now - local
    days = (now.date() - local.date()).days
    if gone < timedelta(minutes=1):
        return _("just now")
    if gone < timedelta(hours=1):
        minutes = int(gone.total_seconds() // 60)
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes) % {"num": minutes}
    if days == 0:
        hours = int(gone.total_seconds() // 3600)
        return ngettext("%(num)s hour ago", "%(num)s hours ago", hours) % {"num": hours}
    if days == 1:
        return _("yesterday")
    if days <= 14:
        return ngettext("%(num)s day ago", "%(num)s days ago", days) % {"num": days}
    return short_day(local)


def waiting(value: date | None) -> str:
    """How long something has waited, in whole days."""
    if value is None:
        return ""
    days = max(0, (_now().date() - _on(value)).days)
    if days == 0:
        return _("since today")
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days}
