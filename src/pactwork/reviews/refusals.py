"""Refusals of the learning set's reviews and suggestions, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "interview_empty": _("Type what you heard before you keep it."),
    "interview_too_late": _("An interview is for the first draft, and one is shared already."),
    "interview_there": _("You have asked somebody already. Let that go first."),
    "interview_over": _("This interview is over, or you are not in the same set any more."),
    "interview_typed_since": _("More was typed since this page was opened. Read it, then go on."),
    "not_in_your_set": _("Choose somebody who is in your learning set now."),
    "choose_kind": _("Choose what this is: a question, praise, a concern or a suggestion."),
    "wording_missing": _("A suggestion needs the words that you would write instead."),
    "wording_is_suggestion": _(
        "Other words for this make it a suggestion: choose that, or leave them out."
    ),
    "wording_nowhere": _(
        "Words can be suggested for one line of text. Choose the line, or make this a concern."
    ),
    "two_pleas": _("You have asked for two answers on this draft already, which is the most."),
    "rating_missing": _("Choose a number from 1 to 5."),
    "review_not_newest": _("There is a newer draft. Review that one."),
    "no_review": _("Nobody is asked for that review any more."),
    "review_given": _("This review has been given already."),
    "review_over": _("This review is not needed any more."),
    "suggestion_moved": _(
        "Your words have changed since this was suggested. The difference is below: put it in by hand, "
        "or say what you did instead."
    ),
    "suggestion_taken_back": _("Whoever suggested this has taken it back."),
    "decide_suggestion": _(
        "A suggestion is not resolved but decided: adopt it, adapt it, or decline it with a reason."
    ),
    "answer_first": _("An answer was asked for. Reply first, then resolve it."),
    "adopted_already": _("One of these is in your text already."),
    "adapt_missing": _("Say what you did instead, or give your own words for it."),
    "words_not_there": _("These words are not in that draft. Choose them in the text."),
    "pace_wrong": _(
        "Choose from %(fewest)s to %(most)s working days, for somebody who is in a set."
    ),
    "helpful_off": _("This module does not ask how helpful reviews were."),
    "helpful_not_given": _("This review has not been given yet."),
    "helpful_kept": _(
        "You have shared a newer draft since, so what you said of this review stays."
    ),
    "helpful_missing": _("Choose how helpful this review was."),
    "no_idea": _("That note is not there any more."),
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
}
