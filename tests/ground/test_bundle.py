"""A bundle's rows are what their querysets give: every field, what is joined, what is deferred."""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from pactwork.contracts.models import Agreement, Answer, Ask, Draft, Text, Turn
from pactwork.ground.one_query import Bundle
from pactwork.modules.models import Enrolment
from tests.stories import World

about = Bundle(
    lambda contract, day: {
        "asks": Ask.objects.filter(
            seat__contract=contract, seat__contract__run__starts_on__lte=day
        ).select_related("link", "holder"),
        "answers": Answer.objects.filter(seat__contract=contract).select_related(
            "by_person__institution"
        ),
        "drafts": Draft.objects.filter(contract=contract),
        "texts": Text.objects.filter(contract=contract),
        "turns": Turn.objects.filter(contract=contract),
        "agreements": Agreement.objects.filter(contract=contract),
        "enrolments": Enrolment.objects.filter(contract=contract)
        .select_related("contract", "run", "cohort")
        .defer("run__specification"),
    }
)


def said(row: Model) -> list[tuple[str, type, Any]]:
    hidden = row.get_deferred_fields()
    fields = [f.attname for f in row._meta.concrete_fields if f.attname not in hidden]
    return [(name, type(getattr(row, name)), getattr(row, name)) for name in fields]


def test_every_field_of_every_row_in_one_query(world: World) -> None:
    contract, day = world.agreed(), date(2030, 1, 1)
    about(contract.pk, day)
    with CaptureQueriesContext(connection) as asked:
        found = about(contract.pk, day)
    assert len(asked) == 1
    for name, rows in found.items():
        assert rows, name
        for row in rows:
            assert said(row) == said(type(row).objects.get(pk=row.pk)), name
    assert about(contract.pk, date(2000, 1, 1))["asks"] == []
    assert about(0, day) == {name: [] for name in found}


def test_what_is_joined_comes_along_and_what_is_deferred_does_not(world: World) -> None:
    contract = world.agreed()
    found = about(contract.pk, date(2030, 1, 1))
    with CaptureQueriesContext(connection) as asked:
        by_link, by_staff = found["answers"]
        assert (by_link.by_person, by_staff.by_person.institution.name) == (
            None,
            "Midshire University",
        )
        assert [ask.holder and ask.holder.name for ask in found["asks"]] == ["Carol Benning", None]
        place = found["enrolments"][0]
        assert place.contract == contract
        assert place.contract.enrolment is place
        assert place.run.title == contract.run.title
    assert len(asked) == 0
    assert place.run.get_deferred_fields() == {"specification"}
    assert place.run.specification == contract.run.specification


def test_what_an_outer_join_does_not_find_is_not_there(world: World) -> None:
    """A student researcher who has not begun has no contract, as Django itself says it."""
    begun = Bundle(
        lambda run: {"all": Enrolment.objects.filter(run=run).select_related("contract")}
    )
    world.contract("nadine")
    found = begun(world.run.pk)["all"]
    assert sum(hasattr(place, "contract") for place in found) == 1
    assert len(found) == len(world.enrolments)
