"""Refusals of talk and clarifications as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "not_yours": _("This is not yours to do here."),
    "no_thread": _("There is nothing here that you can read."),
    "no_post": _("That post is not there any more."),
    "no_place": _("Choose what it is about. That place is not in this module."),
    "no_audience": _("Choose who is to read it, from those offered."),
    "mention_several": _(
        "There is more than one “%(name)s” here. Write the whole name after the @."
    ),
    "mention_shut": _(
        "%(name)s cannot read this, so naming them would tell them nothing. Leave out the @, or ask "
        "where they can read it."
    ),
    "tell_shut": _(
        "Somebody who is ticked cannot read this. Take that tick away, or choose other readers."
    ),
    "words_moved": _(
        "These words were changed since you opened this page. Look at them below; what you typed is kept."
    ),
    "same_words": _("These are the words that stand there already."),
    "readings_few": _("Write at least two readings, each in a line of its own."),
    "renewed_already": _("That one is settled for this run already."),
    "readings_elsewhere": _(
        "Readings go with “Several readings are fine”. Choose that, or take the readings out."
    ),
    "title_missing": _("Write your question in one line."),
    "post_missing": _("Write what you would like to say."),
    "meaning_missing": _("Write what it means, in a few words."),
    "why_missing": _("Say why, in a line."),
    "made_already": _("A clarification was made of this post already. Change that one."),
    "withdrawn": _(
        "This clarification was withdrawn. It can be read, and does not count any more."
    ),
    "cite_by_hand": _("Type %(mark)s where you mean it; this step has no answer to put it after."),
}
