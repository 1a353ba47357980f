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
from pactwork.emails.dropped import dropped
from pactwork.emails.noticed import noticed
from pactwork.ground.manifest import Email, Manifest

EMAILS: dict[str, Email] = {
    "asked": Email(workplace.asked),
    "reminder": Email(reminders.reminder, dated=when_due),
    "silence": Email(reminders.silence, dated=when_due),
    "undelivered": Email(undelivered.undelivered),
    "due_soon": Email(reminders.due_soon, dated=when_due),
    "promise_missed": Email(reminders.promise_missed, dated=when_due),
    "receipt": Email(receipts.receipt),
    "withdrawn": Email(workplace.told_after),
    "superseded": Email(workplace.told_after),
    "fresh_code": Email(workplace.fresh_code),
    "link_attacked": Email(link_attacked),
    "answered": Email(answered.answered, dated=answered_at),
    "passed_on": Email(people.about_contract),
    "talk": Email(people.talk),
    "handed_over": Email(people.handed_over),
    "waived": Email(people.about_contract),
    "yes_withdrawn": Email(people.yes_withdrawn),
    "left_alone": Email(people.about_contract),
    "agreed": Email(agreed, dated=after_undo),
    "dropped": Email(dropped),
    "noticed": Email(noticed, dated=after_undo),
    "wording_kept": Email(receipts.wording_kept, dated=after_undo),
    "ask_paused": Email(workplace.ask_paused),
    "ask_left": Email(workplace.told_after),
    "disputed": Email(working.about_answer),
    "dispute_settled": Email(receipts.dispute_settled),
    "confirmed": Email(confirming.confirmed),
    "not_confirmed": Email(confirming.not_confirmed),
    "carried": Email(working.about_answer),
    "left_workplace": Email(working.about_standing),
    "objected": Email(working.about_standing),
    "paused": Email(people.paused),
    "resumed": Email(people.about_contract),
    "void_proposed": Email(people.about_contract),
}

MANIFEST = Manifest(app="emails", emails=EMAILS, foreword=doubted)
