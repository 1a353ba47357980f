"""What a redline of 1,600 words costs, beside Python's difflib: ``python -m bench.redline``.

Both turn the same old text into the same new one, word by word, in turns; whether they do is checked
each time. CPU in milliseconds.
"""

import difflib
import random
import statistics
import time
from collections.abc import Callable

from pactwork.ground.redline import Run, _words, redline
from pactwork.ground.typed import alike

WORDS, ROUNDS, PROMISED_MS = 1_600, 15, 20.0
LETTERS = "aeiounrstlmdgkp"


def text(chance: random.Random) -> list[str]:
    """Words as a contract has them: a few very often, most of them rarely."""
    known = ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(600)]
    weights = [1 / (n + 1) for n in range(len(known))]
    found = chance.choices(known, weights, k=WORDS)
    return [word + (". " if n % 14 == 13 else " ") for n, word in enumerate(found)]


def edited(words: list[str], chance: random.Random) -> list[str]:
    """A tenth of the words replaced, some sentences moved, one paragraph added."""
    found = [w if chance.random() > 0.1 else w[::-1].strip() + " " for w in words]
    at = chance.randrange(len(found) - 200)
    moved, rest = found[at : at + 42], found[:at] + found[at + 42 :]
    cut = chance.randrange(len(rest))
    return rest[:cut] + moved + rest[cut:] + text(chance)[:60]


def by_difflib(old: str, new: str) -> list[Run]:
    left, right = _words(old), _words(new)
    runs: list[Run] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("=", "".join(left[a:b])))
            continue
        runs += [("-", "".join(left[a:b]))] if b > a else []
        runs += [("+", "".join(right[c:d]))] if d > c else []
    return runs


def sound(runs: list[Run], old: str, new: str) -> bool:
    return all(
        "".join(words for op, words in runs if op in ("=", side)) == whole
        for side, whole in (("-", old), ("+", new))
    )


def taken(way: Callable[[str, str], list[Run]], old: str, new: str) -> tuple[float, int]:
    """Milliseconds of CPU, and in how many runs a person reads it."""
    start = time.process_time()
    runs = way(old, new)
    spent = (time.process_time() - start) * 1000
    if not sound(runs, old, new):
        raise SystemExit(f"{way.__name__} does not give both texts back")
    return spent, len(runs)


def main() -> None:
    chance = random.Random(7)  # noqa: S311 (the same words every time)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        words = text(chance)
        old, new = alike("".join(words)), alike("".join(edited(words, chance)))
        ours.append(taken(redline, old, new))
        theirs.append(taken(by_difflib, old, new))
    ratio = statistics.median(b[0] / a[0] for a, b in zip(ours, theirs, strict=True))
    for name, found in (("Pactwork", ours), ("difflib", theirs)):
        spent = [ms for ms, _ in found]
        runs = statistics.median(n for _, n in found)
        print(
            f"{name}: median {statistics.median(spent):.1f} ms, worst {max(spent):.1f} ms, "
            f"{runs:.0f} runs to read"
        )
    print(f"difflib costs {ratio:.0f} times as much")
    worst = statistics.median(ms for ms, _ in ours)
    print(f"promised {PROMISED_MS:.0f} ms: {'kept' if worst <= PROMISED_MS else 'MISSED'}")


if __name__ == "__main__":
    main()
