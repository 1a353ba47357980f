"""The only writers of contracts: one use case, one transaction, one entry in the history."""

from pactwork.contracts.actions.answering import answer, undo_answer, withdraw_yes
from pactwork.contracts.actions.asking import ask, ask_second, pass_on, withdraw_ask
from pactwork.contracts.actions.asking_another import ask_instead
from pactwork.contracts.actions.by_link import decide, leave, send_code, take_back
from pactwork.contracts.actions.desk import (
    drop_note,
    end_contract,
    hand_over,
    keep_note,
    mark_read,
    propose_talk,
    stop_letters,
    vouch,
    waive,
)
from pactwork.contracts.actions.points import adopt_wording, meet_condition, settle_point
from pactwork.contracts.actions.writing import save_text, save_texts, share_draft, start_contract

__all__ = [
    "adopt_wording",
    "answer",
    "ask",
    "ask_instead",
    "ask_second",
    "decide",
    "drop_note",
    "end_contract",
    "hand_over",
    "keep_note",
    "leave",
    "mark_read",
    "meet_condition",
    "pass_on",
    "propose_talk",
    "save_text",
    "save_texts",
    "send_code",
    "settle_point",
    "share_draft",
    "start_contract",
    "stop_letters",
    "take_back",
    "undo_answer",
    "vouch",
    "waive",
    "withdraw_ask",
    "withdraw_yes",
]
