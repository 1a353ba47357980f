"""The typesetter apart: what a long paper takes is given back."""

import resource
from pathlib import Path

import pytest

from pactwork.documents.paper.press import CannotPrint
from pactwork.documents.paper.typeset import pdf
from tests.contracts.papers import document

MEMORY = Path("/proc/self/statm")


@pytest.mark.skipif(not MEMORY.exists(), reason="only Linux says what a process holds")
def test_a_process_that_printed_long_papers_is_as_large_as_before() -> None:
    def megabytes() -> int:
        return int(MEMORY.read_text().split()[1]) * resource.getpagesize() // 1_000_000

    long = document("Words. " * 20_000)
    pdf(document("Short."))
    before = megabytes()
    for _ in range(3):
        assert pdf(long)
    assert megabytes() - before < 20


def test_a_paper_that_takes_more_than_it_may_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwork.documents.paper.press.MEMORY", 50_000_000)
    with pytest.raises(CannotPrint):
        pdf(document("Short."))
