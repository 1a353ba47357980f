"""A run or a draft as the editor sees it: its file as plain values, and what a page stands on."""

from collections.abc import Mapping
from typing import Any

from pactwork.ground.canonical import digest
from pactwork.modules.editing.fields import Part, typed_values
from pactwork.modules.queries import Filed, specification


def body_of(run: Filed) -> dict[str, Any]:
    """The file as plain values, with everything that is as usual written out."""
    return specification(run).model_dump(mode="json")


def stands_on(part: Part, body: Mapping[str, Any]) -> str:
    """The digest of what one page shows: two leaders at different pages are not in each other's way."""
    return digest([part.key, sorted(typed_values(part, body).items())])[:20]
