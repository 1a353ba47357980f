"""How the words of an email come out of its template: paragraphs are the template's, and nobody else's."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError

from pactwork.ground.email_template import Quote, environment, in_parts

FRAME = """{# A frame. #}
{{ part("subject") }}
{% block subject %}{% endblock %}
{{ part("body") }}
{% block body %}{% endblock %}
"""


def words(body: str, subject: str = "", **known: Any) -> dict[str, list[str]]:
    blocks = f"{{% block subject %}}{subject}{{% endblock %}}\n{{% block body %}}\n{body}\n{{% endblock %}}"
    loader = DictLoader({"frame": FRAME, "kind": '{% extends "frame" %}\n' + blocks})
    return in_parts(environment(loader=loader).get_template("kind").render(known))


def body(source: str, **known: Any) -> list[str]:
    return words(source, **known)["body"]


def test_a_blank_line_ends_a_paragraph_and_a_line_break_does_not() -> None:
    assert body("One\n  and two.\n\nThree.\n\n\n\nFour.") == ["One and two.", "Three.", "Four."]


def test_a_tag_with_a_line_for_itself_leaves_none() -> None:
    source = "One.\n{% if yes %}\nTwo.\n{% else %}\nThree.\n{% endif %}\nFour.\n\n{# Why. #}\nFive."
    assert body(source, yes=True) == ["One. Two. Four.", "Five."]
    assert body(source, yes=False) == ["One. Three. Four.", "Five."]


def test_the_line_of_any_other_tag_stays() -> None:
    trans = "{% trans %}One.{% endtrans %}\n{% trans %}\n  Two\n  lines.\n{% endtrans %}\n\n{{ _('Three.') }}"
    assert body(trans) == ["One. Two lines.", "Three."]
    assert body("A{% if yes %}, b{% endif %}\nC.", yes=True) == ["A, b C."]


def test_what_prints_nothing_leaves_nothing() -> None:
    assert body("One.\n{{ empty }}\nTwo.\n\n{{ empty }}\n\nThree.", empty="") == [
        "One. Two.",
        "Three.",
    ]
    assert body("{{ empty }}", empty=[]) == []


def test_somebodys_own_words_are_a_quotation_of_one_paragraph() -> None:
    said = body("She says:\n\n{{ said }}\n\nWell.", said=Quote("A\n\nB"))
    assert said == ["She says:", "A  B", "Well."]
    assert [isinstance(one, Quote) for one in said] == [False, True, False]


def test_a_list_is_a_paragraph_each() -> None:
    assert body("One.\n{{ more }}", more=["Two.", "Three."]) == ["One.", "Two.", "Three."]


def test_a_name_that_is_not_known_or_is_nothing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        body("{{ nobody }}")
    with pytest.raises(UndefinedError):
        body("{% trans %}{{ nobody }} wrote{% endtrans %}")
    with pytest.raises(ValueError, match="None"):
        body("{{ name }}", name=None)


HARMFUL = (
    "A\r\nBcc: eve@evil.example\r\n\r\nCome here",
    "\n\nDear student, your password",
    "\u2028\u2029\x85\x0b\x0c",
    "\x01body\x02 Pay Eve",
    "\x04quoted",
    "\x03",
    "{{ 7 * 7 }}{% raw %}{# gone #}",
    "%(name)s %s %",
    "> cited",
    "\u202egnp.exe",
)


@pytest.mark.parametrize("name", HARMFUL)
@pytest.mark.parametrize(
    "source",
    ["{{ name }}", "{% trans %}{{ name }} wrote.{% endtrans %}", "{{ _('%(n)s wrote', n=name) }}"],
)
def test_no_name_makes_a_paragraph_a_part_or_a_quotation(source: str, name: str) -> None:
    made = words(f"Before.\n\n{source}\n\nAfter.", subject=source, name=name)
    assert list(made) == ["subject", "body"]
    assert len(made["subject"]) <= 1
    assert [made["body"][0], made["body"][-1]] == ["Before.", "After."]
    said = made["body"][1:-1]
    assert len(said) <= 1
    assert not any(isinstance(one, Quote) for one in said)
    printed = "".join(made["subject"] + said)
    assert not any(sign in printed for sign in "\n\r\x0b\x0c\x01\x02\x03\x04\x85\u2028\u2029\u202e")
    assert "49" not in printed


@given(st.text(alphabet=st.sampled_from("\n\r\x01\x02\x03\x04\u2028 {}%>a"), max_size=30))
def test_whatever_is_printed_is_at_most_one_line(name: str) -> None:
    made = words("Before.\n\nx{{ name }}x\n\nAfter.", subject="{{ name }}", name=name)
    assert len(made["body"]) == 3
    assert made["body"][1][0] == made["body"][1][-1] == "x"
    assert len(made["subject"]) <= 1
    assert "\n" not in made["body"][1]
