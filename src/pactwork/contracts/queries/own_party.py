"""Whose a party is where it is one person: for lists, which read no contract whole.

It hangs on the template of the newest draft and on the student's place on the roster, as it does where
a contract is read whole (``own_persons``).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from pactwork.contracts.models import Draft
from pactwork.contracts.rules.own_person import own_ref
from pactwork.ground.one_query import inner
from pactwork.modules.models import PinnedTemplate
from pactwork.modules.queries import template
from pactwork.modules.rules.specification import Template


def form_of(contract: str, way: str = "contract") -> Subquery:
    """The template of a contract's newest draft, by its key; ``contract``: how a row knows it."""
    drafts = Draft.objects.filter(**{way: OuterRef(contract)}).order_by("-number")
    return Subquery(drafts.values("template_id")[:1])


def forms_on(runs: Any) -> "tuple[QuerySet[PinnedTemplate], list[str]]":
    """The templates of runs, for ``Forms``."""
    return PinnedTemplate.objects.filter(run__in=runs), ["pk", "digest"]


class Forms:
    """Templates by their key, parsed once per process; only those are read that a row asks for."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._digests: Mapping[int, str] = dict(rows)
        self._read: dict[int, Template] = {}

    def own(self, party: str, form: int | None, named: Any) -> str | None:
        """The ref of whoever the party is; blank where nobody is named, none where it is a team."""
        if form is None or form not in self._digests:
            return None
        if form not in self._read:
            values = (form, self._digests[form])
            self._read[form] = template(PinnedTemplate.from_db(None, ("id", "digest"), values))
        return own_ref(self._read[form], party, inner(named) or {})
