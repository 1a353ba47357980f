"""Plain checks of an answer: what each takes for a number, a day, somebody; and what it asks."""

import pytest

from pactwork.contracts.rules.checks import answers, asked
from pactwork.modules.rules.specification import Check, Prompt

LENGTH = Check.model_validate({"ask": "Two to four words?", "words": [2, 4]})
TERM = Check.model_validate({"ask": "Is consent named?", "any_of": ["Consent", "permission"]})
NUMBER = Check.model_validate({"ask": "How many?", "number": True})
DAY = Check.model_validate({"ask": "When?", "date": True})
SOMEBODY = Check.model_validate({"ask": "Who?", "person": True})


@pytest.mark.parametrize(
    ("check", "words", "yes"),
    [
        *((LENGTH, "w " * n, 2 <= n <= 4) for n in range(1, 6)),
        (TERM, "They give CONSENT first", True),
        (TERM, "I ask for permission", True),
        (TERM, "I just ask", False),
        (NUMBER, "In six calls", True),
        (NUMBER, "In 6 calls", True),
        (NUMBER, "In several calls", False),
        (DAY, "By Friday", True),
        (DAY, "On 3/4", True),
        (DAY, "The early/late part", False),
        (DAY, "one/two", True),
        (DAY, "three times", False),
        (DAY, "my manager", False),
        (SOMEBODY, "my line manager", True),
        (SOMEBODY, "then Carol reads it", True),
        (SOMEBODY, "by Friday", True),
        (SOMEBODY, "nobody at 3/4", False),
    ],
)
def test_what_answers_a_check(check: Check, words: str, yes: bool) -> None:
    assert answers(check, words) is yes


def test_each_check_is_asked_and_no_words_answer_none() -> None:
    prompt = Prompt(key="words", ask="Words", checks=[NUMBER, DAY])
    assert asked(prompt, "In 6 calls") == [("How many?", True), ("When?", False)]
    assert asked(prompt, " \n") == [("How many?", False), ("When?", False)]
