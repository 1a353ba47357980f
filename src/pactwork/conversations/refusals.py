"""Refusals of talk and clarifications as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "not_yours": _("You cannot do this here."),
    "no_thread": _("There is nothing here you can read."),
    "no_post": _("That post no longer exists."),
    "no_place": _("Choose what it is about. That place is not in this module."),
    "no_audience": _("Choose from the list who can read it."),
    "mention_several": _(
        "There is more than one “%(name)s” here. Write the full name after the @."
    ),
    "mention_shut": _(
        "%(name)s cannot read this, so mentioning them would tell them nothing. Leave "
        "out the @, or ask where they can read it."
    ),
    "tell_shut": _("Someone you ticked cannot read this. Untick them, or choose other readers."),
    "words_moved": _(
        "This text has changed since you opened the page. The new version is shown "
        "below, and what you typed is kept."
    ),
    "same_words": _("You have not changed anything yet."),
    "readings_few": _("Write at least two readings, one per line."),
    "renewed_already": _("That clarification has already been dealt with for this run."),
    "readings_elsewhere": _(
        "Readings go with “Several readings are fine”. Choose that, or remove the readings."
    ),
    "title_missing": _("Write your question in one line."),
    "post_missing": _("Write what you would like to say."),
    "meaning_missing": _("Write what it means, in a few words."),
    "why_missing": _("Give a short reason."),
    "made_already": _(
        "This post has already been made into a clarification. Change that one instead."
    ),
    "withdrawn": _(
        "This clarification was withdrawn. You can still read it, but it no longer applies."
    ),
    "cite_by_hand": _(
        "Type %(mark)s where you want to cite it: this step has no answer to add it to."
    ),
}
