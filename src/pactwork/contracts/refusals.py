"""Refusals about a contract, as sentences."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from pactwork.ground.dates import day, day_and_time, short_day
from pactwork.ground.manifest import Params, Sentence


def _sections(params: Params) -> str:
    return ", ".join(str(s) for s in params.get("sections") or ())


def _points_open(params: Params) -> str:
    return ngettext(
        "One point of the last answer still waits for yours. Adopt, adapt or decline it first.",
        "%(count)s points of the last answer still wait for yours. Adopt, adapt or decline them first.",
        params["count"],
    ) % {"count": params["count"]}


def _not_finished(params: Params) -> str:
    said = _("Before you ask, finish these steps: %(sections)s.")
    return str(said) % {"sections": _sections(params)}


def _words_changed(params: Params) -> str:
    said = _(
        "These words have changed since draft %(draft)s. Read what changed, then answer draft %(newest)s."
    )
    return str(said) % params


def _already_asked(params: Params) -> str:
    return str(_("You asked on %(day)s, and the answer has not come yet.")) % {
        "day": short_day(params["since"])
    }


def _dispute_over(params: Params) -> str:
    said = _("This yes could be disputed until %(until)s. You can still take it back.")
    return str(said) % {"until": day_and_time(params["until"])}


def _said_too_soon(params: Params) -> str:
    said = _("These words were first shared on %(day)s. A yes to them cannot be older than that.")
    return str(said) % {"day": day(params["since"])}


def _objection_over(params: Params) -> str:
    said = _("You could object to the new wording until %(day)s. You can still take your yes back.")
    return str(said) % {"day": short_day(params["until"])}


REFUSALS: dict[str, Sentence] = {
    # moves
    "not_your_move": _("This is not yours to do on this contract."),
    "wrong_stage": _("This cannot be done while the contract stands as it does now."),
    "no_draft": _("There is no shared draft yet. Share one first."),
    "nothing_changed": _(
        "Nothing has changed since draft %(number)s, so there is nothing new to share."
    ),
    "already_yes": _("The answer is yes already, and it still holds for these words."),
    "already_waived": _("This yes is not needed this time."),
    "not_needed": _("Nothing in this draft needs this yes."),
    "already_asked": _already_asked,
    "ask_first": _("Ask %(party)s first. This module wants their yes before this one."),
    "points_open": _points_open,
    "no_open_ask": _(
        "Nothing is being asked here any more. Somebody has answered, or it was taken back."
    ),
    "own_contract": _("This is your own contract, so somebody else must answer."),
    "two_seats": _("Nobody answers twice on one contract. Somebody else must take this part."),
    "second_opinion": _("The student asked for somebody other than you to decide this one."),
    "handed_to_colleague": _(
        "This was handed to %(name)s. If you mean to take it all the same, say so in the form."
    ),
    "words_changed": _words_changed,
    "no_yes": _("There is no yes here to take back."),
    "not_your_answer": _("Only the person who gave this answer can change it."),
    "undo_over": ngettext_lazy(
        "An answer can be undone for %(minutes)s minute, and it has passed.",
        "An answer can be undone for %(minutes)s minutes, and they have passed.",
        "minutes",
    ),
    "moved_on": _("The contract has moved on since, so this answer cannot be undone."),
    "never_waived": _("This yes can never be left out."),
    "own_seat": _("You cannot leave out the yes that is yours to give."),
    "nothing_to_review": _("There is no revision request to look at again."),
    "not_finished": _not_finished,
    "not_newest": _("Draft %(newest)s is the newest now. Ask about that one."),
    "no_seat": _("There is no such part in this contract."),
    "no_section": _("This contract has no such section."),
    "no_point": _("That point is not there any more."),
    "who_is_missing": _("Say who should be asked: a name and an email address."),
    "look_again": _("Please check that this is the right person, and ask again to say that it is."),
    "left_alone": _(
        "%(email)s has asked us not to write again. Speak to them, or name somebody else."
    ),
    "note_missing": _("Write a line, so that they know what it is about."),
    "not_a_colleague": _("Choose a colleague who holds this role on this module."),
    "choose_ending": _("Say how it ends."),
    "choose_response": _("Choose whether you adopt, adapt or decline it."),
    "text_clash": _("These words were changed somewhere else since you opened this page."),
    "amendment_reason": _("Say what changes, and why. What is in force is amended for a reason."),
    "paused": _("The contract is paused. Take it up again first."),
    "not_paused": _("The contract is not paused."),
    "not_at_work": _(
        "This part is answered by somebody with an account, so they answer themselves."
    ),
    "staff_record_this": _(
        "This module asks a member of staff to write this yes down. Tell your facilitator what was said."
    ),
    "choose_how": _("Say how the yes was given: in a meeting, by phone or on paper."),
    "date_to_come": _("That day is still to come. When was it said?"),
    "said_too_soon": _said_too_soon,
    "paper_missing": _("Add the signed page: a photograph or a scan."),
    "receipt_address_missing": _(
        "Give their email address. They get a receipt, and a working day to object."
    ),
    "letter_wait": _(
        "%(most)s emails have gone out today already. Look among the mail that was sorted away, "
        "or try again tomorrow."
    ),
    "not_silent": _("Emails to “%(given)s” were not stopped."),
    "nothing_altered": _("Nothing was found altered in this contract."),
    "nothing_recorded": _("There is no yes here that somebody else wrote down."),
    "disputed_already": _("This was disputed already, or taken back."),
    "dispute_over": _dispute_over,
    "nothing_disputed": _("There is no dispute here to settle."),
    "choose_settlement": _("Say whether the yes stands, or there was none."),
    "own_record": _("You wrote this yes down, so somebody else has to settle the dispute."),
    "nobody_there": _("Nobody holds this part at the workplace."),
    "not_wording": _("Only a facilitator can confirm that other words mean the same, with a yes."),
    "nothing_reworded": _("Your yes stands for your own words. There is nothing to object to."),
    "objection_over": _objection_over,
    "void_by_two": _("You proposed this. It takes a second person to agree."),
    "no_void": _("Nobody has proposed to declare this contract void."),
    "newest_form": _("This contract has the newest form already."),
    "not_an_examiner": _("Choose an external examiner of this run."),
    "sample_until": _("Say until when: a day from today on."),
    "sample_count": _("Write how many, from 1 to %(most)s."),
    "sample_empty": _("There is nothing to show, or nothing that is shown."),
    "read_further": _("You have marked draft %(number)s as read already, which is newer."),
    # fields
    "not_hours": _("Write whole hours as a number, such as 6. “%(given)s” is not one."),
    "too_many_rows": _("There is room for %(most)s of these."),
    "hours_sum": ngettext_lazy(
        "Your weeks add up to %(planned)s hour. The module is %(wanted)s.",
        "Your weeks add up to %(planned)s hours. The module is %(wanted)s.",
        "planned",
    ),
    "hours_kind": ngettext_lazy(
        "%(title)s: you planned %(planned)s hour; it must be from %(least)s to %(most)s.",
        "%(title)s: you planned %(planned)s hours; it must be from %(least)s to %(most)s.",
        "planned",
    ),
    # answers
    "choose_answer": _("Choose an answer."),
    "say_what": _("Say in a line what would have to change."),
    "change_missing": _("Write how the line should read."),
    "point_missing": _("Say what, and where. One point is enough."),
    "point_empty": _("Say what you mean here, or remove this point."),
    "condition_date_missing": _("A condition needs a date."),
    "points_unwanted": _(
        "You wrote points below, and this answer has none. Choose another answer, or leave them out."
    ),
    "same_person": _("That is the address your own email came to. Who would be right instead?"),
    "read_again": _(
        "We could not tell which words you had read. Read them below, then send again."
    ),
    # who the workplace is, and how many emails one may cause
    "same_mailbox": _("This is the student’s own mailbox."),
    "same_domain": _("This address is at the same place as the student’s own address."),
    "same_family_name": _("The student and this person have the same family name."),
    "students_mailbox": _("This is the mailbox of another student."),
    "university_address": _("This is an address at the university, and no member of staff’s."),
    "free_mail": _("Anybody can have an address there; it shows no workplace."),
    "many_name_it": _("Several students have named this mailbox."),
    "other_domain": _("This is another domain than the one known for this workplace."),
    "refused_before": _("Staff could not confirm the person at this address before."),
    "speaks_for_others": _(
        "This name is, or has in it, what the university, the module or another party is called."
    ),
    "serves_many": ngettext_lazy(
        "This person speaks for %(count)s student.",
        "This person speaks for %(count)s students.",
        "count",
    ),
    "nothing_to_vouch": _("There is nobody here to confirm."),
    "how_missing": _("Say how you know, in a sentence of a few words. It stays on record."),
    "why_not_confirmed": _(
        "Say why you cannot confirm them, in a sentence of a few words. It stays on record."
    ),
    "own_person": _("This is your own address, so a colleague has to say who you are."),
    "to_confirm": _(
        "The answer is yes. The university has still to confirm who gave it, so nobody is asked again."
    ),
    "too_many_outside": _(
        "%(most)s emails have gone to people outside the university because of you in the last day, "
        "and that is the most. Nothing was sent. Go on tomorrow."
    ),
    "too_many_emails": _(
        "%(most)s emails have gone out because of you in the last day, and that is the most. "
        "Nothing was sent. Go on tomorrow."
    ),
    "holder_changed": _(
        "Somebody else has been named since you opened this page. Look again before you confirm."
    ),
}
