"""Refusals about a contract, as sentences."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from pactwork.ground.dates import day, day_and_time, short_day
from pactwork.ground.manifest import Params, Sentence


def _sections(params: Params) -> str:
    return ", ".join(str(s) for s in params.get("sections") or ())


def _points_open(params: Params) -> str:
    return ngettext(
        (
            "One point in the last answer still needs your response. Adopt, adapt or decline "
            "it first."
        ),
        (
            "%(count)s points in the last answer still need your response. Adopt, adapt or "
            "decline them first."
        ),
        params["count"],
    ) % {"count": params["count"]}


def _not_finished(params: Params) -> str:
    said = _("Before you ask, finish these steps: %(sections)s.")
    return str(said) % {"sections": _sections(params)}


def _needs_yes(params: Params) -> str:
    asks = [str(ask) for ask in params["asks"]]
    said = ngettext(
        "Nobody can be asked yet: the module requires a yes to “%(asks)s”.",
        "Nobody can be asked yet: the module requires a yes to each of “%(asks)s”.",
        len(asks),
    )
    return said % {"asks": "”, “".join(asks)}


def _words_changed(params: Params) -> str:
    said = _(
        "The text has changed since draft %(draft)s. Read what changed, then answer "
        "draft %(newest)s."
    )
    return str(said) % params


def _already_asked(params: Params) -> str:
    return str(_("You asked on %(day)s, and there is no answer yet.")) % {
        "day": short_day(params["since"])
    }


def _dispute_over(params: Params) -> str:
    said = _("This yes could be disputed until %(until)s. You can still withdraw it.")
    return str(said) % {"until": day_and_time(params["until"])}


def _said_too_soon(params: Params) -> str:
    said = _("This wording was first shared on %(day)s. Enter that date or a later one.")
    return str(said) % {"day": day(params["since"])}


def _objection_over(params: Params) -> str:
    said = _("You could object to the new wording until %(day)s. You can still withdraw your yes.")
    return str(said) % {"day": short_day(params["until"])}


def _received_already(params: Params) -> str:
    said = _("%(name)s already marked this as received: it came on %(on)s (noted on %(at)s).")
    return str(said) % _of_receipt(params)


def _received_since(params: Params) -> str:
    said = _(
        "Since you opened this page, %(name)s has marked this as received again: it came on %(on)s "
        "(noted on %(at)s). Undo that only if it is wrong too."
    )
    return str(said) % _of_receipt(params)


def _of_receipt(params: Params) -> dict[str, str]:
    return {
        "name": params["name"],
        "on": short_day(params["on"]),
        "at": day_and_time(params["at"]),
    }


def _receipt_too_soon(params: Params) -> str:
    said = _("Nothing was due or started here before %(day)s. Enter that date or a later one.")
    return str(said) % {"day": day(params["since"])}


REFUSALS: dict[str, Sentence] = {
    # moves
    "not_your_move": _("You cannot do this on this contract."),
    "wrong_stage": _("This cannot be done at this stage of the contract."),
    "no_draft": _("There is no shared draft yet. Share one first."),
    "nothing_changed": _(
        "Nothing has changed since draft %(number)s, so there is nothing new to share."
    ),
    "already_yes": _("The answer is already yes, and it still counts for this wording."),
    "already_waived": _("This yes is not needed this time."),
    "not_needed": _("Nothing in this draft needs this yes."),
    "already_asked": _already_asked,
    "ask_first": _("Ask %(party)s first. This module needs their yes before this one."),
    "points_open": _points_open,
    "no_open_ask": _("This request is closed. It has been answered or withdrawn."),
    "own_contract": _("This is your own contract, so someone else must answer."),
    "two_seats": _(
        "One person cannot answer twice on the same contract. Someone else must take this role."
    ),
    "named_other": _("%(party)s: only %(name)s decides this, or a deputy. You can read it."),
    "nobody_named": _(
        "%(party)s: nobody is named for this student yet. The module’s leader can name someone on the "
        "page “Students”."
    ),
    "named_left": _(
        "%(party)s: %(name)s no longer has this role. The module’s leader can name someone else on the "
        "page “Students”."
    ),
    "second_opinion": _("The student asked for someone other than you to decide this one."),
    "handed_to_colleague": _(
        "This was handed over to %(name)s. If you still want to answer it, tick the box "
        "in the form."
    ),
    "words_changed": _words_changed,
    "no_yes": _("There is no yes here to withdraw."),
    "not_your_answer": _("Only the person who gave this answer can change it."),
    "undo_over": ngettext_lazy(
        "You can no longer undo this answer: more than %(minutes)s minute has passed.",
        "You can no longer undo this answer: more than %(minutes)s minutes have passed.",
        "minutes",
    ),
    "moved_on": _("The contract has moved on, so this answer cannot be undone."),
    "not_to_waive": _("No yes to that section is missing here. Choose another, or all of them."),
    "never_waived": _("This yes can never be waived."),
    "own_seat": _("You cannot waive your own yes."),
    "nothing_to_review": _("No changes were requested here, so there is nobody to ask instead."),
    "not_finished": _not_finished,
    "needs_yes": _needs_yes,
    "not_newest": _("Draft %(newest)s is now the newest. Ask about that one."),
    "no_seat": _("This contract has no such role."),
    "no_section": _("This contract has no such section."),
    "no_point": _("That point no longer exists."),
    "who_is_missing": _("Enter a name and an email address."),
    "look_again": _(
        "Please check that this is the right person. If so, confirm that and ask again."
    ),
    "left_alone": _(
        "%(email)s has asked us not to email them again. Speak to them, or name someone else."
    ),
    "note_missing": _("Write a short message to say what it is about."),
    "not_a_colleague": _("Choose a colleague who holds this role on this module."),
    "choose_ending": _("Choose how it ends."),
    "choose_response": _("Choose whether to adopt, adapt or decline it."),
    "text_clash": _("This text has been changed somewhere else since you opened this page."),
    "amendment_reason": _("Say what you are changing and why."),
    "paused": _("The contract is paused. Resume it first."),
    "not_paused": _("The contract is not paused."),
    "not_at_work": _("The person in this role has an account, so they must answer themselves."),
    "staff_record_this": _(
        "On this module, a member of staff has to write this yes down. Tell your "
        "facilitator what was said."
    ),
    "choose_how": _("Choose how the yes was given: in a meeting, by phone or on paper."),
    "date_to_come": _("That date is in the future. Enter the date it was said."),
    "said_too_soon": _said_too_soon,
    "receipt_to_come": _("That date is in the future. Enter the date it was received."),
    "receipt_too_soon": _receipt_too_soon,
    "received_already": _received_already,
    "received_since": _received_since,
    "not_received": _("This is not marked as received any more, so there is nothing to undo."),
    "not_owed": _("Nobody else has to submit this for this contract. Reload the page."),
    "paper_missing": _("Add a photo or scan of the signed page."),
    "receipt_address_missing": _(
        "Enter their email address. They get a receipt, and one working day to object."
    ),
    "letter_wait": _(
        "We have already sent %(most)s emails today. Check your spam folder, or try again tomorrow."
    ),
    "not_silent": _("Emails to “%(given)s” have not been stopped."),
    "nothing_altered": _("No alterations were found in this contract."),
    "nothing_recorded": _("There is no yes here that was written down by someone else."),
    "disputed_already": _("This has already been disputed or withdrawn."),
    "dispute_over": _dispute_over,
    "nothing_disputed": _("There is no dispute here to settle."),
    "choose_settlement": _("Choose whether the yes still counts, or there was no yes."),
    "own_record": _("You wrote this yes down, so someone else has to settle the dispute."),
    "nobody_there": _("Nobody at the workplace has this role."),
    "not_wording": _(
        "Only a facilitator can confirm that the new wording means the same, and "
        "only together with a yes."
    ),
    "nothing_reworded": _("Your yes is to the wording you read, so there is nothing to object to."),
    "objection_over": _objection_over,
    "review_not_due": _("The mid-point review is not due now."),
    "void_by_two": _("You proposed this, so someone else has to agree."),
    "no_void": _("Nobody has proposed to declare this contract void."),
    "newest_form": _("This contract already has the newest form."),
    "not_an_examiner": _("Choose an external examiner for this run."),
    "sample_until": _("Enter a date: today or later."),
    "sample_count": _("Enter a number from 1 to %(most)s."),
    "sample_moved": _(
        "What this examiner is shown has changed since you opened this page. Look at the list, "
        "then draw again if you want to show more."
    ),
    "sample_empty": _("There are no contracts to show, or none are being shown."),
    "read_further": _("You have already marked a newer draft as read: draft %(number)s."),
    # fields
    "hours_missing": _("Enter the hours, like 6 or 2.5."),
    "not_hours": _("Enter hours as a number, like 6 or 2.5. “%(given)s” is not one."),
    "not_a_number": _("Enter a number, like 1200 or 12.50. “%(given)s” is not one."),
    "number_low": _("Enter %(least)s or more."),
    "number_high": _("Enter %(most)s or less."),
    "not_a_month": _("Enter a month and a year, like 03/2027. “%(given)s” is not one."),
    "not_credits": _("Enter how many you take: %(size)s. “%(given)s” is not among them."),
    "too_many_rows": _("You can add up to %(most)s of these."),
    "hours_sum": ngettext_lazy(
        "Your weeks add up to %(planned)s hour. The module needs %(wanted)s.",
        "Your weeks add up to %(planned)s hours. The module needs %(wanted)s.",
        "count",
    ),
    "hours_kind": ngettext_lazy(
        ("%(title)s: you have planned %(planned)s hour. Plan between %(least)s and %(most)s."),
        ("%(title)s: you have planned %(planned)s hours. Plan between %(least)s and %(most)s."),
        "count",
    ),
    # answers
    "choose_answer": _("Choose an answer."),
    "say_what": _("Say in one line what would have to change."),
    "change_missing": _("Write how the line should read."),
    "point_missing": _("Add at least one point: say what, and where."),
    "point_empty": _("Write something for this point, or remove it."),
    "condition_date_missing": _("Enter a date for this condition."),
    "points_unwanted": _(
        "This answer cannot have points. Choose another answer, or remove the points below."
    ),
    "points_unsent": ngettext_lazy(
        "You have written %(count)s point that you have not sent. Choose what happens to it.",
        "You have written %(count)s points that you have not sent. Choose what happens to them.",
        "count",
    ),
    "point_gone": _("This point has already been sent or deleted. Open the page again to see it."),
    "note_name_taken": _("Another of your notes is called “%(name)s”. Choose another name."),
    "note_name_missing": _("Give this note a short name."),
    "note_gone": _("This note has been deleted."),
    "same_person": _(
        "That is the address we emailed you at. Enter the right person’s address instead."
    ),
    "read_again": _(
        "We could not tell which wording you had read. Read it below, then send your answer again."
    ),
    # who the workplace is, and how many emails one may cause
    "same_mailbox": _("This is the student’s own mailbox."),
    "same_domain": _("This address has the same domain as the student’s own address."),
    "same_family_name": _("The student and this person have the same family name."),
    "students_mailbox": _("This is another student’s mailbox."),
    "university_address": _("This is a university address, but not a staff member’s."),
    "free_mail": _("Anybody can have an address there, so it does not show a workplace."),
    "many_name_it": _("Several students have named this mailbox."),
    "other_domain": _("This is not the domain we know for this workplace."),
    "refused_before": _("In the past, staff could not confirm the person at this address."),
    "speaks_for_others": _(
        "This name is, or includes, the name of the university, the module or another party."
    ),
    "serves_many": ngettext_lazy(
        "This person speaks for %(count)s student.",
        "This person speaks for %(count)s students.",
        "count",
    ),
    "nothing_to_vouch": _("There is nobody here to confirm."),
    "how_missing": _("Say how you know, in a short sentence. It stays on record."),
    "why_not_confirmed": _(
        "Say why you cannot confirm them, in a short sentence. It stays on record."
    ),
    "own_person": _("This is your own address, so a colleague has to confirm who you are."),
    "to_confirm": _(
        "The answer is already yes. The university still has to confirm who gave it, so "
        "you cannot ask again."
    ),
    "too_many_outside": _(
        "You have reached the limit of %(most)s emails a day to people outside the "
        "university. Nothing was sent. Try again tomorrow."
    ),
    "too_many_emails": _(
        "You have reached the limit of %(most)s emails a day. Nothing was sent. Try again tomorrow."
    ),
    "holder_changed": _(
        "Someone else has been named since you opened this page. Check again before you confirm."
    ),
}
