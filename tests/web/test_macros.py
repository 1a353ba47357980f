"""The parts that pages are made of: what they promise to people who cannot see them."""

import pytest
from jinja2 import FileSystemLoader

from pactwork.settings import TEMPLATES
from pactwork.web.jinja import environment
from tests.one_line import one_line


@pytest.fixture(scope="module")
def env():
    return environment(loader=FileSystemLoader(TEMPLATES[0]["DIRS"]), autoescape=True)


@pytest.fixture(scope="module")
def part(env):
    """A macro by file and name, ready to call."""
    return lambda file, name: getattr(env.get_template(f"web/macros/{file}.html").module, name)


def test_an_audience_is_a_shape_and_words(part):
    kinds = ("me", "set", "cohort", "staff", "everyone")
    said = [part("audience", "audience")(kind) for kind in kinds]
    assert all("<svg" in one for one in said)
    assert len({one.split("</svg>")[1] for one in said}) == len(kinds)


STATES = ["now", "asked", "yes", "lapsed", "revise", "waived", "waiting"]


@pytest.mark.parametrize("number", range(1, 7))
def test_the_band_copes_with_one_to_six_yeses(part, number):
    yeses = [{"title": f"P{n}", "line": "Asked", "state": STATES[n]} for n in range(number)]
    band = part("band", "band")("A <title>", ["15 credits", ("Compare", "/c/")], yeses)
    assert band.count('class="ring ') == number
    assert f"yeses n{number}" in band
    assert '<h1 dir="auto">A &lt;title&gt;</h1>' in band
    assert '<a href="/c/">Compare</a>' in band


def test_a_redline_is_readable_aloud(part):
    runs = [("=", "I study "), ("-", "all <b>"), ("+", "my own"), ("=", " calls")]
    line = part("redline", "redline")(runs)
    assert '<del><bdi class="vh">deleted: </bdi>all &lt;b&gt;</del>' in line
    assert '<ins><bdi class="vh">inserted: </bdi>my own</ins>' in line


@pytest.mark.parametrize("name", ["text", "line", "email", "date", "hours", "code", "signature"])
def test_a_field_is_tied_to_its_hint_and_error(part, name):
    field = part("forms", name)("when", "When?", "", hint="A hint.", error="Say when.")
    assert '<label class="form-label" for="when">When?</label>' in field
    assert 'aria-describedby="when-hint when-error"' in field
    assert 'aria-invalid="true"' in field
    assert 'id="when-hint">A hint.' in field
    assert 'id="when-error"' in field


def test_a_quiet_field_says_nothing_more(part):
    field = part("forms", "line")("title", "Title", 'a "b" <c>', attrs={"maxlength": "80"})
    assert "aria-" not in field
    assert 'value="a &#34;b&#34; &lt;c&gt;"' in field
    assert 'maxlength="80"' in field


def test_words_keep_a_first_empty_line(part):
    assert ">\n\nOne</textarea>" in part("forms", "text")("a", "A", "\nOne")


def test_nothing_is_chosen_beforehand(part):
    assert " checked" not in part("forms", "yesno")("images", "Images?")
    cards = part("forms", "choice_cards")("d", "What?", [{"value": "yes", "label": "Yes"}])
    assert " checked" not in cards
    assert 'id="d"' in cards


def test_what_was_chosen_stays_chosen(part):
    options = [("a", "Able"), ("b", "Baker", "a hint")]
    assert part("forms", "choices")("w", "Who?", options, ["b"]).count(" checked") == 1
    assert 'value="b" checked' in one_line(part("forms", "choice")("w", "Who?", options, "b"))


def test_steps_say_their_state_in_words(part):
    steps = [{"label": state, "state": state} for state in ("done", "now", "todo", "locked")]
    rail = part("rail", "rail")([{"title": "Work it out", "steps": steps}], (0.5, 0))
    for words in ("done", "in progress", "not started", "not yet"):
        assert f'<span class="vh">, {words}</span>' in rail
    assert 'aria-label="Hill: 50% of working it out is done."' in rail


def test_status_has_a_shape_and_a_word(part):
    pills = {
        state: part("status", "pill")(state, "Late") for state in ("go", "slow", "stop", "idle")
    }
    shapes = {pill.split("#")[1].split('"')[0] for pill in pills.values()}
    assert len(shapes) == 4
    assert all("Late" in pill for pill in pills.values())


def test_notes_and_text_are_linked_both_ways(part):
    note = {"id": "n1", "who": "Priya Raman", "when": "now", "words": "Why?", "number": 1}
    thread = part("notes", "thread")({**note, "href": "#at-n1"})
    pinned = part("notes", "pinned")("my calls", 1, "n1")
    assert 'id="n1"' in thread
    assert 'href="#at-n1"' in thread
    assert 'id="at-n1"' in pinned
    assert 'href="#n1"' in pinned


def test_errors_are_a_list_of_links(part):
    summary = part("errors", "error_summary")([("when", "Say when."), ("", "Too late.")])
    assert 'role="alert"' in summary
    assert '<a href="#when">Say when.</a>' in summary
    assert "<li>Too late.</li>" in summary
    assert not part("errors", "error_summary")([]).strip()
