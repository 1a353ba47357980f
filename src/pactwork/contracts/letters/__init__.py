"""Every kind of letter that an act on a contract may cause, with what writes it."""

from pactwork.contracts.letters import (
    answered,
    confirming,
    people,
    receipts,
    reminders,
    undelivered,
    working,
    workplace,
)
from pactwork.contracts.letters.agreed import agreed
from pactwork.contracts.letters.attacked import link_attacked
from pactwork.contracts.letters.base import Builder

LETTERS: dict[str, Builder] = {
    "asked": workplace.asked,
    "reminder": reminders.reminder,
    "silence": reminders.silence,
    "undelivered": undelivered.undelivered,
    "due_soon": reminders.due_soon,
    "promise_missed": reminders.promise_missed,
    "receipt": receipts.receipt,
    "withdrawn": workplace.withdrawn,
    "superseded": workplace.superseded,
    "fresh_code": workplace.fresh_code,
    "link_attacked": link_attacked,
    "answered": answered.answered,
    "passed_on": people.passed_on,
    "talk": people.talk,
    "handed_over": people.handed_over,
    "waived": people.waived,
    "yes_withdrawn": people.yes_withdrawn,
    "left_alone": people.left_alone,
    "agreed": agreed,
    "wording_kept": receipts.wording_kept,
    "ask_paused": workplace.ask_paused,
    "ask_left": workplace.ask_left,
    "disputed": working.disputed,
    "dispute_settled": receipts.dispute_settled,
    "confirmed": confirming.confirmed,
    "not_confirmed": confirming.not_confirmed,
    "carried": working.carried,
    "left_workplace": working.left_workplace,
    "objected": working.objected,
    "paused": working.paused,
    "resumed": working.resumed,
    "void_proposed": working.void_proposed,
}
