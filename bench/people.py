"""Who the pages are measured with: ``python -m bench.people play|copy|crowd|clone N|visits N|...``.

Every command is a process of its own, in the environment of the database that it is about.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

CROWD = 250  # waiting for one facilitator
COHORT = 47


def play() -> None:
    """The demo's own people, in a database that is no demo."""
    from pactwork.commands.migrate import bring_up_to_date
    from pactwork.demo import play as demo
    from pactwork.people.models import Installation

    bring_up_to_date()
    demo.load()
    Installation.objects.update(demo=False)


def copy() -> None:
    """The played rows, as they are, in another kind of database."""
    from django.db import connection, transaction

    from bench.clones import APPS, settle
    from pactwork.commands.migrate import bring_up_to_date

    bring_up_to_date()
    models = [m for app in APPS for m in django.apps.apps.get_app_config(app).get_models()]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        for model in models:
            rows = list(model._base_manager.using("played").order_by("pk"))
            model._base_manager.bulk_create(rows, batch_size=500)
    settle()


def crowd() -> None:
    """A run with 250 contracts that wait for one facilitator, cloned from those that wait for one."""
    from bench.clones import STRIDE, clone, settle
    from pactwork.contracts.models import Contract, Turn
    from pactwork.ground.refs import new_ref
    from pactwork.modules.models import Enrolment, Role, Run
    from pactwork.people.models import Account, Institution, Person

    institution = Institution.objects.earliest("pk")
    waits = Turn.objects.filter(waiting=True, seat__by="facilitator", ask__handed_to=None)
    pks = list(waits.order_by("contract").values_list("contract", flat=True))
    run = Run.objects.filter(contract=pks[0])[0]
    run.pk, run.ref, run.name = None, new_ref(), "Crowded"
    run.save()
    account = Account.objects.create_user("crowd@bench.example")
    person = Person.objects.create(
        institution=institution, account=account, key="crowd", name="Frances Crowd"
    )
    Role.objects.create(run=run, person=person, kind="facilitator")
    copies, rest = divmod(CROWD, len(pks))
    first = 900  # far from the numbers of other clones
    clone(_about(Contract.objects.filter(pk__in=pks)), range(first, first + copies))
    clone(_about(Contract.objects.filter(pk__in=pks[:rest])), [first + copies])
    for model in (Contract, Enrolment):
        model._base_manager.filter(pk__gt=first * STRIDE).update(run=run)
    Enrolment.objects.filter(run=run).update(cohort=None, learning_set=None)
    settle()


def _about(contracts: Any) -> Any:
    """Every row that is about these contracts, with the student and the enrolment."""
    from django.apps import apps

    from pactwork.contracts.models import Contract
    from pactwork.links.models import Link
    from pactwork.modules.models import Enrolment
    from pactwork.people.models import Person

    chosen: dict[Any, Any] = {
        Person: Person.objects.filter(contracts__in=contracts),
        Enrolment: Enrolment.objects.filter(contract__in=contracts),
        Link: Link.objects.filter(ask__seat__contract__in=contracts),
        Contract: contracts,
    }
    models = [m for app in ("contracts", "reviews") for m in apps.get_app_config(app).get_models()]
    for model in models:
        way = _way(model, Contract)
        if way:
            chosen[model] = model._base_manager.filter(**{f"{way}__in": contracts})
    return chosen


def _way(model: Any, goal: Any, depth: int = 4) -> str:
    """The shortest way from a row to its contract, over fields that are never empty."""
    steps = [f for f in model._meta.concrete_fields if f.is_relation and not f.null]
    for field in steps:
        if field.related_model is goal:
            return str(field.name)
    ways = [(f.name, _way(f.related_model, goal, depth - 1)) for f in steps if depth]
    found = [f"{name}__{way}" for name, way in ways if way]
    return min(found, key=lambda way: way.count("__"), default="")


def clones(size: str) -> None:
    """The played people again, until there are about so many student researchers."""
    from bench.clones import STRIDE, clone, everything, settle
    from pactwork.modules.models import Enrolment

    played = Enrolment.objects.filter(pk__lt=STRIDE).count()
    clone(everything(), range(1, max(1, round(int(size) / played))))
    settle()


def count() -> None:
    """How many were played; the crowd is apart."""
    from bench.clones import STRIDE
    from pactwork.modules.models import Enrolment

    print(Enrolment.objects.filter(pk__lt=STRIDE).count())


def visits(number: str) -> None:
    """The pages and how to come to them, as the people of one clone (0: the played ones themselves)."""
    from bench.visits import found

    print(json.dumps(found(int(number))))


def cast(students: str) -> None:
    """Who takes part in a storm: students who may share, with a step of theirs; a module's leader."""
    from bench.visits import storm_cast

    print(json.dumps(storm_cast(int(students))))


def stored(file: str) -> None:
    """How many of the accepted words are in the database."""
    from pathlib import Path

    from pactwork.contracts.models import Draft, Text

    said = json.loads(Path(file).read_text())
    found = {"saved": 0, "shared": 0}
    kinds: list[tuple[str, Any, str]] = [("saved", Text, "value"), ("shared", Draft, "content")]
    for kind, model, words in kinds:
        for ref, mark in said[kind].items():
            rows = model.objects.filter(contract__ref=ref).values_list(words, flat=True)
            found[kind] += any(mark in json.dumps(row) for row in rows)
    print(json.dumps(found))


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    commands: dict[str, Callable[..., None]] = {
        "play": play,
        "copy": copy,
        "crowd": crowd,
        "clone": clones,
        "count": count,
        "visits": visits,
        "cast": cast,
        "stored": stored,
    }
    commands[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
