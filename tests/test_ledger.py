"""The ledger of OWASP ASVS holds together: IDs that are there, files that are there, and no idle words."""

from collections import Counter

import pytest

from tools.asvs import ROOT, kind_of, ledger_page, marks, marks_in, rows

ROWS, MARKED = rows(), marks()


def test_every_row_is_there_once_and_levels_add_up() -> None:
    assert [row.id for row, times in Counter(ROWS).items() if times > 1] == []
    assert len({row.id for row in ROWS}) == len(ROWS)
    assert sum(row.level in ("L1", "L2") for row in ROWS) == 253
    assert sum(row.level in ("L1", "L2") and not row.never for row in ROWS) == 213


def test_every_mark_is_of_a_row_that_applies() -> None:
    applies = {row.id for row in ROWS if not row.never}
    assert {one: where for one, where in MARKED.items() if one not in applies} == {}


def test_no_test_is_marked_twice_for_one_row() -> None:
    assert {one: where for one, where in MARKED.items() if len(set(where)) < len(where)} == {}


def test_what_was_reviewed_is_there_and_says_what_was_found() -> None:
    for row in ROWS:
        if row.review:
            assert (ROOT / row.review).is_file(), row.id
            assert row.why, row.id
            assert row.id not in MARKED, f"{row.id}: a test shows it; no review is needed"


def test_what_is_said_to_be_absent_is_shown_to_be() -> None:
    assert [row.id for row in ROWS if row.absent and row.id not in MARKED] == []


def test_each_row_has_one_short_note_and_one_reason_at_most() -> None:
    for row in ROWS:
        assert 0 < len(row.note.split()) <= 13, row.id
        assert sum(map(bool, (row.never, row.absent, row.review))) <= 1, row.id


def test_marks_are_found_on_tests_and_on_files() -> None:
    source = """
pytestmark = [pytest.mark.django_db, pytest.mark.asvs("V1.1.1")]
@pytest.mark.asvs("V1.1.2", "V1.2.1")
@pytest.mark.parametrize("x", [1])
def test_it(x): ...
def test_other(): ...
"""
    assert list(marks_in(source)) == [("", ["V1.1.1"]), ("test_it", ["V1.1.2", "V1.2.1"])]
    with pytest.raises(ValueError, match="malformed"):
        list(marks_in("@pytest.mark.asvs(*IDS)\ndef test_it(): ..."))


def test_a_row_without_a_mark_is_not_yet() -> None:
    row = next(row for row in ROWS if not row.never and not row.review)
    assert kind_of(row, {}) == "not yet"
    assert kind_of(row, {row.id: ["tests/test_it.py::test_it"]}) in ("test", "absent")


def test_the_page_has_every_row() -> None:
    page = ledger_page()
    assert all(f"| {row.id} | {row.level} |" in page for row in ROWS)
