"""The rows of one contract, table by table, read in one query."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Concat

from pactwork.contracts.models import (
    Agreement,
    Answer,
    Ask,
    Contract,
    Draft,
    Holder,
    Objection,
    Pause,
    Point,
    Reading,
    Received,
    Seat,
    Talk,
    Text,
    Turn,
    Waiver,
)
from pactwork.ground.compiled_query import Prepared
from pactwork.ground.one_query import Bundle
from pactwork.history.models import Entry, Name
from pactwork.modules.models import Run
from pactwork.modules.queries.altered import put_by


def _parts(pk: Any, ref: Any) -> dict[str, QuerySet[Any]]:
    return {
        "drafts": Draft.objects.filter(contract=pk)
        .select_related("template")
        .defer("template__body"),
        "seats": Seat.objects.filter(contract=pk),
        "holders": Holder.objects.filter(seat__contract=pk).select_related(
            "vouched_by", "refused_by"
        ),
        "waivers": Waiver.objects.filter(seat__contract=pk),
        "asks": Ask.objects.filter(seat__contract=pk).select_related("link", "not_by", "handed_to"),
        "lost": Ask.objects.filter(Ask.LOST, seat__contract=pk),
        "answers": Answer.objects.filter(seat__contract=pk, undone_at=None).select_related(
            "by_person",
            "deputy_for",
            "recording__by_person",
            "recording__settled_by",
            "recording__file",
        ),
        "points": Point.objects.filter(answer__seat__contract=pk, answer__undone_at=None),
        "agreements": Agreement.objects.filter(contract=pk, undone_at=None),
        "readings": Reading.objects.filter(contract=pk),
        "talks": Talk.objects.filter(ask__seat__contract=pk).select_related("by_person"),
        "objections": Objection.objects.filter(seat__contract=pk),
        "receipts": Received.objects.filter(contract=pk).select_related("by_person"),
        "pauses": Pause.objects.filter(contract=pk),
        "turns": Turn.objects.filter(contract=pk),
        "sealed": Entry.objects.filter(
            pk=Subquery(
                Entry.objects.filter(subject=ref, payload__has_key="rows")
                .order_by("-seq")
                .values("pk")[:1]
            )
        ),
        "names": Name.objects.filter(
            chain__in=Contract.objects.filter(pk=pk).values("institution__ref"),
            of__in=Contract.objects.filter(pk=pk).values(
                of=Concat(Value("person:"), "student__ref")
            ),
        ),
        "shares": Entry.objects.filter(subject=ref, act="draft_shared"),
        "module": put_by(Run.objects.filter(contract=pk).values_list("ref", flat=True)),
    }


rows_of = Bundle(_parts)
rows_and_texts = Bundle(
    lambda pk, ref: {**_parts(pk, ref), "texts": Text.objects.filter(contract=pk)}
)
texts_of = Prepared(lambda pk: Text.objects.filter(contract=pk))
Rows = Mapping[str, list[Any]]
