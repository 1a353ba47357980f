"""The pages on which a module is changed, and what stands on each. Keys are not among them: answers are
stored under those."""

from django.utils.translation import gettext as _

from pactwork.modules.editing.agreeing import agreeing_part
from pactwork.modules.editing.calling import words_part
from pactwork.modules.editing.fields import Field, Group, Part, Rows
from pactwork.modules.editing.forms_of_contracts import form_parts
from pactwork.modules.editing.handing_in import hand_ins_part
from pactwork.modules.editing.numbers import number_parts
from pactwork.modules.editing.sections import section_part
from pactwork.modules.rules.faults import Path
from pactwork.modules.rules.specification import BriefPart, Specification


def parts(spec: Specification, *, new: bool = False) -> dict[str, Part]:
    """Every page by its key, in the order of the overview. ``new``: not in force anywhere, so that its
    names may still change."""
    found = [_about(new), words_part(), dates(spec), agreeing_part(spec), hand_ins_part(spec)]
    found += [_themes(), _reviews(), _workplaces()]
    found += number_parts(spec)
    found += [_bites()]
    found += [_brief(n, entry) for n, entry in enumerate(spec.brief)]
    found += [_ai(), _terms()]
    for key, template in spec.templates.items():
        found += [section_part(key, n, section) for n, section in enumerate(template.sections)]
        found += form_parts(key, template, spec.requirements)
    return {part.key: part for part in found}


def _status() -> tuple[tuple[str, str], ...]:
    return ("fixed", _("Fixed")), ("yours", _("Yours to negotiate"))


def _about(new: bool) -> Part:
    names = (
        Field(("run",), _("Name of the run"), hint=_("Such as “Autumn 2027”.")),
        Field(("key",), _("Key"), hint=_("Short, of small letters, digits and hyphens.")),
    )
    fields = (
        Field(("title",), _("Title")),
        *(names if new else ()),
        Field(("summary",), _("Summary"), "text", _("For people choosing a module."), rows=6),
        Field(("language",), _("Language"), hint=_("Of everything written here, such as en-GB.")),
    )
    return Part("about", _("Title and summary"), groups=(Group("", fields),), of="module")


def dates(spec: Specification) -> Part:
    """Also the page on which a run is copied: everything that is a day."""
    calendar = ("calendar",)
    first = (
        Field((*calendar, "starts_on"), _("First day of teaching"), "day"),
        Field((*calendar, "weeks"), _("Teaching weeks"), "number"),
    )
    vacations = Rows(
        (*calendar, "vacations"),
        _("Vacations"),
        (
            Field(("title",), _("Name")),
            Field(("first",), _("First day"), "day"),
            Field(("last",), _("Last day"), "day"),
        ),
        _(
            "There is no teaching in a week that falls wholly within a vacation. The "
            "university still answers."
        ),
    )
    closed = Rows(
        (*calendar, "bank_holidays"),
        _("Days the university is closed"),
        (Field((), _("Day"), "day"),),
        _("They do not count as working days, and nothing is due on them."),
        single=True,
    )
    pace = (("full", _("Full")), ("half", _("Half: each teaching week lasts two weeks")))
    groups = [Group("", first), Group(vacations.label, (vacations,), vacations.hint)]
    groups.append(Group(closed.label, (closed,), closed.hint))
    for n, group in enumerate(spec.calendar.groups):
        here = (*calendar, "groups", n)
        own = (
            Field((*here, "title"), _("Name")),
            Field((*here, "starts_on"), _("First day, if different"), "day"),
            Field((*here, "pace"), _("Pace"), "choice", options=pace),
        )
        groups.append(Group(_("Group: %(name)s") % {"name": group.title}, own))
    return Part("dates", _("Dates"), groups=tuple(groups), of="module")


def _themes() -> Part:
    columns = (
        Field(("week",), _("Week"), "number"),
        Field(("title",), _("Theme")),
        Field(("text",), _("Short description")),
    )
    rows = Rows(("weeks",), _("Weeks"), columns)
    return Part("themes", _("Weekly themes"), groups=(Group("", (rows,)),), of="module")


def _reviews() -> Part:
    hint = _("Reviewers see their own trend, without names. Nobody else sees it.")
    helpful = Field(
        ("reviews", "helpful"),
        _("Authors say how helpful each review was"),
        "choice",
        hint,
        (("true", _("Yes")), ("false", _("No"))),
    )
    columns = (
        Field(("ask",), _("Question")),
        Field(("low",), _("The lowest number means")),
        Field(("high",), _("The highest number means")),
    )
    asked = Rows(
        ("reviews", "questions"),
        _("What reviewers answer"),
        columns,
        _("Three, or none for the usual ones."),
        spare=3,
    )
    groups = (Group("", (helpful,)), Group(asked.label, (asked,), asked.hint))
    return Part("reviews", _("Reviews in the learning set"), groups=groups, of="module")


def _workplaces() -> Part:
    hint = _(
        "If you choose No, a yes from a private address, one at the university or one "
        "that many students name counts only when staff have confirmed who gave it. Your "
        "choice applies to people named from now on."
    )
    trusted = Field(
        ("workplaces", "trusted"),
        _("Trust the people students name at work"),
        "choice",
        hint,
        (("true", _("Yes")), ("false", _("No"))),
    )
    return Part(
        "workplaces", _("Workplace advocates"), groups=(Group("", (trusted,)),), of="module"
    )


def _brief(n: int, entry: BriefPart) -> Part:
    here: Path = ("brief", n)
    fields = (
        Field((*here, "title"), _("Title")),
        Field((*here, "minutes"), _("Minutes to read it"), "number"),
        Field((*here, "status"), _("Status"), "choice", options=_status()),
        Field((*here, "text"), _("Text"), "text", _("Markdown: **bold**, lists, links."), rows=16),
    )
    links = Rows(
        (*here, "links"),
        _("Links"),
        (Field(("title",), _("Name")), Field(("url",), _("Address"))),
    )
    groups = [Group("", fields), Group(links.label, (links,))]
    files: Path = (*here, "files")
    names = Rows(files, _("Files"), (Field(("title",), _("Name")),), spare=0)
    hint = _("The name of each file. To remove a file, empty its name.")
    groups.append(Group(names.label, (names,), hint if entry.files else ""))
    key = f"brief-{entry.key}"
    return Part(key, entry.title, groups=tuple(groups), takes_files=files, of="brief", here=here)


def _bites() -> Part:
    columns = (
        Field(("title",), _("Title")),
        Field(("minutes",), _("Minutes"), "number"),
        Field(("status",), _("Status"), "choice", options=(("", ""), *_status())),
    )
    hint = _("To remove a part, empty its title and status. A new part gets its own page.")
    rows = Rows(("brief",), _("Parts"), columns, hint, keyed=True, fresh={"text": ""})
    return Part("parts", _("Parts of the brief"), groups=(Group("", (rows,), hint),), of="brief")


def _ai() -> Part:
    each = _("One per line.")
    fields = (
        Field(("ai_use", "summary"), _("In one line")),
        Field(("ai_use", "allowed"), _("Allowed"), "lines", each, rows=6),
        Field(("ai_use", "not_allowed"), _("Not allowed"), "lines", each, rows=6),
    )
    return Part("ai", _("Use of AI"), groups=(Group("", fields),), of="brief")


def _terms() -> Part:
    columns = (
        Field(("text",), _("Text")),
        Field(("status",), _("Status"), "choice", options=(("", ""), *_status())),
    )
    hint = _("To remove one, empty its text and status.")
    rows = Rows(("requirements",), _("Requirements"), columns, hint, keyed=True)
    title = _("Fixed and negotiable")
    return Part("terms", title, groups=(Group("", (rows,), hint),), of="brief")
