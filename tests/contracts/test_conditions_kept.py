"""A condition that is not met stays on every page and paper, whichever draft it was given to."""

from datetime import date

from pactwork.contracts.models import Point
from pactwork.contracts.rules.answers import PointSaid
from tests.conftest import Clock
from tests.contracts.plans import reader, text_of
from tests.contracts.test_paper import readable_forms
from tests.stories import World

BADGE = PointSaid(
    "Bring the badge rules.", due_on=date(2026, 11, 2), owner="workplace", blocks="start"
)
SAID = (
    "Bring the badge rules.",
    "by Monday 2 November 2026",
    "Responsible: The workplace.",
    "Nothing can start until it is met.",
)


def amended(world: World, clock: Clock) -> None:
    """A yes on a condition to draft 1; draft 2 is agreed while the condition is open."""
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    world.ask("university")
    world.answer("university", "yes_conditions", points=(BADGE,))
    clock.forward(days=10)
    world.share(stops={"outside": "I leave every policy alone."})
    world.ask("university")
    world.answer("university")


def pages(world: World, number: int) -> dict[str, str]:
    ref, client = world.contract().ref, world.client("nadine")
    found = {
        "agreement": text_of(client.get(f"/contracts/{ref}/agreement/")),
        "draft": text_of(client.get(f"/contracts/{ref}/drafts/{number}/")),
    }
    return found | readable_forms(world, "nadine", number)


def test_an_open_condition_stays_when_an_amendment_is_agreed(world: World, clock: Clock) -> None:
    amended(world, clock)
    for place, text in pages(world, 2).items():
        assert not [words for words in SAID if words not in text], place


def test_whoever_is_to_see_to_it_at_work_reads_it_in_their_copy(world: World, clock: Clock) -> None:
    amended(world, clock)
    carol = reader(world)
    carol.open()
    page = text_of(carol.client.get(f"{carol.page}agreement/"))
    text = " ".join(carol.client.get(f"{carol.page}paper.txt").content.decode().split())
    for said in (page, text):
        assert not [words for words in SAID if words not in said]


def test_the_set_is_told_of_no_condition(world: World, clock: Clock) -> None:
    amended(world, clock)
    ref, priya = world.contract().ref, world.client("priya")
    texts = [text_of(priya.get(f"/contracts/{ref}/{p}")) for p in ("agreement/", "drafts/2/")]
    for text in [*texts, *readable_forms(world, "priya", 2).values()]:
        assert "badge" not in text


def test_a_condition_met_or_of_a_yes_taken_back_is_gone(world: World, clock: Clock) -> None:
    amended(world, clock)
    Point.objects.update(met_at=clock.forward(minutes=1))
    texts = pages(world, 2)
    assert "Bring the badge rules." not in texts["draft"]
    Point.objects.update(met_at=None)
    answer = Point.objects.get().answer
    answer.withdrawn_at = clock.forward(minutes=1)
    answer.save()
    for text in pages(world, 2).values():
        assert "Bring the badge rules." not in text
