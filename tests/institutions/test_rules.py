"""What an institution can say of itself: colours that can be read, words without markup, known zones."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import pactwork
from pactwork.ground.own_words import MOST, TERMS, OwnWords, an, name_problem, several, with_article
from pactwork.institutions.rules.colours import (
    BEHIND,
    INK,
    LEAST,
    THEMES,
    colour_in,
    colour_problem,
    contrast,
    palette,
)
from pactwork.institutions.rules.describing import problems
from pactwork.institutions.rules.zones import offered, zone_in
from pactwork.institutions.typed import Described
from pactwork.web.roles import ROLES

TOKENS = Path(pactwork.__file__).parent / "web" / "static" / "web" / "css" / "tokens.css"
GOOD = Described(name="Metropolia", time_zone="Europe/Helsinki")
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def wrong(**changed: object) -> dict[str, str]:
    said = Described(**{**vars(GOOD), **changed})
    return {name: refusal.code for name, refusal in problems(vars(said), ("en-gb",)).items()}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey that fails by a hair
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert round(contrast(one, other), 2) == expected == round(contrast(other, one), 2)


def test_the_surfaces_are_those_of_our_pages() -> None:
    text = TOKENS.read_text()
    for theme in THEMES:
        block = text.split(f"[data-bs-theme={theme}] {{", 1)[1].split("}", 1)[0]
        known = dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))
        names = ("paper", "surface", "raised", "sunken")
        assert BEHIND[theme] == tuple(known[name] for name in names)
        assert INK[theme] == known["ink"]
        assert colour_problem(known["brand"], theme) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0B5470", "#0b5470"),
        ("#abc", "#aabbcc"),
        (" #0b5470 ", "#0b5470"),
        ("", ""),
        ("teal", "teal"),
    ],
)
def test_a_colour_is_read_as_people_write_it(given: str, kept: str) -> None:
    assert colour_in(given) == kept


@pytest.mark.parametrize(
    ("theme", "colour", "code"),
    [
        ("light", "#7a003c", None),
        ("light", "#ffd700", "colour_light"),
        ("light", "#777777", "colour_light"),
        ("light", "#ffffff", "colour_light"),
        ("dark", "#ffd700", None),
        ("dark", "#7a003c", "colour_dark"),
        ("dark", "#000000", "colour_dark"),
        ("light", "red", "not_a_colour"),
        ("light", "#12345", "not_a_colour"),
        ("light", "rgb(1,2,3)", "not_a_colour"),
        ("dark", "#0b5470}body{display:none", "not_a_colour"),
        ("dark", "#84cbe2\n", "not_a_colour"),
        ("light", "#٠٠٠٠٠٠", "not_a_colour"),
        ("light", "", None),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(theme: str, colour: str, code: str | None) -> None:
    found = colour_problem(colour, theme)
    assert (found.code if found else None) == code


@given(colours, st.sampled_from(THEMES))
@example("#0b5470", "light")
@example("#84cbe2", "dark")
def test_whatever_follows_from_a_colour_can_be_read(colour: str, theme: str) -> None:
    """Links, buttons, tags: every pair of colours that our style sheets put over each other."""
    if colour_problem(colour, theme):
        return
    made = palette(colour, theme)
    assert made["brand"] == colour
    for ink in ("brand", "brand-hover", "brand-ink"):
        for behind in (*BEHIND[theme], made["brand-soft"]):
            assert contrast(made[ink], behind) >= LEAST - 0.05, (ink, behind)  # mixing rounds
    for behind in ("brand", "brand-hover"):
        assert contrast(made["on-brand"], made[behind]) >= LEAST
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in made.values())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " "}, "words_missing"),
        ({"name": "x" * 201}, "too_long"),
        ({"time_zone": "Moon/Base"}, "not_an_option"),
        ({"time_zone": ""}, "not_an_option"),
        ({"time_zone": "localtime"}, "not_an_option"),
        ({"time_zone": "Factory"}, "not_an_option"),
        ({"time_zone": "posixrules"}, "not_an_option"),
        ({"time_zone": "right/Europe/Paris"}, "not_an_option"),
        ({"time_zone": "../etc/passwd"}, "not_an_option"),
        ({"language": "fi"}, "not_an_option"),  # we do not speak it yet
        ({"help_email": "help"}, "not_an_address"),
        ({"sender": "x" * 101}, "too_long"),
        ({"sender": "a\u202eb"}, "hidden_characters"),
        ({"dates": "us"}, "not_an_option"),
        ({"paper": "a3"}, "not_an_option"),
        ({"left_out": ("contracts",)}, "not_an_option"),
        ({"left_out": ("",)}, "not_an_option"),
        ({"roles": {"boss": ("boss", "bosses")}}, "not_an_option"),
    ],
)
def test_what_will_not_do_is_said_by_its_field(changed: dict[str, object], code: str) -> None:
    (name,) = changed
    found = wrong(**changed)
    assert set(found.values()) == {code}
    assert all(field.startswith(name) for field in found)


@pytest.mark.parametrize(
    "name",
    [
        "<b>boss</b>", "tutor & friend", "%(name)s", "{{ house }}", 'the "boss"', "a\nb", "a  \u202e b",
        "tutor <", "&lt;", "100%", "\u200b", "", " ", "x" * (MOST + 1), "tutor\x00", " tutor", "-",
        "evil.org/login", "www.tutor", "tutor.example", "tutor (evil.org)",
    ],
)  # fmt: skip
def test_a_word_with_markup_is_refused(name: str) -> None:
    """It stands in our sentences, which nothing escapes."""
    assert name_problem(name) is not None
    assert "roles.facilitator" in wrong(roles={"facilitator": (name, "tutors")})
    assert "roles.facilitator.several" in wrong(roles={"facilitator": ("tutor", name)})


@pytest.mark.parametrize(
    "name",
    ["academic supervisor", "PSRB link-tutor", "Studienberaterin", "tutor (year 2)", "dean’s adviser",
     "tuteur·rice", "tuteur/rice", "ohjaaja", "指导教师", "coördinator", "Prof. in charge"],
)  # fmt: skip
def test_words_of_any_language_will_do(name: str) -> None:
    assert name_problem(name) is None


@given(st.text(max_size=MOST))
def test_no_name_that_passes_can_be_markup(name: str) -> None:
    if name_problem(name) is None:
        assert not set(name) & set("<>&\"'%{}\\\n\r\t`$")


def test_every_role_that_pages_name_can_be_renamed() -> None:
    """One word each: what the product calls a role is what an institution's word takes the place of."""
    assert {kind: terms[0][0].capitalize() for kind, terms in TERMS.items()} == {
        kind: str(said) for kind, said in ROLES.items()
    }


OWN = OwnWords(
    {
        "facilitator": ("academic supervisor", "academic supervisors"),
        "student": ("apprentice", "apprentices"),
        "examiner": ("moderator", "moderators"),
        "advocate": ("head of work", "heads of work"),
        "ethics_reviewer": ("PSRB officer", "PSRB officers"),
    }
)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ask your learning facilitator first.", "Ask your academic supervisor first."),
        ("Only a facilitator can do this.", "Only an academic supervisor can do this."),
        ("A facilitator can.", "An academic supervisor can."),
        ("An examiner: nothing.", "A moderator: nothing."),
        ("Facilitator", "Academic supervisor"),
        ("Your facilitators’ comments", "Your academic supervisors’ comments"),
        ("an ethics reviewer’s yes", "a PSRB officer’s yes"),
        ("%(num)s workplace advocates to confirm", "%(num)s heads of work to confirm"),
        ("%(student)s asked. {student} <student>", "%(student)s asked. {student} <student>"),
        (
            "a student partner",
            "a student partner",
        ),  # another role, which has no name of its own here
        ("“student” in the file", "“student” in the file"),
        ("module_leader, student_partner", "module_leader, student_partner"),
        ("Studentship, facilitation", "Studentship, facilitation"),
    ],
)
def test_our_sentence_in_their_words(ours: str, theirs: str) -> None:
    assert OWN(ours) == theirs


@pytest.mark.parametrize(
    ("one", "more"),
    [
        ("tutor", "tutors"),
        ("coach", "coaches"),
        ("deputy", "deputies"),
        ("boss", "bosses"),
        ("boy", "boys"),
    ],
)
def test_several_of_most_words(one: str, more: str) -> None:
    assert several(one) == more


@pytest.mark.parametrize(
    ("name", "article"),
    [("unit lead", "a"), ("uninvolved tutor", "an"), ("HR adviser", "an"), ("PSRB officer", "a"),
     ("hour counter", "an"), ("user", "a"), ("one-to-one tutor", "a"), ("Erasmus adviser", "an"),
     ("tutor", "a"), ("European adviser", "a"), ("MBA tutor", "an"), ("Field mentor", "a")],
)  # fmt: skip
def test_the_article_of_a_word(name: str, article: str) -> None:
    assert an(name) == article


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Helsinki", "Europe/Helsinki"),
        ("europe/helsinki", "Europe/Helsinki"),
        ("helsinki", "Europe/Helsinki"),
        (" New  York ", "America/New_York"),
        ("Buenos Aires", "Buenos Aires"),  # there are two
        ("utc", "UTC"),
        ("Moon", "Moon"),
        ("", ""),
        ("Kolkata'; --", "Kolkata'; --"),
    ],
)
def test_a_zone_as_people_type_it(typed: str, zone: str) -> None:
    assert zone_in(typed) == zone


def test_zones_are_offered_by_their_place() -> None:
    assert {"Europe/London", "Asia/Kathmandu", "UTC"} <= set(offered())
    assert not {zone for zone in offered() if wrong(time_zone=zone)}
    assert not {"Factory", "localtime", "Etc/GMT+5", "EST5EDT"} & set(offered())


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("supervisor", "a supervisor"),
        ("industry-based supervisor", "an industry-based supervisor"),
        ("attachment agreement", "an attachment agreement"),
        ("university tutor", "a university tutor"),
    ],
)
def test_the_article_follows_the_word(word: str, said: str) -> None:
    assert with_article(word) == said


def test_a_name_from_before_addresses_were_refused_is_no_address_in_a_sentence() -> None:
    own = OwnWords({"facilitator": ("evil.org/login", "evil.org/logins")})
    assert own("Your facilitator") == "Your evil org/login"
