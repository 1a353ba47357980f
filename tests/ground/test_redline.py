"""The redline: joined back it is both texts; it says what changed in runs that a person can read."""

from itertools import pairwise
from time import process_time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.contracts.rules.kinds import Line
from pactwork.contracts.rules.matching import matched
from pactwork.ground.redline import Run, changed, redline
from pactwork.ground.typed import alike

WORDS = st.lists(
    st.sampled_from(["I", "we", "call", "calls", "tenant", "date", ".", "?", ",", "don’t", "\n\n"]),
    max_size=60,
).map(" ".join)
TEXTS = st.one_of(WORDS, st.text(max_size=200))


def joined(runs: list[Run], *ops: str) -> str:
    return "".join(text for op, text in runs if op in ops)


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=150, deadline=None)
def test_joined_back_it_is_both_texts(old: str, new: str) -> None:
    runs = redline(old, new)
    assert joined(runs, "=", "-") == alike(old)
    assert joined(runs, "=", "+") == alike(new)
    assert all(text.strip() for op, text in runs if op != "=")
    assert all(one[0] != other[0] for one, other in pairwise(runs))
    assert changed(runs) == (alike(old) != alike(new))


@given(text=TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_is_one_run(text: str) -> None:
    assert redline(text, text) == ([("=", alike(text))] if alike(text) else [])


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=60, deadline=None)
def test_what_is_gone_stands_before_what_came(old: str, new: str) -> None:
    ops = "".join(op for op, _ in redline(old, new))
    assert "+-" not in ops


def essay(seed: int, words: int = 1_600) -> str:
    """Many words in sentences, the same for the same seed."""
    stock = ["listen", "to", "a", "call", "and", "note", "what", "comes", "next", "with", "them"]
    said = [stock[(n * seed + n // 7) % len(stock)] for n in range(words)]
    return " ".join(f"{w}." if n % 12 == 11 else w for n, w in enumerate(said))


def test_long_texts_with_a_few_changes_stay_short() -> None:
    old = essay(3)
    new = old.split(" ")
    for place in range(50, 1_600, 100):
        new[place] = "otherwise"
    runs = redline(old, " ".join(new))
    assert len(runs) <= 16 * 3 + 1
    assert joined(runs, "=", "+") == " ".join(new)


def test_two_long_texts_with_nothing_in_common_do_not_explode() -> None:
    old, new = essay(3), essay(8)
    runs = redline(old, new)
    assert joined(runs, "=", "-") == old
    assert len(runs) < 1_600


def test_an_essay_rewritten_word_by_word_is_two_runs() -> None:
    old = " ".join(f"alpha{n}" for n in range(1_600))
    new = " ".join(f"omega{n}" for n in range(1_600))
    assert redline(old, new) == [("-", old), ("+", new)]


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("", "New.", [("+", "New.")]),
        ("Old.", "", [("-", "Old.")]),
        ("Two hours.", "Three hours.", [("-", "Two"), ("+", "Three"), ("=", " hours.")]),
        (
            "All three teams handle complaints.",
            "I handle complaints.",
            [("-", "All three teams"), ("+", "I"), ("=", " handle complaints.")],
        ),
        # Two words between two changes are drawn into them; a sentence's end is not crossed.
        ("a b c d e", "x b c d y", [("-", "a b c d e"), ("+", "x b c d y")]),
        (
            "Now. Then I go.",
            "Soon. Then I stay.",
            [
                ("-", "Now"),
                ("+", "Soon"),
                ("=", ". Then I "),
                ("-", "go"),
                ("+", "stay"),
                ("=", "."),
            ],
        ),
        ("don't stop", "don't go", [("=", "don't "), ("-", "stop"), ("+", "go")]),
    ],
)
def test_it_reads_as_a_person_would_mark_it(old: str, new: str, runs: list[Run]) -> None:
    assert redline(old, new) == runs


def marked(runs: list[Run]) -> tuple[str, str]:
    return joined(runs, "-"), joined(runs, "+")


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("我会接听每一个电话并记下日期。", "我会接听每一个电话并记下时间。", "日期", "时间"),
        ("毎週月曜日に電話を聞きます。", "毎週火曜日に電話を聞きます。", "月", "火"),
        ("ฉันจะฟังห้าสาย", "ฉันจะฟังหกสาย", "้า", "ก"),
        ("ຂ້ອຍຈະຟັງ", "ຂ້ອຍຈະຂຽນ", "ຟັງ", "ຂຽນ"),
        ("ខ្ញុំស្តាប់", "ខ្ញុំសរសេរ", "ស្តាប់", "សរសេរ"),
        ("ကျွန်တော်နားထောင်", "ကျွန်တော်ရေး", "နားထောင်", "ရေး"),
        ("ང་ཉན", "ང་འབྲི", "ཉན", "འབྲི"),
        ("मैं पाँच फ़ोन सुनूँगा", "मैं छह फ़ोन सुनूँगा", "पाँच", "छह"),
        ("أستمعُ إلى خمسِ مكالماتٍ", "أستمعُ إلى ستِّ مكالماتٍ", "خمسِ", "ستِّ"),
        ("나는 다섯 통화를 듣는다", "나는 여섯 통화를 듣는다", "다섯", "여섯"),
        (
            "Me 👩\u200d👩\u200d👧",
            "Me 👩\u200d👩\u200d👦",
            "👩\u200d👩\u200d👧",
            "👩\u200d👩\u200d👦",
        ),
        ("🇬🇧🇫🇷", "🇬🇧🇩🇪", "🇫🇷", "🇩🇪"),
        ("ok 👍🏽", "ok 👍🏿", "👍🏽", "👍🏿"),
        ("می\u200cخواهم بروم", "نمی\u200cخواهم بروم", "می\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_in_every_script_only_what_changed_is_marked(
    old: str, new: str, gone: str, come: str
) -> None:
    out, into = marked(redline(old, new))
    whole = [g for text in (old, new) for g in regex.findall(r"\X", text)]
    assert all(g in whole for g in regex.findall(r"\X", out) + regex.findall(r"\X", into))
    assert len(out) <= len(gone) + 4
    assert len(into) <= len(come) + 4
    if " " in old or "🇬🇧" in old or "。" in old:
        assert (out, into) == (gone, come)


ODD = st.text(
    st.sampled_from(
        " \t\n\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u0301\ufe0f.abשش我在क्षि👩🏽🇬🇧กำ각ᄀ"
    ),
    max_size=30,
)


@given(old=ODD, new=ODD)
@settings(max_examples=300, deadline=None)
def test_no_letter_is_torn_and_every_change_can_be_read(old: str, new: str) -> None:
    runs = redline(old, new)
    assert all(text.strip() for op, text in runs if op != "=")
    for side, text in (("-", alike(old)), ("+", alike(new))):
        assert joined(runs, "=", side) == text
        ends, end = {0}, 0
        for letter in regex.findall(r"\X", text):
            end += len(letter)
            ends.add(end)
        end = 0
        for op, words in runs:
            end += len(words) if op in ("=", side) else 0
            assert end in ends


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("two days, compare.", "two\u00a0days, com\u00adpare."),
        ("A. B", "A.  B"),
        ("A\nB", "A  \r\nB\n"),
        ("ភាសាខ្មែរ", "ភាសា\u200bខ្មែរ"),
        ("שלום!", "שלום!\u200f"),
        ("Café", "Cafe\u0301"),
        ("•\tone", "\uf0b7\tone"),
    ],
)
def test_what_looks_alike_is_no_change(old: str, new: str) -> None:
    assert not changed(redline(old, new))
    assert not changed(redline(new, old))


@pytest.mark.parametrize(
    "unit", ["\u200d", " \t", "\u0301", "\u202a", "क\u200d", "🏴\U000e0061", "我的"]
)
def test_hostile_words_take_no_longer_than_others(unit: str) -> None:
    start = process_time()
    redline(unit * 3_000 + "a", unit * 3_000 + "b")
    assert process_time() - start < 2


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        # One between two that stayed is the other, reworded, however little they share.
        (["Carol"], ["Imran"], [("Carol", "Imran")]),
        (["Ask Carol", "Stay", "Ask Imran"], ["Stay", "Xyz"], [("Ask Imran", "Xyz")]),
        # Each is looked for between the same two, by its place in the newer text.
        (
            ["Write to the whole team", "Stay"],
            ["Xyzzy", "Write to the whole board", "Stay"],
            [("Write to the whole team", "Write to the whole board")],
        ),
    ],
)
def test_a_row_reworded_is_found_between_those_that_stayed(
    old: list[str], new: list[str], pairs: list[tuple[str, str]]
) -> None:
    def short(words: list[str]) -> list[Line]:
        return [Line(f"rows-{n}-do", "do", word) for n, word in enumerate(words)]

    found = [(p.was.text, p.now.text) for p in matched(short(old), short(new)) if p.was and p.now]
    assert [(was, now) for was, now in found if was != now] == pairs


def rows(*words: str) -> list[Line]:
    """Rows of two lines each."""
    return [
        Line(f"rows-{n}-{key}", key, said)
        for n, word in enumerate(words)
        for key, said in (("do", word), ("when", "Week 3"))
    ]


def test_a_row_that_went_stands_before_the_next_that_stayed() -> None:
    found = matched(rows("Ask", "Listen", "Write", "Tell"), rows("Ask", "Write"))
    heads = [((p.was and p.was.text), bool(p.now)) for p in list(found)[::2]]
    assert heads == [("Ask", True), ("Listen", False), ("Write", True), ("Tell", False)]


def test_a_row_that_stands_elsewhere_says_so_on_its_first_line() -> None:
    found = list(matched(rows("Ask", "Listen", "Write"), rows("Write", "Ask", "Listen")))
    assert [p.moved for p in found] == [True, False, False, False, False, False]
    assert [p.was and p.was.text for p in found[::2]] == ["Write", "Ask", "Listen"]


def test_a_row_put_in_at_the_top_is_one_row() -> None:
    old = rows("Listen to six calls", "Write to the team")
    found = list(matched(old, rows("Ask Carol first", "Listen to six calls", "Write to the team")))
    assert [bool(one.was) for one in found] == [False, False, True, True, True, True]
    assert all(one.was.text == one.now.text for one in found if one.was and one.now)
    moved = list(matched(old, rows("Write to the team", "Listen to six calls")))
    assert all(one.was and one.now and one.was.text == one.now.text for one in moved)
    assert sum(one.moved for one in moved) == 1
    gone = list(matched(old, rows("Write to the team")))
    assert [one.now is None for one in gone] == [True, True, False, False]
    reworded = list(matched(old, rows("Ask", "Listen to seven calls", "Write to the team")))
    assert ("Listen to six calls", "Listen to seven calls") in [
        (one.was.text, one.now.text) for one in reworded if one.was and one.now
    ]


@given(st.permutations(range(6)), st.data())
@settings(max_examples=100, deadline=None)
def test_rows_that_changed_places_are_moved_and_say_what_they_said(
    order: list[int], data: st.DataObject
) -> None:
    said = ["Listen", "Write to the team", "Ask Carol", "Measure 1", "Measure 2", "Listen"]

    def rows(places: list[int]) -> list[Line]:
        return [
            Line(f"rows-{n}-{key}", key, text)
            for n, place in enumerate(places)
            for key, text in (("do", said[place]), ("when", "Week 3"))
        ]

    kept = data.draw(st.integers(1, 6))
    found = list(matched(rows(list(range(6))), rows(order[:kept])))
    now = [one for one in found if one.now]
    assert [one.now.text for one in now if one.now] == [x.text for x in rows(order[:kept])]
    assert all(one.was and one.now and one.was.text == one.now.text for one in now)
    assert sum(one.now is None for one in found) == 2 * (6 - kept)
    if [said[n] for n in order] == said:
        assert not any(one.moved for one in found)


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        ("한글 العربية עברית हिन्दी", "한국 العربية עברית हिन्दु", " العربية עברית "),
        ("abc שלום def", "abx שלום dex", " שלום "),
        ("один two три", "раз two четыре", " two "),
        ("Αθήνα Кіев Ρώμη", "Πάτρα Кіев Σπάρτη", " Кіев "),
    ],
)
def test_words_of_another_script_between_two_changes_stay(old: str, new: str, stays: str) -> None:
    assert ("=", stays) in redline(old, new)
