"""Search over 100,000 posts, beside ``icontains`` over the same rows: ``python -m bench.search``.

On SQLite and on PostgreSQL. The reader is one student of one of ten runs, in one of two hundred
sets: each search is scoped to what she may read. Questions are of one to six words, a third of them
with a slip of the pen. Milliseconds by the clock, from the question to rows in Python.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.machine import ROOT, cluster, product, run

POSTS, THREADS, RUNS, SETS = 100_000, 10_000, 10, 200
QUESTIONS, PROMISED_MS = 60, 50.0
LETTERS = "aeiounrstlmdgkp"


def main() -> None:
    if "on" in sys.argv:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pactwork.settings")
        measure()
        return
    with tempfile.TemporaryDirectory() as folder, cluster() as postgres:
        for name, url in (("SQLite", ""), ("PostgreSQL", postgres.create("search"))):
            env = product(Path(folder) / name, url)
            (Path(folder) / name).mkdir()
            print(f"{name}:")
            print(run("-m", "bench.search", "on", env=env), end="")


def language(chance: random.Random) -> tuple[list[str], list[float]]:
    """Twelve thousand words: a few very often, most of them rarely."""
    known = {"".join(chance.choices(LETTERS, k=chance.randint(4, 10))) for _ in range(12_000)}
    words = sorted(known)
    chance.shuffle(words)
    return words, [1 / (n + 1) for n in range(len(words))]


def _write(threads: list[Any], reader: Any, said: list[str], now: Any) -> None:
    """The posts, and what the search finds them by."""
    from pactwork.conversations.models import Findable, Post
    from pactwork.conversations.rules.searching import kept

    Post.objects.bulk_create(
        (
            Post(thread=threads[n % THREADS], person=reader, text=text, at=now)
            for n, text in enumerate(said)
        ),
        batch_size=2_000,
    )
    rows = Post.objects.order_by("pk").select_related("thread").iterator(2_000)
    Findable.objects.bulk_create(
        (
            Findable(post=p, scope=p.thread.scope, also=p.thread.also, words=kept(p.text))
            for p in rows
        ),
        batch_size=2_000,
    )


def fill(chance: random.Random, words: list[str], weights: list[float]) -> Any:
    """One reader, and a hundred thousand posts that others wrote."""
    from pactwork.conversations.models import Spelling, Thread
    from pactwork.conversations.rules.searching import kept, variants
    from pactwork.ground import clock
    from pactwork.modules.actions import Place, enrol, load_module
    from pactwork.modules.reading import read
    from pactwork.people.actions import enter_person, found_institution

    house = found_institution("Bench University")
    folder = ROOT / "src/pactwork/modules/files/action-inquiry"
    spec = read(folder / "module.yaml")
    run = load_module(house, spec, folder=folder)
    reader = enter_person(house, key="r", name="Rea Der", email="r@bench.example")
    code = spec.variants[0].code
    own = enrol(run, reader, Place(code, cohort="All", learning_set="Set 1")).learning_set
    assert own is not None
    now = clock.now()

    def scope(n: int) -> tuple[str, str]:
        number = run.pk + n % RUNS
        return (f"r{number}", "") if n % 4 else (f"s{own.pk + n % SETS}", f"u{number}")

    Thread.objects.bulk_create(
        Thread(institution=house, run=run, audience="cohort", scope=scope(n)[0], also=scope(n)[1],
               place="module", title=" ".join(chance.choices(words, weights, k=6)), person=reader,
               made_at=now, active_at=now)
        for n in range(THREADS)
    )  # fmt: skip
    threads = list(Thread.objects.order_by("pk"))
    said = [
        " ".join(chance.choices(words, weights, k=chance.randint(15, 90))) for _ in range(POSTS)
    ]
    _write(threads, reader, said, now)
    learnt = {stem for word in words for stem in kept(word).split()}
    Spelling.objects.bulk_create(
        (Spelling(variant=v, word=w) for w in learnt for v in sorted(variants(w))),
        batch_size=5_000,
        ignore_conflicts=True,
    )
    return reader


def questions(chance: random.Random, words: list[str], weights: list[float]) -> list[str]:
    """Common and rare words alike; in every third a letter of the longest word is gone."""
    found = []
    for n in range(QUESTIONS):
        count = 1 + n % 6
        chosen = chance.choices(words, weights, k=count) if n % 2 else chance.sample(words, count)
        if n % 3 == 0:
            longest = max(chosen, key=len)
            chosen[chosen.index(longest)] = longest[:3] + longest[4:]
        found.append(" ".join(chosen))
    return found


def taken(ask: Callable[[str], object], asked: list[str]) -> list[float]:
    times = []
    for question in asked:
        start = time.perf_counter()
        ask(question)
        times.append(1000 * (time.perf_counter() - start))
    return times


def measure() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.db.models import Q

    from pactwork.commands.migrate import bring_up_to_date
    from pactwork.conversations.models import Post
    from pactwork.conversations.queries.search import search
    from pactwork.conversations.rules.searching import asked
    from pactwork.conversations.visibility import readable, scopes
    from pactwork.people.actors import actor_for

    bring_up_to_date()
    chance = random.Random(11)  # noqa: S311 (the same words every time)
    words, weights = language(chance)
    reader = fill(chance, words, weights)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")

    def by_index(question: str) -> object:
        return search(actor_for(reader), question)

    def by_icontains(question: str) -> object:
        holds = Q()
        for word in asked(question):
            holds &= Q(text__icontains=word)
        rows = Post.objects.filter(holds, readable(scopes(actor_for(reader)), "thread__"))
        return list(rows.order_by("-pk")[:200])

    told = questions(chance, words, weights)
    taken(by_index, told[:6])
    ours, theirs = taken(by_index, told), taken(by_icontains, told)
    for name, times in (("Pactwork", ours), ("icontains", theirs)):
        middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(
            f"  {name:9} median {middle:.1f} ms, 95th of 100 {high:.1f} ms, worst {max(times):.1f} ms"
        )
    high = statistics.quantiles(ours, n=20)[-1]
    print(f"  promised {PROMISED_MS:.0f} ms: {'kept' if high <= PROMISED_MS else 'MISSED'}")


if __name__ == "__main__":
    main()
