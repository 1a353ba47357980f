"""Refusals as sentences: what is the matter, and what would change it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from pactwork.ground.dates import day, day_and_time, short_day
from pactwork.ground.numbers import grouped
from pactwork.ground.refusal import Refusal
from pactwork.web.words_codes import CODES
from pactwork.web.words_days import DAYS
from pactwork.web.words_digests import DIGESTS
from pactwork.web.words_hotseats import HOTSEATS
from pactwork.web.words_reviews import REVIEWS
from pactwork.web.words_rights import RIGHTS
from pactwork.web.words_sets import SETS
from pactwork.web.words_talk import TALK
from pactwork.web.words_uploads import UPLOADS
from pactwork.web.words_workplace import WORKPLACE

Params = Mapping[str, Any]


def _sections(params: Params) -> str:
    return ", ".join(str(s) for s in params.get("sections") or ())


def _too_long(params: Params) -> str:
    said = {"length": grouped(params["length"]), "most": grouped(params["most"])}
    return str(_("Too long: %(length)s characters. The limit is %(most)s.")) % said


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


SENTENCES: dict[str, Any] = {
    **TALK,
    **CODES,
    **UPLOADS,
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
    "left_alone": _(
        "%(email)s has asked us not to write again. Speak to them, or name somebody else."
    ),
    "reason_missing": _("Give a reason. A sentence is enough."),
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
    "scan_type": _(
        "That is neither a PDF nor a photograph we can open. Save it as a PDF, or as a JPEG or PNG."
    ),
    "scan_locked": _("This file asks for a password. Save it without one."),
    "scan_heic": _(
        "This is a HEIC photograph, which many computers cannot open. On an iPhone, choose "
        "Options > Most Compatible when you pick it; or save it as a JPEG or PDF."
    ),
    "scan_blank": _("There is nothing to see in this file. Add the page with the signature."),
    "scan_large": _("The file is too large. Keep it to %(most)s MB; a smaller photograph will do."),
    "scan_pixels": _(
        "The picture is too large: it has more than %(most)s million pixels. A smaller photograph will do."
    ),
    "scan_broken": _(
        "The file cannot be opened; it may have been damaged or cut short. Try another copy."
    ),
    "receipt_address_missing": _(
        "Give their email address. They get a receipt, and a working day to object."
    ),
    "letter_wait": _(
        "%(most)s emails have gone out today already. Look among the mail that was sorted away, "
        "or try again tomorrow."
    ),
    "not_silent": _("Emails to “%(given)s” were not stopped."),
    "no_certificates": _("Nothing was erased: %(why)s."),
    "module_altered": _(
        "This module’s file was changed outside Pactwork after it was put into force. Load the file "
        "again first."
    ),
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
    "too_long": _too_long,
    "not_hours": _("Write whole hours as a number, such as 6. “%(given)s” is not one."),
    "not_an_option": _("Choose one of the answers offered. “%(given)s” is not among them."),
    "not_an_address": _(
        "Write an email address, such as carol@example.org. “%(given)s” is not one."
    ),
    "address_letters": _(
        "Our mail server cannot write to such addresses yet: “%(given)s”."
        " Use one with only a to z, figures and signs."
    ),
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
    # roster
    "roster_missing": _("Choose a file."),
    "roster_old": _("The preview is too old to be used. Choose the file again."),
    "roster_moved": _(
        "Something changed here since you looked. This is what the file would do now; look again."
    ),
    "roster_sure": _("Places of people who are not in the file would end. Tick the box if so."),
    # changing a module
    "module_moved": _(
        "Somebody else changed this page while you had it open. Compare below; nothing of yours is lost."
    ),
    "run_exists": _("There is a run called “%(name)s” already. Give this one another name."),
    "staff_leader": _("A module needs a module leader. Name another one before this role ends."),
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
    "name_missing": _("Type your name, as your signature."),
    # the learning set
    "comment_empty": _("Write a line first."),
    "no_line": _("That line is not in this draft. Choose another, or the whole section."),
    "quote_not_there": _(
        "These words are not in the line you chose. Copy them as they stand, or leave this empty."
    ),
    "not_your_comment": _(
        "Only the student, a facilitator or whoever began this can settle it or open it again."
    ),
    "comment_resolved": _("This was settled in the meantime. Open it again to say more."),
    "no_comment": _("That comment is not there any more."),
    "no_wording": _("There are no exact words here that could be put in for you."),
    "wording_moved": _(
        "The rows have changed since these words were proposed. Put them in by hand, where they belong."
    ),
    "wording_homeless": _(
        "The line that these words were for is not in your text any more. Put them in by hand."
    ),
    **REVIEWS,
    **WORKPLACE,
}
SENTENCES |= SETS | DAYS | DIGESTS | HOTSEATS | RIGHTS


def sentence(refusal: Refusal) -> str:
    """One plain, translated sentence. A code without one is a fault of ours, and raises KeyError."""
    words = SENTENCES[refusal.code]
    if callable(words):
        return str(words(refusal.params))
    return str(words % refusal.params) if refusal.params else str(words)


def sentences(problems: Mapping[str, Refusal]) -> dict[str, str]:
    """Field problems as sentences, by field."""
    return {field: sentence(refusal) for field, refusal in problems.items()}
