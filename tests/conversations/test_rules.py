"""Names, marks and words, without a database."""

import pytest

from pactwork.conversations.rules.marks import MARK, answers, cited_in, with_mark
from pactwork.conversations.rules.mentions import Named, mentioned
from pactwork.conversations.rules.searching import asked, near, sought, variants, words_in
from pactwork.modules.rules.specification import Section

HELEN, OWEN = Named(1, "Dr Helen Marsh"), Named(2, "Owen Pritchard", "Win")
ANA, ANA_TWO = Named(3, "Ana Silva"), Named(4, "Ana Costa")
COLIN = Named(9, "Colin Tarrant")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nobody is named.", []),
        ("@Helen, is it?", [1]),
        ("@Dr Helen Marsh and @owen pritchard’s set", [1, 2]),
        ("I asked @Win.", [2]),
        ("@Helena is somebody else", []),
        ("write to me@helen.example", []),
        ("@@Helen", []),
        ("@Ana Silva", [3]),
        ("@<script>", []),
        ("@Helen @Helen", [1]),
    ],
)
def test_a_name_after_an_at_is_somebody(text: str, who: list[int]) -> None:
    assert mentioned(text, [HELEN, OWEN, ANA, ANA_TWO], [COLIN]) == (who, None)


@pytest.mark.parametrize(
    ("text", "code"), [("@Colin Tarrant?", "mention_shut"), ("@Ana!", "mention_several")]
)
def test_whom_one_cannot_name(text: str, code: str) -> None:
    people, refusal = mentioned(text, [HELEN, ANA, ANA_TWO], [COLIN])
    assert (people, refusal and refusal.code) == ([], code)


def test_words_are_kept_without_what_tells_nothing() -> None:
    assert words_in("What are the BOUNDARIES of my Übung?") == ["boundari", "ubung"]
    assert asked("the of and") == []
    assert len(asked(" ".join(f"distinct{n}" for n in range(30)))) == 6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ethics", "ethical"),
        ("run", "running"),
        ("use", "using"),
        ("try", "tried"),
        ("try", "tries"),
        ("boundary", "boundaries"),
        ("placement", "placements"),
        ("reflect", "reflecting"),
        ("reflection", "reflections"),
        ("assess", "assessed"),
        ("write", "writing"),
        ("plan", "planned"),
        ("consent", "consenting"),
        ("interview", "interviewed"),
    ],
)
def test_every_form_of_a_word_finds_the_others(one: str, other: str) -> None:
    assert words_in(one) == words_in(other)


@pytest.mark.parametrize("slip", ["boundry", "buondary", "bounddary", "boundaty", "oundary"])
def test_a_slip_finds_the_word(slip: str) -> None:
    shared = variants(slip) & variants("boundary")
    assert shared
    assert near(slip, ["boundary", "bond"]) == ["boundary"]


def test_a_word_is_met_by_itself_by_its_beginning_and_by_what_was_meant() -> None:
    [one] = sought(["boundry"], ["boundary"])
    assert one.found_in(frozenset({"boundary"}))
    assert one.found_in(frozenset({"boundrying"}))
    assert not one.found_in(frozenset({"bound"}))


def section(kind: str = "prose") -> Section:
    prompts = [{"key": "in", "ask": "What?"}, {"key": "out", "ask": "What not?"}]
    known = {"key": "stops", "title": "Where?", "short": "Edges", "kind": kind}
    return Section.model_validate(known | {"prompts": prompts})


def test_a_mark_goes_to_the_end_of_the_last_answer() -> None:
    mark = "[C-k7mq2x v2]"
    assert with_mark(section(), {"in": "Calls."}, mark) == ({"in": f"Calls. {mark}"}, "in")
    assert with_mark(section(), {"in": "Calls."}, mark, "out") == (
        {"in": "Calls.", "out": mark},
        "out",
    )
    older = {"in": "Calls [C-k7mq2x v1], mine.", "out": "No."}
    assert with_mark(section(), older, mark, "out") == (
        {"in": f"Calls {mark}, mine.", "out": "No."},
        "in",
    )
    assert with_mark(section("grid"), {}, mark) is None
    assert MARK.search("So [C-k7mq2x v2] says")
    assert not MARK.search("[C-K7MQ2X v2] [c-k7mq2x v2] [C-k7mq2x]")


def test_a_row_can_cite_too() -> None:
    known = section("goals").model_dump() | {"each": [{"key": "what", "ask": "Which goal?"}]}
    goals, value = Section.model_validate(known), {"rows": [{"what": "One."}, {"what": "Two."}]}
    fields = {"rows-0-what": "1: Which goal?", "rows-1-what": "2: Which goal?"}
    assert answers(goals, value) == fields | {"in": "What?", "out": "What not?"}
    assert with_mark(goals, value, "[C-k7mq2x v2]", "rows-0-what") == (
        {"rows": [{"what": "One. [C-k7mq2x v2]"}, {"what": "Two."}]},
        "rows-0-what",
    )
    assert value["rows"][0] == {"what": "One."}
    assert cited_in({"rows": [{"what": "[C-k7mq2x v2] [C-k7mq2x v1]"}]}) == {"k7mq2x": 1}
