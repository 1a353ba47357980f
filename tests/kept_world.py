"""Nadine's world, played once by each worker and then put back row by row: it takes a fiftieth of the time.

Only where nothing else is there yet, and only as ``make_world`` makes it on the Monday of the clock.
"""

import pickle
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from tests.stories import World, make_world


@dataclass(frozen=True)
class Kept:
    """``rows`` by the INSERT that puts them there; ``world`` pickled, so that each test has its own.

    ``numbers``: what makes PostgreSQL go on counting after them, also where a flush let it begin anew.
    """

    tables: list[str]
    rows: dict[str, list[tuple[Any, ...]]]
    numbers: list[str]
    world: bytes


_kept: list[Kept] = []


def kept_world() -> World:
    if not _kept:
        return _made_and_kept()
    if _any_row_in(_kept[0].tables):
        return make_world()
    with transaction.atomic(), connection.cursor() as cursor:
        for insert, rows in _kept[0].rows.items():
            cursor.executemany(insert, rows)
        for number in _kept[0].numbers:
            cursor.execute(number)
    world: World = pickle.loads(_kept[0].world)
    return world


def _made_and_kept() -> World:
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    empty = [table for table in sorted(models) if not _any_row_in([table])]
    world = make_world()
    filled = [table for table in empty if _any_row_in([table])]
    if "people_institution" in filled:  # nothing was there before
        numbers = connection.ops.sequence_reset_sql(no_style(), [models[table] for table in filled])
        _kept.append(Kept(filled, dict(map(_rows, filled)), numbers, pickle.dumps(world)))
    return world


def _any_row_in(tables: list[str]) -> bool:
    there = " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CASE WHEN {there} THEN 1 ELSE 0 END")
        return bool(cursor.fetchone()[0])


def _rows(table: str) -> tuple[str, list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        names = [connection.ops.quote_name(column[0]) for column in cursor.description]
        marks = ", ".join(["%s"] * len(names))
        return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", cursor.fetchall()
