"""The only writers of contracts: one use case, one transaction, one entry in the history."""

from pactwork.contracts.actions.answering import answer, undo_answer, withdraw_yes
from pactwork.contracts.actions.asking import ask, ask_second, pass_on, withdraw_ask
from pactwork.contracts.actions.asking_another import ask_instead
from pactwork.contracts.actions.by_link import decide, leave, send_code, take_back
from pactwork.contracts.actions.confirming import turn_down, vouch
from pactwork.contracts.actions.desk import (
    drop_note,
    hand_over,
    keep_note,
    mark_read,
    name_note,
    propose_talk,
    stop_letters,
    waive,
)
from pactwork.contracts.actions.ending import (
    end_contract,
    keep_contract,
    pause,
    resume,
    void_contract,
)
from pactwork.contracts.actions.guessing import mail_fresh_codes, tell_of_attacks
from pactwork.contracts.actions.leaving import leave_workplace
from pactwork.contracts.actions.mid_point import look_again
from pactwork.contracts.actions.points import adopt_wording, meet_condition, settle_point
from pactwork.contracts.actions.receiving import note_received, undo_received
from pactwork.contracts.actions.recording import (
    dispute,
    record_on_paper,
    record_yes,
    settle_dispute,
)
from pactwork.contracts.actions.sharing import share_draft
from pactwork.contracts.actions.silence import write_again
from pactwork.contracts.actions.starting import adopt_form, start_contract
from pactwork.contracts.actions.undelivered import tell_of_undelivered
from pactwork.contracts.actions.unsent import (
    change_unsent,
    drop_unsent,
    unsent_again,
    write_unsent,
)
from pactwork.contracts.actions.wording_only import object_to_wording
from pactwork.contracts.actions.writing import save_text, save_texts

__all__ = [
    "adopt_form",
    "adopt_wording",
    "answer",
    "ask",
    "ask_instead",
    "ask_second",
    "change_unsent",
    "decide",
    "dispute",
    "drop_note",
    "drop_unsent",
    "end_contract",
    "hand_over",
    "keep_contract",
    "keep_note",
    "leave",
    "leave_workplace",
    "look_again",
    "mail_fresh_codes",
    "mark_read",
    "meet_condition",
    "name_note",
    "note_received",
    "object_to_wording",
    "pass_on",
    "pause",
    "propose_talk",
    "record_on_paper",
    "record_yes",
    "resume",
    "save_text",
    "save_texts",
    "send_code",
    "settle_dispute",
    "settle_point",
    "share_draft",
    "start_contract",
    "stop_letters",
    "take_back",
    "tell_of_attacks",
    "tell_of_undelivered",
    "turn_down",
    "undo_answer",
    "undo_received",
    "unsent_again",
    "void_contract",
    "vouch",
    "waive",
    "withdraw_ask",
    "withdraw_yes",
    "write_again",
    "write_unsent",
]
