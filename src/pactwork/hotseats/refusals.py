"""Refusals of hotseats and introductions as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.dates import moment
from pactwork.ground.manifest import Params, Sentence


def _closed(params: Params) -> str:
    said = _("This hotseat closed on %(at)s. What was asked and answered stays here to read.")
    return str(said) % {"at": moment(params["at"])}


def _later(params: Params) -> str:
    return str(_("Choose a time after %(at)s.")) % {"at": moment(params["at"])}


REFUSALS: dict[str, Sentence] = {
    "not_yours_here": _("This is not yours to do here."),
    "hotseat_closed": _closed,
    "hotseat_open": _(
        "This hotseat is open. It can be extended or cancelled, and its guest’s address put right; "
        "nothing else is changed any more."
    ),
    "hotseat_cancelled": _("This hotseat was cancelled."),
    "guest_already_invited": _("The guest has been invited already."),
    "guest_not_invited": _("Invite the guest first."),
    "guest_declined": _("The guest has said that it cannot be done. Plan it with somebody else."),
    "already_declined": _("You have told us already. Thank you."),
    "already_answering": _(
        "You have answered a question already. Write to the university if you cannot go on."
    ),
    "time_missing": _("Give a date and a time, such as 2026-11-02 and 09:00."),
    "closes_before_opening": _("It closes before it opens. Choose a later time."),
    "closes_in_the_past": _("That is past. Choose a later time."),
    "window_too_long": _("A hotseat lasts a year at most. Choose an earlier time."),
    "extend_later": _later,
    "thank_when_closed": _("Thank the guest when the hotseat has closed."),
    "already_thanked": _("The guest has been thanked already."),
    "nothing_to_thank_for": _("The guest has not answered anything here."),
    "words_missing": _("Write a line here first."),
    "reason_for_aside": _("Say why, in a line. Whoever wrote it reads it."),
    "reason_for_cancelling": _("Say why, in a line. Students and the guest read it."),
    "bad_email": _("That is not an email address. It should look like name@place.example."),
    "topic_aside": _("This topic was set aside."),
    "topic_withdrawn": _("Whoever proposed this has taken it back."),
    "topic_planned": _("A hotseat has come of this topic already."),
    "question_withdrawn": _("Whoever asked this has taken it back."),
    "question_merged": _("This was put together with another question. Look there."),
    "question_aside": _("This question was set aside."),
    "question_answered": _("This has been answered, so it stays as it is."),
    "merge_with_another": _("Choose another question of this hotseat that still waits."),
    "answer_moved": _(
        "This answer was changed while you wrote. What it says now is above your words."
    ),
    "same_plan": _("Nothing was changed: it says so already."),
    "same_answer": _("Nothing was changed."),
    "nothing_answered": _("Answer one question at least, then send."),
}
