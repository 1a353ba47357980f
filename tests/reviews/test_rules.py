"""Where words stand, how they are cut for pins, and what a comment must be."""

from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.rules.kinds import Line
from pactwork.reviews.rules.anchors import Anchor, find, paragraphs
from pactwork.reviews.rules.comments import problems, where_now, why_not_close

LINES = [
    Line("inside", "Inside", "The calls I take myself.\n\nIn  spring."),
    Line("out", "Out", ""),
]


def test_words_are_found_however_they_were_wrapped() -> None:
    text = "The calls\n  I take “myself”."
    at = find('calls I take "myself"', text)
    assert at is not None
    assert text[slice(*at)] == "calls\n  I take “myself”"
    assert find("calls I give", text) is None
    assert find("   ", text) is None


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_what_is_in_a_text_is_found_in_it(before: str, after: str, quote: str) -> None:
    found = find(quote, before + quote + after)
    if quote.strip():
        assert found is not None
        start, end = found
        assert 0 <= start < end <= len(before + quote + after)


@given(
    st.text(alphabet="ab \n", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20))),
)
def test_pieces_keep_every_letter(text: str, spans: list[tuple[int, int]]) -> None:
    anchors = [
        Anchor(start, min(start + length, len(text)), n, f"r{n}")
        for n, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    cut = paragraphs(text, anchors)
    joined = "".join(piece.text for paragraph in cut for piece in paragraph)
    assert "".join(joined.split()) == "".join(text.split())
    assert all("".join(piece.text for piece in paragraph).strip() for paragraph in cut)


def test_overlapping_comments_share_their_words() -> None:
    [pieces] = paragraphs("one two three", [Anchor(0, 7, 1, "a"), Anchor(4, 13, 2, "b")])
    assert [(p.text, p.marked, [a.number for a in p.pins]) for p in pieces] == [
        ("one ", True, []),
        ("two", True, [1]),
        (" three", True, [2]),
    ]


def test_words_across_a_gap_are_marked_on_both_sides() -> None:
    text = LINES[0].text
    at = find("myself. In spring", text)
    assert at is not None
    cut = paragraphs(text, [Anchor(*at, 1, "a")])
    marked = [[p.text for p in paragraph if p.marked] for paragraph in cut]
    assert marked == [["myself."], ["In  spring"]]


def test_what_a_comment_must_be() -> None:
    assert problems("Which calls?", "inside", "calls I take", LINES) == {}
    assert problems("Which calls?", "", "in spring", LINES)["quote"].code == "quote_not_there"
    assert problems("Which calls?", "out", "calls", LINES)["quote"].code == "quote_not_there"
    assert problems("Which calls?", "nowhere", "", LINES)["about"].code == "no_line"
    assert problems("  ", "", "", LINES)["text"].code == "comment_empty"
    assert problems("x" * 3001, "", "", LINES)["text"].code == "too_long"
    assert problems("x", "", "y" * 601, LINES)["quote"].code == "too_long"


def test_a_comment_follows_its_words_to_another_line() -> None:
    moved = [Line("rows-0-doing", "", "Ring back"), Line("rows-1-doing", "", "Listen to six calls")]
    line = where_now("six calls", "rows-0-doing", moved)
    assert line is not None
    assert line.path == "rows-1-doing"
    assert where_now("seven calls", "rows-0-doing", moved) is None
    assert where_now("", "rows-0-doing", moved) == moved[0]


def test_who_closes_a_thread() -> None:
    assert why_not_close(frozenset({"peer"}), own=True) is None
    assert why_not_close(frozenset({"student"}), own=False) is None
    assert why_not_close(frozenset({"facilitator"}), own=False) is None
    refusal = why_not_close(frozenset({"peer"}), own=False)
    assert refusal is not None
    assert refusal.code == "not_your_comment"
