"""Words become markup and none of them is lost, however deep; no word reads backwards."""

import pytest

from pactwork.ground.markdown import markdown
from pactwork.ground.names import without_overrides


@pytest.mark.parametrize(
    "text",
    [
        "> " * 60 + "deep\n\nafter",
        "".join(f"{'  ' * n}- level {n}\n" for n in range(40)) + "deep\n\nafter",
        "> " * 19 + "- * deep\n\nafter",
    ],
)
def test_no_words_are_lost_in_the_depth(text: str) -> None:
    made = str(markdown(text))
    assert "deep" in made
    assert "after" in made


def test_what_is_shown_plainly_is_still_harmless() -> None:
    made = str(markdown("> " * 60 + "<script>alert(1)</script>"))
    assert "<script" not in made
    assert "&lt;script&gt;" in made


def test_a_quote_within_quotes_is_still_one() -> None:
    assert str(markdown("> " * 5 + "deep")).count("<blockquote>") == 5


def test_a_picture_is_a_link_by_its_name() -> None:
    made = str(
        markdown("See ![the *board*](https://e.example/a.png) and ![](https://e.example/b).")
    )
    assert "<img" not in made
    assert "!<a" not in made
    assert '<a href="https://e.example/a.png"' in made
    assert ">https://e.example/b</a>" in made
    assert "<a" not in str(markdown("![x](javascript:alert)"))


def test_no_words_read_backwards_and_real_scripts_are_kept() -> None:
    assert "\u202e" not in str(markdown("\u202emoc.live\u202c"))
    kept = "שלום \u200fUTC\u200e, \u2066Team A\u2069, می\u200cخواهم"
    assert without_overrides(kept) == kept
    assert kept in str(markdown(kept))
