"""What contracts hold about people, and what of it they are given."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pactwork.contracts.models import (
    Agreement,
    Answer,
    Ask,
    Contract,
    Draft,
    Ending,
    Holder,
    Objection,
    Pause,
    Point,
    Reading,
    Received,
    Recording,
    Sampled,
    SavedNote,
    Seat,
    Talk,
    Text,
    Turn,
    UnsentPoint,
    Voiding,
    Waiver,
)
from pactwork.ground.personal_data import DataSubject, Given, PersonalData, at_any

BY_CONTRACT, BY_SEAT = ("contract__ref",), ("seat__contract__ref",)
BY_ANSWER, BY_ASK = ("answer__seat__contract__ref",), ("ask__seat__contract__ref",)
OWN, OWN_SEAT = ("contract__student",), ("seat__contract__student",)
OWN_ANSWER = ("answer__seat__contract__student",)


def _refs(who: DataSubject) -> list[str]:
    held = Holder.objects.filter(at_any("email", who.emails), seat__contract__institution=who.house)
    return [f"holder:{pk}" for pk in held.values_list("pk", flat=True)]


def _files(who: DataSubject) -> QuerySet[Any, Any]:
    """Signed pages: on one's own contracts, handed in by oneself, or of one's own yes."""
    theirs = at_any("answer__ask__holder__email", who.emails)
    found = Recording.objects.filter(
        Q(answer__seat__contract__student__in=who.persons)
        | Q(by_person__in=who.persons)
        | theirs & Q(answer__seat__contract__institution=who.house)
    )
    return found.values_list("file", flat=True)


# Whoever wrote a contract reads all of it, and what was answered.
AS_STUDENT = (
    Given(_("Your contracts"), Contract, person=("student",), without=("key",)),
    Given(_("Your working text"), Text, person=OWN),
    Given(_("Drafts you shared"), Draft, person=OWN, without=("template",)),
    Given(_("Who is asked on your contracts"), Seat, person=OWN),
    Given(
        _("Who answers for your workplace"),
        Holder,
        person=OWN_SEAT,
        of=BY_SEAT,
        without=("stands_in_for",),
    ),
    Given(
        _("What you asked"),
        Ask,
        person=OWN_SEAT,
        of=BY_SEAT,
        without=("holder", "link", "hand_note", "handed_to", "not_by"),
    ),
    Given(_("What was answered"), Answer, person=OWN_SEAT, of=BY_SEAT),
    Given(
        _("What the answers ask of you"),
        Point,
        person=OWN_ANSWER,
        of=("answer__seat__contract__ref",),
    ),
    Given(_("Answers that others wrote down"), Recording, person=OWN_ANSWER, of=BY_ANSWER),
    Given(
        _("Offers to talk it through"), Talk, person=("ask__seat__contract__student",), of=BY_ASK
    ),
    Given(_("Answers that were waived"), Waiver, person=OWN_SEAT, of=BY_SEAT),
    Given(_("Objections to a change of wording"), Objection, person=OWN_SEAT, of=BY_SEAT),
    Given(_("What was in force"), Agreement, person=OWN, of=BY_CONTRACT),
    Given(_("Pauses"), Pause, person=OWN, of=BY_CONTRACT),
    Given(_("What was received from others for you"), Received, person=OWN, of=BY_CONTRACT),
    Given(_("Proposals to declare your contract void"), Voiding, person=OWN, of=BY_CONTRACT),
    Given(_("How your contracts ended"), Ending, person=OWN, of=BY_CONTRACT),
    Given(_("Shown to an examiner"), Sampled, person=OWN, of=BY_CONTRACT),
    Given(_("Whose turn it is"), Turn, person=OWN, of=BY_CONTRACT),
)
# Whoever answered, decided or wrote about somebody else's contract is given their own words.
AS_ANOTHER = (
    Given(
        _("Requests handed over to you"),
        Ask,
        person=("handed_to",),
        of=BY_SEAT,
        show=("asked_at", "due_on"),
    ),
    Given(
        _("Requests for a second opinion on your answers"),
        Ask,
        person=("not_by",),
        of=BY_SEAT,
        show=("asked_at", "due_on"),
    ),
    Given(
        _("Answers you gave"), Answer, person=("by_person",), of=BY_SEAT, without=("withdrawn_why",)
    ),
    Given(
        _("Answers your deputies gave for you"),
        Answer,
        person=("deputy_for",),
        of=BY_SEAT,
        show=("kind", "at", "by_name"),
    ),
    Given(
        _("Points you made"),
        Point,
        person=("answer__by_person",),
        of=BY_ANSWER,
        without=("reason", "response"),
    ),
    Given(
        _("Answers you wrote down for others"),
        Recording,
        person=("by_person",),
        of=BY_ANSWER,
        show=("said_on", "reason", "file"),
    ),
    Given(
        _("Disputes you settled"),
        Recording,
        person=("settled_by",),
        of=BY_ANSWER,
        show=("settled_at", "settled_how", "settled_why"),
    ),
    Given(_("Offers to talk that you made"), Talk, person=("by_person",), of=BY_ASK),
    Given(_("Answers you waived"), Waiver, person=("by_person",), of=BY_SEAT),
    Given(_("Objections you made"), Objection, person=("by_person",), of=BY_SEAT),
    Given(
        _("Workplaces you checked"),
        Holder,
        person=("vouched_by",),
        of=BY_SEAT,
        show=("vouched_at", "looked_how"),
    ),
    Given(
        _("Advocates you could not confirm"),
        Holder,
        person=("refused_by",),
        of=BY_SEAT,
        show=("refused_at", "looked_how"),
    ),
    Given(_("Contracts you paused"), Pause, person=("by_person",)),
    Given(
        _("Contracts you resumed"),
        Pause,
        person=("over_by",),
        of=BY_CONTRACT,
        show=("over_at",),
    ),
    Given(_("What you marked as received"), Received, person=("by_person",), of=BY_CONTRACT),
    Given(_("Contracts you proposed to declare void"), Voiding, person=("by_person",)),
    Given(_("Contracts you ended"), Ending, person=("by_person",)),
    Given(
        _("Endings you seconded"),
        Ending,
        person=("second_by",),
        of=BY_CONTRACT,
        show=("kind", "at"),
    ),
    Given(_("Contracts shown to you"), Sampled, person=("person",), of=BY_CONTRACT),
    Given(_("Contracts you showed"), Sampled, person=("by_person",), of=BY_CONTRACT),
    Given(_("What you marked as read"), Reading, person=("person",)),
    Given(_("Points you have not sent"), UnsentPoint, person=("person",), of=BY_CONTRACT),
    Given(_("Notes you saved"), SavedNote, person=("person",)),
)
# Whoever was asked by a mailed link, found by their address.
BY_LINK = (
    Given(
        _("Where you answer for a workplace"),
        Holder,
        email=("email",),
        at="seat__contract__institution",
        of=BY_SEAT,
        show=(
            *("name", "email", "job", "from_at", "until_at"),
            *("doubts", "vouched_at", "refused_at", "looked_how"),
        ),
    ),
    Given(
        _("What you were asked"),
        Ask,
        email=("holder__email",),
        at="seat__contract__institution",
        of=BY_SEAT,
        show=("draft", "message", "asked_at", "due_on", "ended_at", "ended_why"),
    ),
    Given(
        _("What you answered by link, or had recorded for you"),
        Answer,
        email=("ask__holder__email",),
        at="seat__contract__institution",
        of=BY_SEAT,
        without=("by_person",),
    ),
    Given(
        _("Points in those answers"),
        Point,
        email=("answer__ask__holder__email",),
        at="answer__seat__contract__institution",
        of=BY_ANSWER,
        without=("reason", "response"),
    ),
    Given(
        _("What was written down for you"),
        Recording,
        email=("answer__ask__holder__email",),
        at="answer__seat__contract__institution",
        of=BY_ANSWER,
        without=("settled_by",),
    ),
    Given(
        _("Objections you made by link"),
        Objection,
        email=("seat__holders__email",),
        at="seat__contract__institution",
        of=BY_SEAT,
        only=Q(by_name=F("seat__holders__name")),
    ),
)
PERSONAL_DATA = PersonalData(
    given=(*AS_STUDENT, *AS_ANOTHER, *BY_LINK),
    left_out={
        (Contract, "enrolment"): _("The same contracts, already listed under their student.")
    },
    refs=_refs,
    files=_files,
)
