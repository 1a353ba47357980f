"""The index of search: FTS5 with triggers on SQLite, an index over words on PostgreSQL."""

from typing import Any

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE conversations_index USING fts5(
        scope, also, words, content='conversations_findable', content_rowid='id',
        tokenize='unicode61', prefix='4 6')""",
    """CREATE TRIGGER conversations_index_in AFTER INSERT ON conversations_findable BEGIN
        INSERT INTO conversations_index(rowid, scope, also, words)
        VALUES (new.id, new.scope, new.also, new.words); END""",
    """CREATE TRIGGER conversations_index_out AFTER DELETE ON conversations_findable BEGIN
        INSERT INTO conversations_index(conversations_index, rowid, scope, also, words)
        VALUES ('delete', old.id, old.scope, old.also, old.words); END""",
    """CREATE TRIGGER conversations_index_on AFTER UPDATE ON conversations_findable BEGIN
        INSERT INTO conversations_index(conversations_index, rowid, scope, also, words)
        VALUES ('delete', old.id, old.scope, old.also, old.words);
        INSERT INTO conversations_index(rowid, scope, also, words)
        VALUES (new.id, new.scope, new.also, new.words); END""",
)
POSTGRESQL = (
    """CREATE INDEX conversations_words ON conversations_findable
        USING gin (to_tsvector('simple', words))""",
)


def make(apps: Any, schema: Any) -> None:
    for statement in SQLITE if schema.connection.vendor == "sqlite" else POSTGRESQL:
        schema.execute(statement)


def unmake(apps: Any, schema: Any) -> None:
    if schema.connection.vendor == "sqlite":
        for name in ("in", "out", "on"):
            schema.execute(f"DROP TRIGGER conversations_index_{name}")
        schema.execute("DROP TABLE conversations_index")
    else:
        schema.execute("DROP INDEX conversations_words")


class Migration(migrations.Migration):
    dependencies = (("conversations", "0001_initial"),)
    operations = (migrations.RunPython(make, unmake),)
