"""The pages of the editor in lists, as the overview shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pactwork.modules.editing.fields import Part
from pactwork.modules.rules.specification import Specification


@dataclass(frozen=True)
class Listed:
    key: str
    title: str
    hint: str
    parts: list[Part]


def overview_of(spec: Specification, parts: Mapping[str, Part]) -> list[Listed]:
    found = parts.values()
    pinned = _("Contracts already started keep their original wording; new ones get this.")
    titles = {"module": (_("The module"), ""), "brief": (_("The brief"), "")}
    for key, template in spec.templates.items():
        said = {
            f"form-{key}": _("The form of the %(name)s: parties, readers and yeses"),
            f"prompts-{key}": _("The sections of the %(name)s"),
        }
        for of, words in said.items():
            words %= {"name": template.calls_it}
            titles[of] = (f"{words} ({key})" if len(spec.templates) > 1 else words, pinned)
    return [
        Listed(key, title, hint, [part for part in found if part.of == key])
        for key, (title, hint) in titles.items()
    ]
