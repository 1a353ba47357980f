"""Codes, credits and hours in words, as a module file gives them."""

from collections.abc import Sequence

from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.rules.specification import Specification, Variant
from pactwork.modules.rules.workload import Range, plural, span, workload


def code_and_level(variant: Variant) -> str:
    if variant.level is None:
        return variant.code
    said = (
        _("%(code)s, level %(level)s") if isinstance(variant.level, int) else "%(code)s, %(level)s"
    )
    return said % {"code": variant.code, "level": variant.level}


def hours_in_words(hours: Range) -> str:
    said = ngettext("%(num)s hour", "%(num)s hours", plural(hours[1]))
    return said % {"num": span(hours)}


def sizes(spec: Specification, variants: Sequence[Variant]) -> str:
    """``15 credits``; with codes of different sizes all of them, ``15 credits, 30 credits``."""
    return ", ".join(dict.fromkeys(filter(None, (workload(spec, v).size for v in variants))))


def hours_each(spec: Specification) -> str:
    """What a credit stands for; nothing where there are none."""
    if spec.credit is None:
        return ""
    each = workload(spec, spec.variants[0]).each
    return _("%(hours)s hours for each %(credit)s") % {"hours": each, "credit": spec.credit.one}


def graded(spec: Specification) -> str:
    """How work is judged, where it is not by a mark in percent."""
    scheme = spec.grading.scheme if spec.grading else ""
    marks = ", ".join(spec.grading.marks) if spec.grading else ""
    said = {
        "letters": _("Grades: %(marks)s."),
        "pass": _("Grades: %(marks)s.")
        if marks
        else _("You pass or you do not; there is no mark."),
        "none": _("Nothing is marked."),
    }
    return said[scheme] % {"marks": marks} if scheme in said else ""
