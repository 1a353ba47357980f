"""Tampering of every kind is found: by the chain alone, or against a checkpoint that had left.

``python -m bench.tampering`` does the same some thousands of times.
"""

import pytest

from bench.tampering import COLUMNS, tampered

pytestmark = pytest.mark.django_db


def test_every_kind_of_tampering_is_found() -> None:
    counts = tampered(entries=12, flips=5 * len(COLUMNS), others=8)
    assert counts.missed == []
    flips = counts.rows["one bit flipped"]
    assert flips[1] == flips[0] > 40  # the chain alone shows them; most were not refused
    assert counts.rows["two swapped"] == [8, 8, 8]
    # These two look whole from inside; only what had left the machine gives them away.
    assert counts.rows["end cut off"] == [8, 0, 8]
    assert counts.rows["rewritten and hashed again"] == [8, 0, 8]
