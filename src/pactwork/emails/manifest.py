"""Every kind of email that an act on a contract may cause, with what writes it."""

from pactwork.emails import (
    answered,
    confirming,
    people,
    receipts,
    reminders,
    undelivered,
    working,
    workplace,
)
from pactwork.emails.agreed import agreed
from pactwork.emails.attacked import link_attacked
from pactwork.emails.dates import after_undo, answered_at, when_due
from pactwork.emails.doubted import doubted
from pactwork.ground.manifest import Email, Manifest

EMAILS: dict[str, Email] = {
    "asked": Email(workplace.asked),
    "reminder": Email(reminders.reminder, dated=when_due),
    "silence": Email(reminders.silence, dated=when_due),
    "undelivered": Email(undelivered.undelivered),
    "due_soon": Email(reminders.due_soon, dated=when_due),
    "promise_missed": Email(reminders.promise_missed, dated=when_due),
    "receipt": Email(receipts.receipt),
    "withdrawn": Email(workplace.withdrawn),
    "superseded": Email(workplace.superseded),
    "fresh_code": Email(workplace.fresh_code),
    "link_attacked": Email(link_attacked),
    "answered": Email(answered.answered, dated=answered_at),
    "passed_on": Email(people.passed_on),
    "talk": Email(people.talk),
    "handed_over": Email(people.handed_over),
    "waived": Email(people.waived),
    "yes_withdrawn": Email(people.yes_withdrawn),
    "left_alone": Email(people.left_alone),
    "agreed": Email(agreed, dated=after_undo),
    "wording_kept": Email(receipts.wording_kept, dated=after_undo),
    "ask_paused": Email(workplace.ask_paused),
    "ask_left": Email(workplace.ask_left),
    "disputed": Email(working.disputed),
    "dispute_settled": Email(receipts.dispute_settled),
    "confirmed": Email(confirming.confirmed),
    "not_confirmed": Email(confirming.not_confirmed),
    "carried": Email(working.carried),
    "left_workplace": Email(working.left_workplace),
    "objected": Email(working.objected),
    "paused": Email(working.paused),
    "resumed": Email(working.resumed),
    "void_proposed": Email(working.void_proposed),
}

MANIFEST = Manifest(app="emails", emails=EMAILS, foreword=doubted)
