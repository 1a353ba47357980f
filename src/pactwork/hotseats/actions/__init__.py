"""The only writers of hotseats: one use case, one transaction, one entry in the history."""

from pactwork.hotseats.actions.answering import answer_for_guest
from pactwork.hotseats.actions.asking import (
    ask,
    merge,
    set_question_aside,
    vote_for_question,
    withdraw_question,
)
from pactwork.hotseats.actions.by_link import answer_by_link, decline
from pactwork.hotseats.actions.correcting import correct, invite_again
from pactwork.hotseats.actions.guessing import (
    mail_guests_fresh_codes,
    tell_of_guest_attacks,
)
from pactwork.hotseats.actions.planning import cancel, extend, invite, plan, thank
from pactwork.hotseats.actions.topics import (
    propose,
    set_topic_aside,
    vote_for_topic,
    withdraw_topic,
)
from pactwork.hotseats.actions.undelivered import tell_of_lost_invitations

__all__ = [
    "answer_by_link",
    "answer_for_guest",
    "ask",
    "cancel",
    "correct",
    "decline",
    "extend",
    "invite",
    "invite_again",
    "mail_guests_fresh_codes",
    "merge",
    "plan",
    "propose",
    "set_question_aside",
    "set_topic_aside",
    "tell_of_guest_attacks",
    "tell_of_lost_invitations",
    "thank",
    "vote_for_question",
    "vote_for_topic",
    "withdraw_question",
    "withdraw_topic",
]
