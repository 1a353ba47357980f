"""What talk and hotseats hold about somebody: what they said themselves."""

from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from pactwork.conversations.models import (
    Clarification,
    Findable,
    Mention,
    Post,
    Reliance,
    Renewal,
    Spelling,
    Thread,
    Version,
    Wording,
)
from pactwork.hotseats.models import (
    Answer,
    EarlierWords,
    Hotseat,
    Question,
    QuestionVote,
    Topic,
    TopicVote,
)
from pactwork.rights.part import Part

IN_THREADS = (
    Part(
        _("Conversations you began"),
        Thread,
        person=("person",),
        without=("institution", "scope", "also", "student", "about"),
    ),
    Part(
        _("What you said"),
        Post,
        person=("person",),
        without=("quotes", "hidden_by"),
    ),
    Part(_("Earlier wordings of it"), Wording, person=("post__person",)),
    Part(_("Where you were named"), Mention, person=("person",)),
    Part(
        _("What you put away"), Post, person=("hidden_by",), show=("ref", "hidden_at", "hidden_why")
    ),
    Part(
        _("Clarifications you gave"), Clarification, person=("person",), without=("withdrawn_why",)
    ),
    Part(
        _("Clarifications you withdrew"),
        Clarification,
        person=("withdrawn_by",),
        show=("ref", "withdrawn_at", "withdrawn_why"),
    ),
    Part(_("Versions of clarifications you gave"), Version, person=("person",)),
    Part(_("Clarifications you rely on"), Reliance, person=("person",)),
    Part(_("Clarifications you renewed, or did not"), Renewal, person=("person",)),
)
IN_HOTSEATS = (
    Part(_("Topics you proposed"), Topic, person=("person",)),
    Part(_("Topics you voted for"), TopicVote, person=("person",)),
    Part(
        _("Hotseats you planned"), Hotseat, person=("planned_by",), without=("declined_why", "link")
    ),
    Part(_("Questions you asked"), Question, person=("person",)),
    Part(_("Questions you voted for"), QuestionVote, person=("person",)),
    Part(_("Answers you wrote down for a guest"), Answer, person=("by_person",)),
    Part(_("Earlier words of those answers"), EarlierWords, person=("by_person",)),
    Part(
        _("Hotseats you were asked to"),
        Hotseat,
        email=("guest_email",),
        at="run__institution",
        without=("planned_by", "link", "topic"),
    ),
    Part(
        _("What you answered as a guest"),
        Answer,
        email=("question__hotseat__guest_email",),
        at="question__hotseat__run__institution",
        only=Q(by_person=None),
    ),
    Part(
        _("Earlier words of what you answered"),
        EarlierWords,
        email=("answer__question__hotseat__guest_email",),
        at="answer__question__hotseat__run__institution",
        only=Q(by_person=None),
    ),
)
ABOUT_TALK = (*IN_THREADS, *IN_HOTSEATS)
NOT_OF_TALK: dict[type[Model], Any] = {
    Findable: _("The same words once more, for searching."),
    Spelling: _("Single words, for searching; of nobody."),
}
