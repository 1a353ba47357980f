"""What a page of the queue is made of: newest drafts, answers, what one reads, in two queries at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from threading import Lock
from typing import Any

from cachetools import LRUCache

from pactwork.contracts.contexts import context_of
from pactwork.contracts.models import Answer, Contract, Draft
from pactwork.contracts.queries.newest import newest_of
from pactwork.contracts.queries.staff import Staff
from pactwork.contracts.restating import Restated
from pactwork.contracts.rules.drafts import gaps
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.contracts.rules.readers import parties_of, readable
from pactwork.contracts.rules.shown import without_conditions
from pactwork.desk.queries.team import Member, enrolment_of
from pactwork.ground.compiled_query import padded
from pactwork.ground.one_query import Lists, inner
from pactwork.modules.models import PinnedTemplate
from pactwork.modules.queries import template
from pactwork.modules.rules.specification import Template

Keys = frozenset[str]  # of sections


@dataclass(frozen=True)
class Newest:
    """A member's newest draft: what one reads of it, what is still unsaid, digests by section."""

    number: int
    form: Template
    reads: frozenset[str]
    unsaid: frozenset[str]
    reads_if_shown: frozenset[str]  # whatever its words are, in any draft that has it
    digests: Mapping[str, str]
    digest_form: int
    restated: Restated  # the digests of older drafts, in this form


@dataclass(frozen=True)
class Answered:
    """The digests of the draft that a seat answered last."""

    number: int
    digests: Mapping[str, str]
    digest_form: int
    covered: frozenset[str] = frozenset()  # the sections that the answer was to

    def beside(self, newest: Newest) -> Mapping[str, str]:
        """In the form of the newest draft's."""
        if self.digest_form == newest.digest_form:
            return self.digests
        return newest.restated.get("drafts", {}).get(str(self.number), self.digests)


@dataclass(frozen=True)
class Loaded:
    """Everything the rows of one page are made of."""

    staff: Staff
    today: date
    show: str
    drafts: Mapping[int, Newest]  # by contract
    answered: Mapping[int, Answered]  # by seat


_page = Lists(
    lambda contracts: {
        "drafts": (
            newest_of(contracts),
            [
                *("contract_id", "pk", "number", "digest", "digests", "template_id"),
                *("template__digest", "digest_form", "restated"),
            ],
        ),
        "answers": (
            Answer.objects.filter(
                seat__contract__in=contracts, seat__by__in=STAFF_GIVERS, undone_at=None
            ),
            ["pk", "seat_id", "draft__digests", "draft__number", "draft__digest_form", "covered"],
        ),
    }
)


# A draft never changes: what one set of roles reads of it, and what it leaves unsaid, is worked out
# once per process from its words, which take longer to read than all the rest of a row.
_known: LRUCache[tuple[object, ...], tuple[Keys, Keys, Keys]] = LRUCache(50_000)
_knowing = Lock()  # a web process has several threads


def _read(
    staff: Staff, members: Mapping[int, Member], drafts: list[list[Any]]
) -> dict[int, Newest]:
    keys, forms = {}, _forms(drafts)
    for contract, pk, _number, digest, *_rest in drafts:
        member = members[contract]
        run = staff.runs[member.run]
        place = member.code, member.group, member.own
        keys[pk] = pk, digest, run.digest, *place, staff.roles[member.run]
    with _knowing:
        known = {pk: _known[key] for pk, key in keys.items() if key in _known}
    for draft in Draft.objects.filter(pk__in=[pk for pk in keys if pk not in known]):
        member, form = members[draft.contract_id], forms[draft.template_id]
        roles = staff.roles[member.run]
        reads = readable(form, draft.content, roles, parties_of(form, roles))
        unsaid = gaps(form, draft.content, _context(staff, member))
        always = readable(without_conditions(form), {}, roles, parties_of(form, roles))
        known[draft.pk] = reads, unsaid, always
    with _knowing:
        _known.update({keys[pk]: said for pk, said in known.items()})
    return {
        contract: Newest(number, forms[form], *known[pk], inner(digests), made, inner(restated))
        for contract, pk, number, _digest, digests, form, _form_digest, made, restated in drafts
    }


def _forms(drafts: list[list[Any]]) -> dict[int, Template]:
    names = {values[5]: values[6] for values in drafts}
    fields = ("id", "digest")
    return {
        pk: template(PinnedTemplate.from_db(None, fields, (pk, digest)))
        for pk, digest in names.items()
    }


def _context(staff: Staff, member: Member) -> Context:
    place = enrolment_of(staff, member)
    return context_of(Contract(run=place.run, enrolment=place))


def load(staff: Staff, page: Sequence[Member], show: str, today: date) -> Loaded:
    """One query for drafts and answers, and one more for drafts not met before."""
    members = {m.contract: m for m in page if m.contract}
    found = _page(padded(members, 20)) if members else {"drafts": [], "answers": []}
    return Loaded(
        staff=staff,
        today=today,
        show=show,
        drafts=_read(staff, members, found["drafts"]),
        answered={
            seat: Answered(number, inner(digests), form, frozenset(inner(covered)))
            for _pk, seat, digests, number, form, covered in sorted(
                found["answers"], key=itemgetter(0)
            )
        },
    )
