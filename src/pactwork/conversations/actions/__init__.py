"""The only writers of talk and clarifications: one use case, one transaction, one entry."""

from pactwork.conversations.actions.clarifications import (
    MadeAlready,
    change_clarification,
    clarify,
    rely,
    renew,
)
from pactwork.conversations.actions.moderation import hide, show_again
from pactwork.conversations.actions.notes import note_on_student, note_on_thread
from pactwork.conversations.actions.posts import edit, reply
from pactwork.conversations.actions.threads import begin
from pactwork.conversations.actions.withdrawing import withdraw

__all__ = [
    "MadeAlready",
    "begin",
    "change_clarification",
    "clarify",
    "edit",
    "hide",
    "note_on_student",
    "note_on_thread",
    "rely",
    "renew",
    "reply",
    "show_again",
    "withdraw",
]
