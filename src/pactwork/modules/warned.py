"""What a module file is warned of, in sentences: for the command and the browser."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from pactwork.ground.dates import day
from pactwork.modules.reading.problem import Flaw
from pactwork.modules.reading.written import Written
from pactwork.modules.rules.faults import Fault
from pactwork.modules.rules.specification import Specification
from pactwork.modules.rules.warnings import warnings

SENTENCES: Mapping[str, Promise] = {
    "due_in_vacation": _l("%(title)s: the deadline, %(day)s, falls in “%(vacation)s”."),
    "due_at_weekend": _l("%(title)s: the deadline, %(day)s, is at a weekend."),
    "due_moved": _l("%(title)s: %(meant)s is a public holiday, so the deadline is %(day)s."),
    "due_after_end": _l(
        "%(title)s: the deadline, %(day)s, is after the end of the module, %(end)s."
    ),
    "due_before_start": _l(
        "%(title)s: the deadline, %(day)s, is before the module starts, on %(start)s."
    ),
    "start_in_vacation": _l("The first day, %(day)s, falls in “%(vacation)s”."),
    "start_closed": _l("The first day, %(day)s, is a public holiday."),
    "language_ours": _l(
        "Our own words on pages, emails and papers are in English; only what this file says is in "
        "%(language)s."
    ),
    "code_at_risk": _l(
        "Code “%(code)s”: a spreadsheet may turn it into a date or a number. Format that column as text "
        "before you export a roster."
    ),
    "hours_unplanned": _l("Form of the %(template)s: hours are given, but no section plans them."),
    "weeks_without_hours": _l(
        "Form of the %(template)s: a section plans hours, but none are given."
    ),
    "choice_without_pieces": _l(
        "Form of the %(template)s: a section asks for formats, but nothing is submitted."
    ),
    "set_reads_nothing": _l(
        "Contract “%(template)s”: its learning sets read none of it: no section has key_element: true."
    ),
    "ethics_unread": _l(
        "Form of the %(template)s, “%(title)s”: nobody’s yes is asked when something is raised."
    ),
    "number_shown": _l(
        "Form of the %(template)s, “%(title)s”: the learning set reads the student’s number there."
    ),
    "number_by_link": _l(
        "Form of the %(template)s, “%(title)s”: the student’s number is read there by “%(party)s”, "
        "outside the university."
    ),
    "changed_alone": _l(
        "Form of the %(template)s, “%(title)s”: once it is agreed, changing it needs nobody’s yes."
    ),
    "credits_unasked": _l(
        "Form of the %(template)s: students choose how many credits, but no section asks them."
    ),
    "week_without_teaching": _l("Week %(week)s, %(first)s to %(last)s, has no teaching days."),
}


TITLES: Mapping[object, Promise] = {
    "contract_by": _l("The contract"),
    "review_at": _l("The mid-point review"),
}


def warned(spec: Specification, source: Written | None = None) -> list[str]:
    """``source``: the file that was read; each sentence begins with its line there."""
    return [_placed(fault, spec, source) for fault in warnings(spec)]


def _placed(fault: Fault, spec: Specification, source: Written | None) -> str:
    line = source.placed(Flaw(fault.code, fault.path)).line if source else 0
    said = _("Line %(line)s: %(words)s") if line else "%(words)s"
    return said % {"line": line, "words": _sentence(fault, spec)}


def _sentence(fault: Fault, spec: Specification) -> str:
    params = {
        name: day(value) if isinstance(value, date) else value
        for name, value in fault.params.items()
    }
    own = next((str(TITLES[name]) for name in fault.path if name in TITLES), None)
    params |= {"title": own} if own else {}
    if key := fault.params.get("template"):
        params["template"] = _called(str(key), spec)
    words = str(SENTENCES[fault.code]) % params
    if not params["group"]:
        return words
    return _("%(group)s: %(words)s") % {"group": params["group"], "words": words}


def _called(key: str, spec: Specification) -> str:
    """A contract by what it is called; where several are called the same, with its key."""
    names = [template.calls_it for template in spec.templates.values()]
    name = spec.templates[key].calls_it
    return name if names.count(name) == 1 else f"{name} ({key})"
