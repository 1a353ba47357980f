"""What the editor calls each place of a module's file, by the path that a difference goes by."""

from typing import Any

from pactwork.modules.editing.fields import Field, at
from pactwork.modules.editing.parts import parts
from pactwork.modules.reading.written import Written
from pactwork.modules.rules.specification import Specification


def places(spec: Specification) -> dict[str, tuple[str, str]]:
    """Each field's page and label: ``{"brief.about.title": ("What to do", "Title")}``."""
    body = spec.model_dump(mode="json")
    source, found = Written(body), dict[str, tuple[str, str]]()
    for part in parts(spec).values():
        for one in part.fields:
            flat = [one] if isinstance(one, Field) else one.flat(_numbers(body, one.path))
            for field in flat:
                found.setdefault(source.named(field.path), (part.title, field.label))
            found.setdefault(source.named(one.path), (part.title, one.label))
    return found


def _numbers(body: Any, path: tuple[str | int, ...]) -> range:
    return range(len(at(body, path) or ()))
