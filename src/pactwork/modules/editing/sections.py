"""The page of one section of a contract: its question and what helps to answer it."""

from django.utils.translation import gettext as _

from pactwork.modules.editing.fields import Field, Group, Part, Rows
from pactwork.modules.rules.faults import Path
from pactwork.modules.rules.specification import Prompt, Section


def section_part(template: str, number: int, section: Section) -> Part:
    """Words only: what is asked for, of whom and by whom it is read stay as they are. So do promises,
    on whose days clocks run."""
    here: Path = ("templates", template, "sections", number)
    own = (
        Field((*here, "title"), _("Main question")),
        Field((*here, "short"), _("Short name")),
        Field((*here, "lead"), _lead(section), "text"),
        Field((*here, "guide"), _("Advice for the student, only to read"), "text"),
        Field((*here, "payoff"), _("What the student gets from answering")),
    )
    groups = [Group("", own)]
    for name in ("prompts", "each", "questions"):
        for n, prompt in enumerate(getattr(section, name)):
            groups.append(_prompt((*here, name, n), prompt))
    if section.kind not in ("promise", "facts"):
        columns = (
            Field(("words",), _("An example"), "text", rows=3),
            Field(("note",), _("What to notice")),
        )
        rows = Rows((*here, "exemplars"), _("Examples"), columns, spare=1)
        shown = _("Shown after the student has tried for themselves.")
        groups.append(Group(rows.label, (rows,), shown))
    key = f"prompts-{template}-{section.key}"
    return Part(
        key,
        section.title,
        section.short,
        tuple(groups),
        of=f"prompts-{template}",
        pinned=True,
        here=here,
    )


def _lead(section: Section) -> str:
    if section.yes:
        return _("Text above the first question, part of the contract")
    return _("Text above the first question")


def _prompt(here: Path, prompt: Prompt) -> Group:
    fields = [Field((*here, "ask"), _("Question")), Field((*here, "hint"), _("Hint"))]
    for n, _check in enumerate(prompt.checks):
        label = _("Check, written as a question")
        fields.append(Field((*here, "checks", n, "ask"), label))
    return Group(prompt.ask, tuple(fields))
