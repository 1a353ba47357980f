"""What is remembered of texts is short: nobody fills a process by posting long ones."""

import tracemalloc

import pytest

from pactwork.ground.markdown import markdown
from pactwork.ground.names import name_words
from pactwork.ground.short_cache import LONGEST, of_short_texts
from pactwork.ground.typed import alike, seen


def test_a_short_text_is_worked_out_once_and_a_long_one_each_time() -> None:
    asked: list[int] = []

    @of_short_texts(4)
    def length(text: str) -> int:
        asked.append(len(text))
        return len(text)

    for _ in range(2):
        assert length("x" * LONGEST) == LONGEST
        assert length("x" * (LONGEST + 1)) == LONGEST + 1
    assert asked == [LONGEST, LONGEST + 1, LONGEST + 1]


@pytest.mark.parametrize("made", [seen, alike, markdown, name_words])
def test_long_texts_leave_nothing_in_memory(made: object) -> None:
    def twenty(begin: int) -> None:
        for n in range(begin, begin + 20):
            made(f"{n} \U0001f600 " + "word " * 10_000)  # type: ignore[operator]

    twenty(0)
    tracemalloc.start()
    try:
        twenty(20)
        kept, _most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 500_000  # twenty texts of 50,000 characters, four bytes each, are 4 MB
