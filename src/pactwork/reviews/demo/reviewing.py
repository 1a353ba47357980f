"""The chapter of reviews: asked, given, late, taken over by somebody else; suggestions in every state."""

from collections.abc import Callable
from datetime import datetime, timedelta

from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Contract
from pactwork.contracts.visibility import joined
from pactwork.ground import clock
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.modules.models import Enrolment
from pactwork.people.actors import actor_for
from pactwork.people.models import Institution, Person
from pactwork.reviews import actions
from pactwork.reviews.actions.rescue import ask_substitute, remind
from pactwork.reviews.models import Comment, Review
from pactwork.reviews.rules.verdicts import Verdict

Staff = dict[str, Person]
NEWCOMER = "Nadine Brooks"
FRESH = timedelta(days=13)
GIVEN = (
    {
        "real": Verdict(5, "I could see it happen as I read. I would show this to my own team."),
        "doable": Verdict(4, "Yes, if the weeks in the middle stay as free as you hope."),
        "cut": Verdict(2, "Perhaps one of the people you want to talk to."),
    },
    {
        "real": Verdict(2, "I see that it bothers others. I do not see yet that it bothers you."),
        "doable": Verdict(3, "The weeks before the break look full to me."),
        "cut": Verdict(4, "The second half of what you want to try."),
    },
)

END = "So that it has an end."
Suggestion = tuple[str, str, str, str]  # the section, the answer, the words after it, and why
SUGGESTED: tuple[tuple[Suggestion, ...], ...] = (
    (("stops", "inside", "until the end of week 8", END), ("stops", "outside", "in this run", END)),
    (
        (
            *("stops", "outside", "whoever asks"),
            "Somebody will ask you for it. Better to have said so.",
        ),
    ),
)
# Of the newcomer: on answers that she has left as they were shared, so that she can use the words.
FOR_NEWCOMER: tuple[tuple[Suggestion, ...], ...] = (
    (
        ("stops", "inside", "until the end of week 8", END),
        (
            *("bothers", "who-notices", "and she reads those out to all of us"),
            "You told us about the meeting. It shows who else notices.",
        ),
    ),
    (
        (
            *("try", "surprised", "or more than nine"),
            "Nearly all of them would surprise me, too.",
        ),
    ),
)


def _contracts(institution: Institution) -> list[Contract]:
    """Of the newcomer's set, with a draft shared in the last fortnight; the longest shared first."""
    own = Enrolment.objects.filter(run__institution=institution, person__name=NEWCOMER)
    sets = own.values("learning_set")
    since = clock.now() - FRESH
    found = joined().filter(
        enrolment__learning_set__in=sets, drafts__shared_at__gte=since, ending=None
    )
    return list(found.distinct().order_by("pk"))


def at(moment: datetime, move: Callable[[], object]) -> None:
    """One real move at a past time; one that the story gives no room for is left out."""
    if moment >= clock.now():
        return
    with clock.at(moment):
        try:
            move()
        except Invalid:
            raise  # words of ours that will not do are a mistake
        except Refused:
            return


def give(contract: Contract, draft: int, review: Review, place: int) -> None:
    """The three questions, as the first or the second of them answers."""
    by = actor_for(review.reviewer)
    actions.give_review(contract, by=by, draft=draft, verdicts=GIVEN[place])


def suggest(
    contract: Contract,
    dossier: Dossier,
    review: Review,
    one: Suggestion,
) -> None:
    section, path, words, why = one
    newest = dossier.newest
    said = str(((newest.content if newest else {}).get(section) or {}).get(path) or "").strip()
    if not newest or not said:
        return
    actions.comment(
        contract,
        by=actor_for(review.reviewer),
        draft=newest.number,
        section=section,
        path=path,
        text=why,
        kind="suggestion",
        wording=f"{said.rstrip('.')}, {words}.",
    )


def _settle(contract: Contract, number: int) -> None:
    """The first is declined with a reason; the second was done in the author's own way; one waits."""
    mine = Comment.objects.filter(contract=contract, kind="suggestion").order_by("pk")
    by = actor_for(contract.student)
    for place, comment in enumerate(mine[:2]):
        if place == 0:
            why = "It cannot end then: what I try runs to the spring."
            actions.decline(contract, comment.ref, by=by, why=why)
        elif number:
            why = "I say it under the weeks now."
            actions.adapt(contract, comment.ref, by=by, why=why)


def _rate(contract: Contract, number: int) -> None:
    """The author says how helpful each review was; the newcomer's own wait for whoever tries it."""
    if contract.student.name == NEWCOMER:
        return
    given = Review.objects.filter(contract=contract, given_at__isnull=False)
    for place, review in enumerate(given.order_by("given_at", "pk")):
        step = 4 - (number + place) % 3
        actions.rate_review(contract, review.ref, by=actor_for(contract.student), step=step)


def _play(contract: Contract, number: int) -> None:
    dossier = load_dossier(contract)
    newest = dossier.newest
    if newest is None:
        return
    suggested = FOR_NEWCOMER if contract.student.name == NEWCOMER else SUGGESTED
    begun = newest.shared_at + timedelta(hours=1)
    at(begun, lambda: actions.ask_about(contract.pk))
    rows = Review.objects.filter(contract=contract).select_related("reviewer__institution")
    asked = list(rows.order_by("pk"))
    for place, review in enumerate(asked[: 2 - number % 2]):
        later = begun + timedelta(days=1 + place, hours=place)
        for one in suggested[place]:
            at(later, lambda r=review, w=one: suggest(contract, dossier, r, w))  # type: ignore[misc]
        at(later, lambda r=review, p=place: give(contract, newest.number, r, p))  # type: ignore[misc]
    at(begun + timedelta(days=3), lambda: _settle(contract, number))
    at(begun + timedelta(days=3, hours=1), lambda: _rate(contract, number))
    for review in asked[2:]:
        due = datetime.combine(review.due_on, begun.timetz())
        at(due, lambda r=review: remind(r.pk))  # type: ignore[misc]
        at(due + timedelta(days=2), lambda r=review: ask_substitute(r.pk))  # type: ignore[misc]


def _unasked(institution: Institution) -> None:
    """The newcomer reviewed what they commented on, unasked; so there is a trend of their own to see."""
    me = Person.objects.filter(institution=institution, name=NEWCOMER).first()
    if me is None:
        return
    said = Comment.objects.filter(person=me, reply_to=None).values("contract")
    asked = Review.objects.filter(reviewer=me).values("contract")
    found = joined().filter(pk__in=said, ending=None).exclude(pk__in=asked)
    for number, contract in enumerate(found.order_by("pk")):
        newest = load_dossier(contract).newest
        if newest is None:
            continue
        review = Review(reviewer=me)
        later = newest.shared_at + timedelta(days=3)
        at(later, lambda c=contract, d=newest.number, r=review: give(c, d, r, 0))  # type: ignore[misc]
        at(later + timedelta(days=1), lambda c=contract, n=number: _rate(c, n))  # type: ignore[misc]


def reviews(institution: Institution, staff: Staff) -> None:
    """Every contract of the newcomer's set that was shared lately, a little differently each."""
    for number, contract in enumerate(_contracts(institution)):
        _play(contract, number)
    _unasked(institution)
