"""What a module file says, in a few plain lines, for whoever checks it."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground.own_words import with_article
from pactwork.modules.rules.calendar import teaching_weeks
from pactwork.modules.rules.minutes import brief_minutes
from pactwork.modules.rules.specification import Group, Hours, Specification, Template, Variant
from pactwork.modules.rules.workload import workload
from pactwork.modules.words_of_needs import moments_of_yes
from pactwork.modules.words_of_size import code_and_level, hours_in_words


def summary(spec: Specification) -> list[str]:
    """Codes, hours, brief, parties, sections and dates; each a line of its own."""
    lines = [f"{spec.title}, {spec.run}"]
    lines += [_variant(spec, variant) for variant in spec.variants]
    lines.append(_hours(spec))
    lines.append(_brief(spec))
    if spec.reviews.helpful:
        lines.append(_("Authors say how helpful each review was"))
    if spec.workplaces.trusted:
        lines.append(_("People students name at work are trusted: nobody confirms who they are"))
    for key, template in spec.templates.items():
        lines += _template(key, template)
    groups: Sequence[Group | None] = spec.calendar.groups or [None]
    lines += [_dates(spec, group) for group in groups]
    return lines


def _variant(spec: Specification, variant: Variant) -> str:
    titles = {c.key: c.title for c in spec.assessment}
    weights = [f"{titles[key]} {percent} %" for key, percent in variant.weights.items()]
    own = [workload(spec, variant).size] if variant.credits is not None else []
    outcomes = ngettext("%(num)s outcome", "%(num)s outcomes", len(variant.outcomes))
    said = [*own, outcomes % {"num": len(variant.outcomes)}, ", ".join(weights)]
    return f"{code_and_level(variant)}: {'; '.join(filter(None, said))}"


def _kind(kind: Hours) -> str:
    least, most = kind.bounds
    if least == most:
        return f"{kind.title} {kind.hours}"
    return _("%(title)s %(hours)s (%(least)s to %(most)s)") % {
        "title": kind.title,
        "hours": kind.hours,
        "least": least,
        "most": most,
    }


def _hours(spec: Specification) -> str:
    size = workload(spec, None)
    if size.hours is None:
        return size.size or _("No hours are planned")
    kinds = ", ".join(_kind(kind) for kind in spec.hours)
    return ", ".join(filter(None, [size.size, f"{hours_in_words(size.hours)}: {kinds}"]))


def _brief(spec: Specification) -> str:
    status = [part.status for part in spec.brief] + [r.status for r in spec.requirements]
    parts, files = len(spec.brief), sum(len(part.files) for part in spec.brief)
    minutes = brief_minutes(spec.brief)
    return _(
        "Brief: %(parts)s, %(minutes)s, %(files)s; fixed: %(fixed)s, yours to negotiate: %(yours)s"
    ) % {
        "parts": ngettext("%(num)s part", "%(num)s parts", parts) % {"num": parts},
        "minutes": ngettext("%(num)s minute", "%(num)s minutes", minutes) % {"num": minutes},
        "files": ngettext("%(num)s file", "%(num)s files", files) % {"num": files},
        "fixed": status.count("fixed"),
        "yours": status.count("yours"),
    }


def _template(key: str, template: Template) -> list[str]:
    parties = ", ".join(f"{p.title} ({p.person})" for p in template.parties)
    head = ngettext(
        "Template “%(key)s”, %(a_name)s of %(count)s section; yeses from %(parties)s",
        "Template “%(key)s”, %(a_name)s of %(count)s sections; yeses from %(parties)s",
        len(template.sections),
    ) % {
        "key": key,
        "a_name": with_article(template.calls_it),
        "count": len(template.sections),
        "parties": parties,
    }
    titles = {p.key: p.title for p in template.parties}
    lines = [head]
    for number, section in enumerate(template.sections, start=1):
        yeses = [
            _("%(party)s sometimes") % {"party": titles[n.party]} if n.when else titles[n.party]
            for n in section.yes
        ]
        yeses = [
            f"{said} ({moments_of_yes()[n.at]})" if n.at != "both" else said
            for said, n in zip(yeses, section.yes, strict=True)
        ]
        whose = ", ".join(yeses) or _("nobody")
        mark = _("; key element") if section.key_element else ""
        lines.append(
            _("  %(number)s. %(short)s (%(kind)s): yes from %(whose)s%(mark)s")
            % {
                "number": number,
                "short": section.short,
                "kind": section.kind,
                "whose": whose,
                "mark": mark,
            }
        )
    return lines


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _dates(spec: Specification, group: Group | None) -> str:
    weeks = teaching_weeks(spec.calendar, group)
    said = ngettext(
        "%(who)s: %(count)s teaching week, %(first)s to %(last)s",
        "%(who)s: %(count)s teaching weeks, %(first)s to %(last)s",
        len(weeks),
    )
    return said % {
        "who": group.title if group else _("Everybody"),
        "count": len(weeks),
        "first": _day(weeks[0].first),
        "last": _day(weeks[-1].last),
    }
