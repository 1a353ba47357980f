"""Markdown: what it may become, and what it may never become."""

import pytest

from pactwork.ground.markdown import markdown


def test_paragraphs_lists_emphasis_and_links() -> None:
    made = markdown("**Plan**, act.\n\n- look\n- think\n\n[here](https://example.org/)")
    assert "<strong>Plan</strong>" in made
    assert "<li>look</li>" in made
    assert '<a href="https://example.org/" rel="noopener noreferrer">here</a>' in made


def test_headings_stay_below_those_of_the_page() -> None:
    assert markdown("# One\n\n### Three") == "<h4>One</h4>\n<h6>Three</h6>\n"


@pytest.mark.asvs("V1.2.2", "V1.3.1", "V1.3.5")
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<a href="https://example.org" onclick="alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<https://example.org/><img src=x onerror=alert(1)>",
        "![x](https://example.org/seen.png)",
        '[x](https://example.org "a\\" onmouseover=\\"alert(1)")',
    ],
)
def test_nothing_in_it_can_act_or_fetch(text: str) -> None:
    made = markdown(text).lower()
    assert "<script" not in made
    assert "<img" not in made
    assert 'href="javascript' not in made
    assert 'href="data' not in made
    assert " onclick=" not in made.replace("&quot;", '"').split("&lt;")[0]
    assert ' onmouseover="' not in made


def test_nothing_written_is_nothing_shown() -> None:
    assert markdown("") == markdown(None) == ""
