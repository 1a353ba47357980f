"""More of the same people, in SQL: every row again under new ids, refs and names.

A clone refers to clones wherever there are any, and to the originals elsewhere; so the plans of
queries are those of a database that grew to this size.
"""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import connection, transaction
from django.db.models import CharField, Field, ForeignKey, Model, QuerySet

STRIDE = 1_000_000  # between the ids of a row and its clone
APPS = ("people", "links", "modules", "contracts", "reviews", "history")
ONCE = ("Installation", "Institution", "Blob")  # there is one of each, however many people
# Texts that name a row by its ref.
NAMES = {"Entry": ("subject",), "Delivery": ("about",)}

Chosen = Mapping[type[Model], "QuerySet[Model] | None"]  # none: every original


def everything() -> Chosen:
    models = [m for app in APPS for m in apps.get_app_config(app).get_models()]
    return {m: None for m in models if m.__name__ not in ONCE}


def clone(chosen: Chosen, numbers: Iterable[int]) -> None:
    """The chosen rows once more for each number; nothing of it is checked, all of it is analysed."""
    places = list(numbers)
    if not places:
        return
    values = ", ".join(f"({n})" for n in places)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        for model in chosen:
            cursor.execute(_statement(model, chosen, values))


def settle() -> None:
    """What a database that is in use has done to itself: statistics, sequences."""
    from django.core.management.color import no_style

    models = list(everything())
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(line)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _statement(model: type[Model], chosen: Chosen, values: str) -> str:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    fields = list(model._meta.concrete_fields)
    columns = ", ".join(quote(f.column or "") for f in fields)
    said = ", ".join(_value(f, chosen, _suffixed(model, chosen)) for f in fields)
    which = _rows(model, chosen)
    return (
        f"INSERT INTO {table} ({columns}) SELECT {said} FROM {table} t "  # noqa: S608 - names of ours
        f"CROSS JOIN (WITH numbers(k) AS (VALUES {values}) SELECT k FROM numbers) n WHERE {which}"
    )


def _rows(model: type[Model], chosen: Chosen) -> str:
    rows = chosen[model]
    if rows is None:
        return f"t.id < {STRIDE}"
    return f"t.id IN ({', '.join(str(pk) for pk in rows.values_list('pk', flat=True)) or '0'})"


def _value(field: "Field[object, object]", chosen: Chosen, suffixed: set[str]) -> str:
    column = f"t.{connection.ops.quote_name(field.column or '')}"
    if field.primary_key:
        return f"{column} + n.k * {STRIDE}"
    if isinstance(field, ForeignKey) and field.related_model in chosen:
        rows = chosen[field.related_model]
        if rows is None:
            return f"{column} + n.k * {STRIDE}"
        pks = ", ".join(str(pk) for pk in rows.values_list("pk", flat=True)) or "0"
        return f"CASE WHEN {column} IN ({pks}) THEN {column} + n.k * {STRIDE} ELSE {column} END"
    if field.name in suffixed:
        return f"{column} || '-' || n.k"
    return column


def _suffixed(model: type[Model], chosen: Chosen) -> set[str]:
    """The texts that have to differ, because nothing else in what must be unique does."""
    found = set(NAMES.get(model.__name__, ()))
    wanted = [[f.name] for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    wanted += [list(c.fields) for c in model._meta.total_unique_constraints]
    for names in wanted:
        fields = [model._meta.get_field(name) for name in names]
        if not any(isinstance(f, ForeignKey) and f.related_model in chosen for f in fields):
            found.add([f.name for f in fields if isinstance(f, CharField)][-1])
    return found
