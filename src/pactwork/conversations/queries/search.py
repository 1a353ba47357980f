"""Full-text search over what somebody may read. The index is asked for their scopes and no others."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from pactwork.conversations.models import Clarification, Findable, Spelling, Thread
from pactwork.conversations.rules.searching import Sought, asked, sought, variants, wider
from pactwork.conversations.visibility import readable, scopes
from pactwork.people.actors import Actor

LOOKED_AT, ENOUGH, SHOWN = 200, 8, 10
Ways = list[list[Sought]]


@dataclass(frozen=True)
class Found:
    """What may already answer a question, the likeliest first."""

    clarifications: list[Clarification]
    threads: list[Thread]

    @property
    def any(self) -> bool:
        return bool(self.clarifications or self.threads)


def _fts(ways: Ways) -> str:
    """In the language of FTS5. A word of ours is letters and digits, and nothing else."""

    def group(one: Sought) -> str:
        begins = f'"{one.word}"*' if one.begins else f'"{one.word}"'
        return "(" + " OR ".join([begins, *(f'"{other}"' for other in one.others)]) + ")"

    return " OR ".join("(" + " AND ".join(map(group, way)) + ")" for way in ways)


def _tsquery(ways: Ways, mine: Sequence[str]) -> str:
    """In the language of PostgreSQL. A scope is a word with a sign before it, as the column has it."""

    def group(one: Sought) -> str:
        begins = f"'{one.word}':*" if one.begins else f"'{one.word}'"
        return "(" + " | ".join([begins, *(f"'{other}'" for other in one.others)]) + ")"

    own = " | ".join(f"'={scope}'" for scope in mine)
    asked = " | ".join("(" + " & ".join(map(group, way)) + ")" for way in ways)
    return f"({own}) & ({asked})"


def _by_sqlite(ways: Ways, mine: Sequence[str]) -> "QuerySet[Findable]":
    own = " OR ".join(f'"{scope}"' for scope in mine)
    match = f"{{scope also}} : ({own}) AND {{words}} : ({_fts(ways)})"
    rowids = RawSQL(
        "SELECT rowid FROM conversations_index WHERE conversations_index MATCH %s "
        "ORDER BY rowid DESC LIMIT %s",
        [match, LOOKED_AT],
    )
    return Findable.objects.filter(pk__in=rowids)


def _by_postgresql(ways: Ways, mine: Sequence[str]) -> "QuerySet[Findable]":
    holds = RawSQL(
        """"conversations_findable"."looked_up" @@ %s::tsquery""",
        [_tsquery(ways, mine)],
        output_field=BooleanField(),
    )
    return Findable.objects.filter(holds)


def _rows(ways: Ways, mine: Sequence[str]) -> list[Findable]:
    on_sqlite = connections[DEFAULT_DB_ALIAS].vendor == "sqlite"
    rows = _by_sqlite(ways, mine) if on_sqlite else _by_postgresql(ways, mine)
    return list(rows.filter(readable(mine)).order_by("-pk")[:LOOKED_AT])


def _ranked(rows: Sequence[Findable], groups: Sequence[Sought]) -> list[Findable]:
    """Most words first, then clarifications, then the newest."""

    def worth(row: Findable) -> tuple[int, bool, int]:
        words = frozenset(row.words.split())
        hits = sum(group.found_in(words) for group in groups)
        return hits, row.clarification_id is not None, row.pk

    return sorted(rows, key=worth, reverse=True)


def matches(actor: Actor, text: str) -> list[Findable]:
    """The rows that answer best, in four queries at most."""
    words = asked(text)
    mine = scopes(actor)
    if not words or not mine:
        return []
    slips = set(chain.from_iterable(variants(word) for word in words))
    known = Spelling.objects.filter(variant__in=slips).values_list("word", flat=True).distinct()
    groups = sought(words, known)
    rows: list[Findable] = []
    for ways in wider(groups):
        rows = _rows(ways, mine)
        if len(rows) >= ENOUGH:
            break
    return _ranked(rows, groups)


def search(actor: Actor, text: str) -> Found:
    """Clarifications and threads that the reader may read; each once. Two queries more."""
    rows = matches(actor, text)[: 3 * SHOWN]
    made = [row.clarification_id for row in rows if row.clarification_id]
    posts = [row.post_id for row in rows if row.post_id]
    owners = dict(_threads_of(posts)) if posts else {}
    order = list(dict.fromkeys(owners[pk] for pk in posts if pk in owners))[:SHOWN]
    clear = _clarifications(made, order, scopes(actor)) if rows else []
    threads = Thread.objects.filter(readable(scopes(actor))).select_related(
        "person", "run", "learning_set"
    )
    threads = threads.defer("run__specification", "run__files")
    found = threads.in_bulk(order) if order else {}
    return Found(clear, [found[pk] for pk in order if pk in found])


def _clarifications(
    made: Sequence[int], threads: Sequence[int], mine: Sequence[str]
) -> list[Clarification]:
    """Those found by their words, then those that came out of a thread that was found."""
    runs = [int(scope[1:]) for scope in mine if scope.startswith("r")]
    either = Q(pk__in=made) | Q(post__thread__in=threads)
    rows = Clarification.objects.filter(either, run__in=runs, withdrawn_at=None)
    joined = rows.select_related("run").defer("run__specification", "run__files")
    places = {pk: place for place, pk in enumerate(made)}
    return sorted(joined, key=lambda c: places.get(c.pk, len(places)))[:SHOWN]


def _threads_of(posts: Sequence[int]) -> list[tuple[int, int]]:
    rows = Findable.objects.filter(post__in=posts)
    return list(rows.values_list("post", "post__thread"))
