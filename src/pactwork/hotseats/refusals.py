"""Refusals of hotseats and introductions as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.dates import moment
from pactwork.ground.manifest import Params, Sentence


def _closed(params: Params) -> str:
    said = _("This hotseat closed on %(at)s. You can still read the questions and answers here.")
    return str(said) % {"at": moment(params["at"])}


def _later(params: Params) -> str:
    return str(_("Choose a time after %(at)s.")) % {"at": moment(params["at"])}


REFUSALS: dict[str, Sentence] = {
    "not_yours_here": _("You cannot do this here."),
    "hotseat_closed": _closed,
    "hotseat_open": _(
        "This hotseat is open. You can still extend it, cancel it or correct the guest’s "
        "address, but nothing else."
    ),
    "hotseat_cancelled": _("This hotseat was cancelled."),
    "guest_already_invited": _("The guest has already been invited."),
    "guest_not_invited": _("Invite the guest first."),
    "guest_declined": _("The guest has declined. Plan it with someone else."),
    "already_declined": _("You have already told us. Thank you."),
    "already_answering": _(
        "You have already answered a question. Email the university if you cannot go on."
    ),
    "time_missing": _("Enter a date and a time, like 2026-11-02 and 09:00."),
    "closes_before_opening": _("It closes before it opens. Choose a later time."),
    "closes_in_the_past": _("That time has passed. Choose a later time."),
    "window_too_long": _("A hotseat can last a year at most. Choose an earlier time."),
    "extend_later": _later,
    "thank_when_closed": _("You can thank the guest once the hotseat has closed."),
    "already_thanked": _("The guest has already been thanked."),
    "nothing_to_thank_for": _("The guest has not answered any questions."),
    "words_missing": _("Write something here first."),
    "reason_for_aside": _("Give a short reason. The person who wrote it will see this."),
    "reason_for_cancelling": _("Give a short reason. Students and the guest will see this."),
    "bad_email": _("Enter an email address, like name@example.org."),
    "topic_aside": _("This topic was set aside."),
    "topic_withdrawn": _("The person who proposed this has withdrawn it."),
    "topic_planned": _("A hotseat has already been planned from this topic."),
    "question_withdrawn": _("The person who asked this has withdrawn it."),
    "question_merged": _("This was merged with another question. Go to that question."),
    "question_aside": _("This question was set aside."),
    "question_answered": _("This has been answered, so it stays as it is."),
    "merge_with_another": _("Choose another unanswered question from this hotseat."),
    "answer_moved": _(
        "This answer was changed while you were writing. What it now says is shown above yours."
    ),
    "same_plan": _("Nothing was changed: it already says this."),
    "same_answer": _("Nothing was changed."),
    "nothing_answered": _("Answer at least one question, then send."),
}
