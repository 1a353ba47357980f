"""What hotseats hold about people, and what of it they are given."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import DataSubject, Given, PersonalData, at_any
from pactwork.hotseats.models import (
    Answer,
    EarlierWords,
    Hotseat,
    Question,
    QuestionVote,
    Topic,
    TopicVote,
)


def _refs(who: DataSubject) -> list[str]:
    seats = Hotseat.objects.filter(at_any("guest_email", who.emails), run__institution=who.house)
    return [f"guest:{ref}" for ref in seats.values_list("ref", flat=True)]


PERSONAL_DATA = PersonalData(
    given=(
        Given(_("Topics you proposed"), Topic, person=("person",)),
        Given(_("Topics you voted for"), TopicVote, person=("person",)),
        Given(
            _("Hotseats you planned"),
            Hotseat,
            person=("planned_by",),
            without=("declined_why", "link"),
        ),
        Given(_("Questions you asked"), Question, person=("person",)),
        Given(_("Questions you voted for"), QuestionVote, person=("person",)),
        Given(_("Answers you wrote down for a guest"), Answer, person=("by_person",)),
        Given(_("Earlier versions of those answers"), EarlierWords, person=("by_person",)),
        Given(
            _("Hotseats you were asked to do"),
            Hotseat,
            email=("guest_email",),
            at="run__institution",
            without=("planned_by", "link", "topic"),
        ),
        Given(
            _("What you answered as a guest"),
            Answer,
            email=("question__hotseat__guest_email",),
            at="question__hotseat__run__institution",
            only=Q(by_person=None),
        ),
        Given(
            _("Earlier versions of what you answered"),
            EarlierWords,
            email=("answer__question__hotseat__guest_email",),
            at="answer__question__hotseat__run__institution",
            only=Q(by_person=None),
        ),
    ),
    refs=_refs,
)
