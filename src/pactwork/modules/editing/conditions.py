"""What a yes, or a whole section, can depend on: the set answers of a contract's form, to choose from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pactwork.modules.editing.fields import as_data
from pactwork.modules.rules.kinds_of_answer import DECIDING
from pactwork.modules.rules.specification import Section, Template, When

Options = tuple[tuple[str, str], ...]


def conditions_of_needs(section: Section, template: Template) -> Options:
    """Always; or what the answers of the form can be asked for; and what stands there now."""
    seen = dict(_conditions(template.sections))
    for need in section.yes:
        seen.update(_now(need.when, seen))
    return tuple(seen.items())


def conditions_of(section: Section, template: Template) -> Options:
    """The same for showing the section at all: never by its own answers."""
    seen = dict(_conditions(other for other in template.sections if other.key != section.key))
    return tuple({**seen, **_now(section.when, seen)}.items())


def _conditions(sections: "Iterator[Section] | list[Section]") -> Iterator[tuple[str, str]]:
    yield as_data(None), _("always")
    for other in sections:
        if other.kind == "ethics":
            raised = When(section=other.key, raised=True)
            yield _said(raised), _("when “%(section)s” raises something") % {"section": other.short}
        for prompt in (*other.prompts, *other.questions):
            if prompt.type in DECIDING:
                for answer in prompt.options or ["yes", "no"]:
                    when = When(section=other.key, prompt=prompt.key, one_of=[answer])
                    yield _said(when), f"{prompt.ask} {answer}"


def _now(when: When | None, seen: dict[str, str]) -> dict[str, str]:
    if when is None or _said(when) in seen:
        return {}
    return {_said(when): f"{when.section}.{when.prompt}: {', '.join(when.one_of)}"}


def _said(when: When) -> str:
    return as_data(when.model_dump(mode="json"))
