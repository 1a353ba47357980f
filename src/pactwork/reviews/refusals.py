"""Refusals of the learning set's reviews and suggestions, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "interview_empty": _("Type what you heard before you save."),
    "interview_too_late": _("Interviews are for the first draft, and one has already been shared."),
    "interview_there": _("You have already asked someone. Cancel that request first."),
    "interview_over": _("This interview is over, or you are no longer in the same set."),
    "interview_typed_since": _(
        "More has been typed since you opened this page. Read it, then continue."
    ),
    "not_in_your_set": _("Choose someone who is in your learning set now."),
    "choose_kind": _("Choose what this is: a question, praise, a concern or a suggestion."),
    "wording_missing": _("Enter the wording you suggest."),
    "wording_is_suggestion": _(
        "You have suggested wording. Choose “A suggestion”, or remove the wording."
    ),
    "wording_nowhere": _(
        "You can suggest wording for one line of text only. Choose the line, or make "
        "this a concern."
    ),
    "two_pleas": _("You have already asked for two replies on this draft, which is the limit."),
    "rating_missing": _("Choose a number from 1 to 5."),
    "review_not_newest": _("There is a newer draft. Review that one."),
    "no_review": _("That review is no longer being asked for."),
    "review_given": _("This review has already been given."),
    "review_over": _("This review is no longer needed."),
    "suggestion_moved": _(
        "Your text has changed since this was suggested. The difference is below: make "
        "the edit yourself, or say what you did instead."
    ),
    "suggestion_taken_back": _("The person who suggested this has withdrawn it."),
    "decide_suggestion": _(
        "You cannot resolve a suggestion. Adopt it, adapt it, or decline it with a reason."
    ),
    "answer_first": _("A reply was asked for. Reply first, then resolve it."),
    "adopted_already": _("One of these is already in your text."),
    "adapt_missing": _("Say what you did instead, or give your own wording."),
    "words_not_there": _("This text is not in that draft. Select it in the draft."),
    "pace_wrong": _(
        "Choose from %(fewest)s to %(most)s working days, for someone who is in a set."
    ),
    "helpful_off": _("This module does not ask how helpful reviews were."),
    "helpful_not_given": _("This review has not been given yet."),
    "helpful_kept": _(
        "You have shared a newer draft since, so you can no longer change what you said "
        "about this review."
    ),
    "helpful_missing": _("Choose how helpful this review was."),
    "no_idea": _("That note no longer exists."),
    "comment_empty": _("Write something first."),
    "no_line": _("That line is not in this draft. Choose another, or the whole section."),
    "quote_not_there": _(
        "This text is not in the line you chose. Copy it exactly, or leave this empty."
    ),
    "not_your_comment": _(
        "Only the student, a facilitator or the person who started this can resolve it "
        "or open it again."
    ),
    "comment_resolved": _("This has been resolved in the meantime. Open it again to say more."),
    "no_comment": _("That comment no longer exists."),
    "no_wording": _("This suggestion has no exact wording to add for you."),
    "wording_moved": _(
        "The rows have changed since this wording was proposed. Add it yourself where it belongs."
    ),
    "wording_homeless": _(
        "The line this wording was for is no longer in your text. Add it yourself."
    ),
}
