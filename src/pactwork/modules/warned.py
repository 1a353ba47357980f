"""What a module's dates are warned of, in sentences: for the command and the browser."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from pactwork.ground.dates import day
from pactwork.modules.rules.faults import Fault
from pactwork.modules.rules.specification import Specification
from pactwork.modules.rules.warnings import warnings

SENTENCES: Mapping[str, Promise] = {
    "due_in_vacation": _l("%(title)s: the deadline, %(day)s, falls in “%(vacation)s”."),
    "due_at_weekend": _l("%(title)s: the deadline, %(day)s, is at a weekend."),
    "due_moved": _l("%(title)s: %(meant)s is a bank holiday, so the deadline is %(day)s."),
    "start_in_vacation": _l("The first day, %(day)s, falls in “%(vacation)s”."),
    "start_closed": _l("The first day, %(day)s, is a bank holiday."),
    "week_without_teaching": _l("Week %(week)s, %(first)s to %(last)s, has no teaching days."),
}


def warned(spec: Specification) -> list[str]:
    return [_sentence(fault) for fault in warnings(spec)]


def _sentence(fault: Fault) -> str:
    params = {
        name: day(value) if isinstance(value, date) else value
        for name, value in fault.params.items()
    }
    words = str(SENTENCES[fault.code]) % params
    if not params["group"]:
        return words
    return _("%(group)s: %(words)s") % {"group": params["group"], "words": words}
