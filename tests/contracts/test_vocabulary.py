"""Each stage, state, answer and role has one word, and no word is kept for what is not there."""

from typing import get_args

from pactwork.contracts.rules.answers import BY_LINK, BY_STAFF
from pactwork.contracts.rules.standing import Stage, State
from pactwork.contracts.vocabulary import kind_words, seat_word, stage_words
from pactwork.modules.rules.roles import ROLE_KINDS
from pactwork.web.roles import ROLES

NO_ROLE_ON_A_RUN = {"student", "peer", "advocate"}


def test_each_stage_has_one_word() -> None:
    words = stage_words()
    assert set(words) == {*get_args(Stage), "idle"}
    assert len({word for _mark, word in words.values()}) == len(words)


def test_each_state_of_a_seat_has_one_word() -> None:
    words = [seat_word(state) for state in get_args(State)]
    assert len(set(words)) == len(words)


def test_each_answer_has_one_word() -> None:
    words = kind_words()
    assert set(words) == {*BY_LINK, *BY_STAFF}
    assert len(set(words.values())) == len(words)


def test_each_role_has_one_name() -> None:
    assert set(ROLES) == {*ROLE_KINDS, *NO_ROLE_ON_A_RUN}
    assert len({str(name) for name in ROLES.values()}) == len(ROLES)
