"""What contracts and reviews hold about somebody: as the student, as one who answers, as a reader."""

from typing import Any

from django.db.models import F, Model, Q
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
    Recording,
    Sampled,
    SavedNote,
    Seat,
    Talk,
    Text,
    Turn,
    Voiding,
    Waiver,
)
from pactwork.reviews.models import Comment, Idea, Interview, Pace, Review, Round
from pactwork.rights.part import Part

BY_CONTRACT, BY_SEAT = ("contract__ref",), ("seat__contract__ref",)
BY_ANSWER, BY_ASK = ("answer__seat__contract__ref",), ("ask__seat__contract__ref",)
OWN, OWN_SEAT = ("contract__student",), ("seat__contract__student",)
OWN_ANSWER = ("answer__seat__contract__student",)
HOUSE = "contract__institution"

# Whoever wrote a contract reads all of it, and what was answered.
AS_STUDENT = (
    Part(_("Your contracts"), Contract, person=("student",), without=("key",)),
    Part(_("Your working text"), Text, person=OWN),
    Part(_("Drafts you shared"), Draft, person=OWN, without=("template",)),
    Part(_("Who is asked on your contracts"), Seat, person=OWN),
    Part(
        _("Who answers for your workplace"),
        Holder,
        person=OWN_SEAT,
        of=BY_SEAT,
        without=("stands_in_for",),
    ),
    Part(
        _("What you asked"),
        Ask,
        person=OWN_SEAT,
        of=BY_SEAT,
        without=("holder", "link", "hand_note", "handed_to", "not_by"),
    ),
    Part(_("What was answered"), Answer, person=OWN_SEAT, of=BY_SEAT),
    Part(
        _("What the answers ask of you"),
        Point,
        person=OWN_ANSWER,
        of=("answer__seat__contract__ref",),
    ),
    Part(_("Answers that others wrote down"), Recording, person=OWN_ANSWER, of=BY_ANSWER),
    Part(_("Offers to talk it through"), Talk, person=("ask__seat__contract__student",), of=BY_ASK),
    Part(_("Answers that were waived"), Waiver, person=OWN_SEAT, of=BY_SEAT),
    Part(_("Objections to a change of wording"), Objection, person=OWN_SEAT, of=BY_SEAT),
    Part(_("What was in force"), Agreement, person=OWN, of=BY_CONTRACT),
    Part(_("Pauses"), Pause, person=OWN, of=BY_CONTRACT),
    Part(_("Proposals to declare your contract void"), Voiding, person=OWN, of=BY_CONTRACT),
    Part(_("How your contracts ended"), Ending, person=OWN, of=BY_CONTRACT),
    Part(_("Shown to an examiner"), Sampled, person=OWN, of=BY_CONTRACT),
    Part(_("Whose turn it is"), Turn, person=OWN, of=BY_CONTRACT),
    Part(_("Comments on your drafts"), Comment, person=OWN),
    Part(_("Reviews that were asked for"), Round, person=("draft__contract__student",)),
    Part(
        _("Reviews of your drafts"),
        Review,
        person=OWN,
        only=Q(given_at__isnull=False),
        without=("stuck_at", "over_reason", "over_by", "substitute_for"),
    ),
    Part(_("Ideas you noted for your contract"), Idea, person=OWN, without=("words", "draft")),
    Part(
        _("Interviews about your first try"), Interview, person=OWN, only=Q(taken_at__isnull=False)
    ),
)
# Whoever answered, decided or wrote about somebody else's contract is given their own words.
AS_ANOTHER = (
    Part(
        _("Asks handed to you"), Ask, person=("handed_to",), of=BY_SEAT, show=("asked_at", "due_on")
    ),
    Part(_("Asks you handed on"), Ask, person=("not_by",), of=BY_SEAT, show=("asked_at", "due_on")),
    Part(
        _("Answers you gave"), Answer, person=("by_person",), of=BY_SEAT, without=("withdrawn_why",)
    ),
    Part(
        _("Points you made"),
        Point,
        person=("answer__by_person",),
        of=BY_ANSWER,
        without=("reason", "response"),
    ),
    Part(
        _("Answers you wrote down for others"),
        Recording,
        person=("by_person",),
        of=BY_ANSWER,
        show=("said_on", "reason", "file"),
    ),
    Part(
        _("Disputes you settled"),
        Recording,
        person=("settled_by",),
        of=BY_ANSWER,
        show=("settled_at", "settled_how", "settled_why"),
    ),
    Part(_("Talks you offered"), Talk, person=("by_person",), of=BY_ASK),
    Part(_("Answers you waived"), Waiver, person=("by_person",), of=BY_SEAT),
    Part(_("Objections you made"), Objection, person=("by_person",), of=BY_SEAT),
    Part(
        _("Workplaces you looked at"),
        Holder,
        person=("vouched_by",),
        of=BY_SEAT,
        show=("vouched_at", "looked_how"),
    ),
    Part(
        _("Advocates whom you could not confirm"),
        Holder,
        person=("refused_by",),
        of=BY_SEAT,
        show=("refused_at", "looked_how"),
    ),
    Part(_("Contracts you paused"), Pause, person=("by_person",)),
    Part(
        _("Contracts you took up again"),
        Pause,
        person=("over_by",),
        of=BY_CONTRACT,
        show=("over_at",),
    ),
    Part(_("Contracts you proposed to declare void"), Voiding, person=("by_person",)),
    Part(_("Contracts you ended"), Ending, person=("by_person",)),
    Part(
        _("Endings you seconded"),
        Ending,
        person=("second_by",),
        of=BY_CONTRACT,
        show=("kind", "at"),
    ),
    Part(_("Contracts shown to you"), Sampled, person=("person",), of=BY_CONTRACT),
    Part(_("Contracts you showed"), Sampled, person=("by_person",), of=BY_CONTRACT),
    Part(_("What you marked as read"), Reading, person=("person",)),
    Part(_("Notes you saved"), SavedNote, person=("person",)),
    # What it quotes, and what its author made of it, are the author's words.
    Part(
        _("Comments you made"),
        Comment,
        person=("person",),
        without=("quote", "fate_why", "fate_words", "reply_to", "resolved_by"),
    ),
    Part(_("Comments you settled"), Comment, person=("resolved_by",), show=("ref", "resolved_at")),
    Part(
        _("Reviews asked of you"),
        Review,
        person=("reviewer",),
        without=("helpful", "helpful_at", "over_reason", "over_by", "substitute_for"),
    ),
    Part(
        _("Reviews you waived"),
        Review,
        person=("over_by",),
        show=("ref", "over_at", "over_why", "over_reason"),
    ),
    # The words typed are those of whoever was interviewed.
    Part(_("Interviews you held"), Interview, person=("interviewer",), without=("words",)),
)
# Whoever was asked by a mailed link, found by their address.
BY_LINK = (
    Part(
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
    Part(
        _("What you were asked"),
        Ask,
        email=("holder__email",),
        at="seat__contract__institution",
        of=BY_SEAT,
        show=("draft", "message", "asked_at", "due_on", "ended_at", "ended_why"),
    ),
    Part(
        _("What you answered by link, or had written down"),
        Answer,
        email=("ask__holder__email",),
        at="seat__contract__institution",
        of=BY_SEAT,
        without=("by_person",),
    ),
    Part(
        _("Points in those answers"),
        Point,
        email=("answer__ask__holder__email",),
        at="answer__seat__contract__institution",
        of=BY_ANSWER,
        without=("reason", "response"),
    ),
    Part(
        _("What was written down for you"),
        Recording,
        email=("answer__ask__holder__email",),
        at="answer__seat__contract__institution",
        of=BY_ANSWER,
        without=("settled_by",),
    ),
    Part(
        _("Objections you made by link"),
        Objection,
        email=("seat__holders__email",),
        at="seat__contract__institution",
        of=BY_SEAT,
        only=Q(by_name=F("seat__holders__name")),
    ),
)
ABOUT_CONTRACTS = (*AS_STUDENT, *AS_ANOTHER, *BY_LINK)
NOT_OF_CONTRACTS: dict[type[Model], Any] = {
    Pace: _("How many days a learning set gives itself; about nobody.")
}
