"""What the rules with a clock look for: drafts nobody was asked about, and reviews that do not come."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pactwork.contracts.models import Contract, Draft, Pause
from pactwork.ground import clock
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import in_force, today_at
from pactwork.reviews.models import Review, Round
from pactwork.reviews.rules.asking import FRESH, REMIND_AFTER, RESCUE_AFTER, Peer, chosen
from pactwork.sets.models import Pair


def paused(way: str) -> Exists:
    return Exists(Pause.objects.filter(contract=OuterRef(way), over_at=None))


def drafts_unasked() -> QuerySet[Draft]:
    """The newest shared drafts, of a fortnight at most, before nobody of the author's set as yet.

    Whoever was alone in a set is looked at again once somebody else is there.
    """
    later = Draft.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    others = Enrolment.objects.filter(
        in_force(clock.today("UTC")),
        learning_set=OuterRef("contract__enrolment__learning_set"),
        person__active=True,
    ).exclude(pk=OuterRef("contract__enrolment"))
    alone = Round.objects.filter(draft=OuterRef("pk"), asked=0)
    asked = Round.objects.filter(draft=OuterRef("pk"), asked__gt=0)
    return Draft.objects.filter(
        ~Exists(later),
        ~Exists(asked),
        ~Exists(alone) | Exists(others),
        ~paused("contract"),
        in_force(clock.today("UTC"), "contract__enrolment__"),
        shared_at__gte=clock.now() - timedelta(days=FRESH),
        wording_only=False,
        contract__ending=None,
        contract__enrolment__learning_set__isnull=False,
    ).order_by("pk")


def owed() -> QuerySet[Review]:
    """Reviews asked for and not given, of contracts that are not paused."""
    return Review.objects.filter(Review.OPEN).filter(~paused("contract")).order_by("due_on", "pk")


def due_for_reminder(day: date) -> QuerySet[Review]:
    """On the day that it is due, once."""
    return owed().filter(due_on__lte=day - timedelta(days=REMIND_AFTER), reminded_at=None)


def due_for_rescue(day: date) -> QuerySet[Review]:
    """Late by two days, or declined, or left; and nobody who stands in is still expected."""
    late = day - timedelta(days=RESCUE_AFTER)
    instead = Review.objects.filter(
        Q(given_at__isnull=False) | Q(over_at=None, due_on__gt=late), substitute_for=OuterRef("pk")
    )
    waiting = Q(Review.OPEN, due_on__lte=late, reminded_at__isnull=False)
    gone = Q(given_at=None, over_why__in=("declined", "left"))
    newer = Draft.objects.filter(
        contract=OuterRef("contract"), number__gt=OuterRef("draft__number")
    )
    return (
        Review.objects.filter(waiting | gone, ~Exists(instead), ~Exists(newer) | waiting)
        .filter(in_force(day, "contract__enrolment__"), ~paused("contract"))
        .filter(substitute_for=None, stuck_at=None, contract__ending=None)
        .order_by("due_on", "pk")
    )


def left_behind() -> QuerySet[Review]:
    """Owed by somebody, or to somebody, who has left; or about a contract that has ended."""
    day = clock.today("UTC")
    here = Enrolment.objects.filter(in_force(day), person__active=True)
    in_set = here.filter(
        person=OuterRef("reviewer"), learning_set=OuterRef("contract__enrolment__learning_set")
    )
    on_run = here.filter(person=OuterRef("reviewer"), run=OuterRef("contract__run"))
    author = here.filter(pk=OuterRef("contract__enrolment"))
    away = Q(~Exists(in_set), substitute_for=None) | Q(~Exists(on_run))
    return Review.objects.filter(Review.OPEN).filter(
        away | ~Exists(author) | Q(contract__ending__isnull=False)
    )


def peers_of(contract: Contract) -> list[Peer]:
    """Everybody else in the author's set today, and how much each was asked already."""
    day = today_at(contract.run)
    places = Enrolment.objects.filter(
        in_force(day), learning_set=contract.enrolment.learning_set_id, person__active=True
    ).exclude(person=contract.student_id)
    people = list(places.values_list("person", flat=True))
    burdens = _burdens(contract.run, people)
    owing = Review.objects.filter(Review.OPEN, contract=contract).values_list("reviewer", flat=True)
    last = _last_reviewers(contract)
    carried = set(owing)
    return [Peer(p, burdens.get(p, 0), p in last, p in carried) for p in people]


def _burdens(run: Run, people: list[int]) -> dict[int, int]:
    asked = Review.objects.filter(
        Q(given_at__isnull=False) | Q(over_at=None), contract__run=run, reviewer__in=people
    )
    rows = asked.values("reviewer").annotate(n=Count("pk")).values_list("reviewer", "n")
    return dict(rows.order_by())


def _last_reviewers(contract: Contract) -> set[int]:
    """Who was asked about the draft before; whoever owes it still is another matter."""
    last = Review.objects.filter(contract=contract).order_by("-draft__number")
    number = last.values_list("draft__number", flat=True).first()
    rows = last.filter(draft__number=number or 0)
    return set(rows.values_list("reviewer", flat=True))


def stand_in_for(review: Review) -> int | None:
    """Who was never asked about this draft and is asked least: for whoever cannot come, of the set
    itself if there is anybody; else of another set of the same run."""
    contract, day = review.contract, today_at(review.contract.run)
    asked = set(Review.objects.filter(draft=review.draft_id).values_list("reviewer", flat=True))
    shut = asked | kept_apart(contract)
    if review.over_at:
        free = [peer for peer in peers_of(contract) if peer.person not in shut]
        if free:
            return chosen(free, 1)[0]
    counted = Q(person__reviews__given_at__isnull=False) | Q(person__reviews__over_at=None)
    counted &= Q(person__reviews__contract__run=contract.run_id)
    places = (
        Enrolment.objects.filter(
            in_force(day), run=contract.run_id, learning_set__isnull=False, person__active=True
        )
        .exclude(learning_set=contract.enrolment.learning_set_id)
        .exclude(person__in=shut)
        .annotate(burden=Count("person__reviews", filter=counted))
    )
    return places.order_by("burden", "pk").values_list("person", flat=True).first()


def kept_apart(contract: Contract) -> set[int]:
    """Who is kept apart from the author, and so never reads for them."""
    author = contract.student_id
    pairs = Pair.objects.filter(
        Q(one=author) | Q(other=author), run=contract.run_id, kind=Pair.APART, ended_at=None
    )
    return {person for pair in pairs.values_list("one", "other") for person in pair} - {author}
