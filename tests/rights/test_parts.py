"""The one list of what is about people names every table, column and address that leads to one."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import EmailField, Field, Model

from pactwork.ground.installed import personal_data
from pactwork.modules.models import Enrolment
from pactwork.people.models import Account, Person

PARTS = [part for one in personal_data() for part in one.given]
NOT_GIVEN = {model: why for one in personal_data() for model, why in one.not_given.items()}
LEFT_OUT = {at: why for one in personal_data() for at, why in one.left_out.items()}
PEOPLE = {Person, Account, Enrolment, EmailAddress}
BESIDE = {EmailAddress, EmailConfirmation, Authenticator}  # allauth's own tables
# Columns in which somebody is named by something else than a key.
BY_WORDS = {"email", "to", "guest_email", "address"}


def ours() -> set[type[Model]]:
    return {m for m in apps.get_models() if m.__module__.startswith("pactwork.")} | BESIDE


def leading(model: type[Model]) -> Iterator[str]:
    """Columns of a table that lead to a person, by key or by address."""
    for field in model._meta.concrete_fields:
        by_key = field.remote_field and field.remote_field.model in PEOPLE
        if by_key or isinstance(field, EmailField) or _holds_address(field):
            yield field.name


def _holds_address(field: "Field[object, object]") -> bool:
    return field.name in BY_WORDS and field.get_internal_type() == "CharField"


def covered() -> set[tuple[type[Model], str]]:
    found = set(LEFT_OUT)
    for part in PARTS:
        ways = (*part.person, *part.account, *part.email)
        found |= {(part.model, way.split("__")[0]) for way in ways}
        if part.where:  # by a way of its own: whatever of it holds an address
            found |= {(part.model, name) for name in BY_WORDS}
        if (
            part.person or part.account
        ):  # whoever is found by their key is given their addresses too
            found |= {(part.model, name) for name in part.columns() if name in BY_WORDS}
    return found


def test_every_table_is_given_or_says_why_not() -> None:
    listed = {part.model for part in PARTS}
    assert ours() == listed | set(NOT_GIVEN)
    assert not listed & set(NOT_GIVEN)


def test_every_column_that_leads_to_a_person_is_a_way_to_their_rows() -> None:
    known = covered()
    missing = [
        f"{model._meta.label}.{name}"
        for model in ours()
        for name in leading(model)
        if (model, name) not in known
    ]
    assert missing == []


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    gone = [f"{m._meta.label}.{name}" for m, name in LEFT_OUT if name not in set(leading(m))]
    assert gone == []
    both = {(part.model, way) for part in PARTS for way in part.person} & set(LEFT_OUT)
    assert not both


def test_no_secret_is_given() -> None:
    given = {(part.model._meta.label, c) for part in PARTS for c in part.columns()}
    assert {c for c in given if c[1] in ("password", "key", "scope", "also")} <= {
        ("people.Person", "key"),  # what a roster calls them
        ("conversations.Clarification", "key"),
        ("conversations.Thread", "key"),  # a place
    }
    assert not {c for c in given if c[0].startswith("links.") and c[1] == "ref"}
