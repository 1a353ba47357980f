"""Prepared reads answer as the queryset does, and hung children as prefetched ones do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.ground.compiled_query import Prepared, hang
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.models import Institution, Person
from pactwork.people.models import Organisation as Place

people_of = Prepared(
    lambda pk: (
        Person.objects.filter(institution=pk, active=True)
        .select_related("account", "organisation")
        .defer("introduction")
    )
)


def two_universities() -> tuple[Institution, Institution]:
    first, second = found_institution("First"), found_institution("Second")
    for place, name in ((first, "Ann"), (first, "Bea"), (second, "Cem")):
        enter_person(place, key=name, name=name, email=f"{name}@x.example")
    Place.objects.create(institution=second, name="Works")
    return first, second


@pytest.mark.django_db
def test_each_number_gets_its_own_rows_in_one_query() -> None:
    first, second = two_universities()
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            named = [[p.name for p in people_of(i.pk)] for i in (first, second)]
            joined = [p.account.email for p in people_of(second.pk) if p.account]
        assert (named, joined) == ([["Ann", "Bea"], ["Cem"]], ["cem@x.example"])
        assert len(asked) == 3
    assert people_of(0) == []
    assert people_of(first.pk)[0].introduction == ""  # what was deferred comes when it is asked for


@pytest.mark.django_db
def test_what_hangs_is_not_read_again_and_stays_each_parents_own() -> None:
    first, second = two_universities()
    hang((first, second), Person.objects.all(), on="institution", name="person_set")
    with CaptureQueriesContext(connection) as asked:
        assert [p.name for p in first.person_set.all()] == ["Ann", "Bea"]
        assert [p.institution.name for p in second.person_set.all()] == ["Second"]
    assert len(asked) == 0
    assert [p.name for p in second.person_set.filter(active=True)] == ["Cem"]


@pytest.mark.django_db
def test_what_is_put_inside_a_pattern_cannot_be_prepared() -> None:
    named = Prepared(lambda part: Person.objects.filter(name__contains=part))
    with pytest.raises(ValueError, match="cannot be prepared"):
        named("Ann")
