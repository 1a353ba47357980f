"""PostgreSQL keeps what search looks up as it stands, with who may read it: nothing is worked out again.

An index over an expression was passed by when words were common, and the expression worked out row by
row. A column costs its space once. The scopes are words among the others, marked by a sign that no
word has.
"""

from typing import Any

from django.db import migrations

COLUMN = """ALTER TABLE conversations_findable ADD COLUMN looked_up tsvector GENERATED ALWAYS AS (
    array_to_tsvector(string_to_array(words, ' ') || ARRAY['=' || scope, '=' || also])) STORED"""
POSTGRESQL = (
    COLUMN,
    "CREATE INDEX conversations_looked_up ON conversations_findable USING gin (looked_up)",
    "DROP INDEX conversations_words",
)
BACK = (
    """CREATE INDEX conversations_words ON conversations_findable
        USING gin (to_tsvector('simple', words))""",
    "ALTER TABLE conversations_findable DROP COLUMN looked_up",
)


def _run(schema: Any, statements: tuple[str, ...]) -> None:
    if schema.connection.vendor == "postgresql":
        for statement in statements:
            schema.execute(statement)


def make(apps: Any, schema: Any) -> None:
    _run(schema, POSTGRESQL)


def unmake(apps: Any, schema: Any) -> None:
    _run(schema, BACK)


class Migration(migrations.Migration):
    dependencies = (("conversations", "0003_title_away"),)
    operations = (migrations.RunPython(make, unmake),)
