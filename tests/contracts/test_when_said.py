"""A yes that somebody writes down: of a day on which its words existed; and a working day to object."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts import actions
from pactwork.contracts.models import Answer, Recording
from pactwork.contracts.rules.spoken import dispute_ends, wrong_day
from pactwork.contracts.typed import Told
from pactwork.ground import clock as the_clock
from pactwork.ground.refusal import Refused
from pactwork.modules.rules.calendar import is_working_day
from pactwork.modules.rules.specification import Calendar
from tests.contracts.plans import reader, text_of
from tests.contracts.test_recording import written
from tests.stories import CAROL, World

LONDON = "Europe/London"
TOLD = Told("meeting", date(2026, 10, 5), CAROL["name"], CAROL["email"], reason="We met.")
BEFORE = "This wording was first shared on"


def record(world: World, told: Told, by: str = "nadine") -> Answer:
    seat, number = world.seat("workplace"), len(world.dossier().drafts)
    return actions.record_yes(world.contract(), seat.ref, told, by=world.actor(by), draft=number)


# --- Said before its words existed


@pytest.mark.parametrize("by", ["nadine", "helen", "grace"])
@pytest.mark.parametrize("how", ["meeting", "phone", "paper"])
def test_said_before_its_words_were_shared_is_refused_beside_the_day(
    world: World, by: str, how: str
) -> None:
    world.share()
    response = written(world, by, how=how, said_on="2026-10-04")
    assert response.status_code == 422
    page = response.content.decode()
    assert BEFORE in text_of(response)
    assert "Monday 5 October 2026" in text_of(response)
    assert page.index('id="said_on-error"') < page.index(BEFORE, page.index('id="said_on-error"'))
    assert not Answer.objects.exists()


@pytest.mark.parametrize(("day", "code"), [(4, "said_too_soon"), (6, "date_to_come")])
def test_the_limit_is_the_acts_own(world: World, day: int, code: str) -> None:
    world.share()
    with pytest.raises(Refused) as no:
        record(world, replace(TOLD, said_on=date(2026, 10, day)))
    assert no.value.refusal.code == code
    assert not Answer.objects.exists()


def test_words_that_changed_since_are_as_old_as_the_change(world: World, clock: Any) -> None:
    world.share()
    clock.forward(days=3)
    world.share(card={"need": "A quiet room on Fridays."})
    early = written(world, draft="2", said_on="6/10/2026")
    assert "This wording was first shared on Thursday 8 October 2026" in text_of(early)
    assert written(world, draft="2", said_on="2026-10-08").status_code == 200


def test_words_that_stayed_may_have_been_agreed_to_since_they_were_first_shared(
    world: World, clock: Any
) -> None:
    world.share()
    clock.forward(days=3)
    world.share(stops={"outside": "I will not rewrite anything."})  # none of the workplace's words
    written(world, draft="2", said_on="2026-10-06")
    assert Answer.objects.get().recording.said_on == date(2026, 10, 6)


def test_the_day_is_that_of_the_institution(world: World, clock: Any) -> None:
    clock.set(datetime(2026, 10, 4, 23, 30, tzinfo=UTC))  # Monday already, in London
    world.share()
    assert BEFORE in text_of(written(world, said_on="2026-10-04"))
    assert written(world, said_on="5. 10. 2026").status_code == 200


def test_the_form_says_from_which_day_before_anything_is_typed(world: World) -> None:
    world.share()
    seat = world.seat("workplace").ref
    page = world.client("nadine").get(f"/contracts/{world.contract().ref}/seats/{seat}/record/")
    assert "from Monday 5 October 2026, when these words were first shared" in text_of(page)
    assert 'min="2026-10-05"' in page.content.decode()
    assert 'max="2026-10-05"' in page.content.decode()


def test_a_yes_that_was_written_down_with_an_earlier_day_before_this_rule_stays(
    world: World,
) -> None:
    world.share()
    given = record(world, TOLD)
    Recording.objects.filter(answer=given).update(said_on=date(2026, 9, 1))
    assert next(s.state for s in world.dossier().stands.seats if s.party == "workplace") == "yes"


days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(days, days, days)
def test_a_day_is_right_from_the_words_to_today(said: date, since: date, today: date) -> None:
    refusal = wrong_day(said, since, today)
    if since <= said <= today:
        assert refusal is None
    else:
        assert refusal is not None
        assert refusal.code == ("date_to_come" if said > today else "said_too_soon")


# --- A day to object is a working day


def calendar(*closed: date) -> Calendar:
    return Calendar(starts_on=date(2026, 9, 28), weeks=12, bank_holidays=list(closed))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(LONDON))


CHRISTMAS = (date(2026, 12, 25), date(2026, 12, 28))


@pytest.mark.parametrize(
    ("written_at", "closed", "last"),
    [
        ("2026-10-05T10:00", (), "2026-10-06"),  # Monday
        ("2026-10-09T17:00", (), "2026-10-12"),  # Friday
        ("2026-10-10T09:00", (), "2026-10-12"),  # Saturday
        ("2026-11-29T02:03", (), "2026-11-30"),  # Sunday
        ("2026-11-29T23:59", (), "2026-11-30"),
        ("2026-12-24T17:00", CHRISTMAS, "2026-12-29"),  # public holidays and closures
        ("2026-12-25T12:00", CHRISTMAS, "2026-12-29"),
        ("2026-10-23T17:00", (), "2026-10-26"),  # the clocks go back in between
        ("2027-03-26T17:00", (date(2027, 3, 26), date(2027, 3, 29)), "2027-03-30"),
    ],
)
def test_it_can_be_disputed_to_the_end_of_the_next_working_day(
    written_at: str, closed: tuple[date, ...], last: str
) -> None:
    ends = dispute_ends(calendar(*closed), at(written_at), LONDON).astimezone(ZoneInfo(LONDON))
    assert ends.date().isoformat() == last
    assert (ends.hour, ends.minute) == (23, 59)


@given(
    st.datetimes(
        min_value=datetime.fromisoformat("2026-01-01"),
        max_value=datetime.fromisoformat("2028-01-01"),
        timezones=st.just(UTC),
    ),
    st.lists(days, max_size=5),
    st.sampled_from(["Europe/London", "Pacific/Auckland", "America/New_York", "Asia/Kathmandu"]),
)
def test_there_is_always_a_whole_working_day_in_between(
    moment: datetime, closed: list[date], zone: str
) -> None:
    given_at, term = moment, calendar(*closed)
    ends = dispute_ends(term, given_at, zone)
    last = the_clock.day_of(ends, zone)
    assert is_working_day(term, last)
    begins = datetime.combine(last, datetime.min.time(), ZoneInfo(zone))
    assert given_at < begins.astimezone(UTC) < ends
    assert ends - begins.astimezone(UTC) > timedelta(hours=22)


def test_the_day_to_say_it_was_not_so_is_not_over_before_the_house_opens_again(
    world: World, clock: Any
) -> None:
    """case-35."""
    clock.set(datetime(2026, 10, 9, 16, 0, tzinfo=UTC))  # Friday, five o'clock in London
    world.share()
    written(world, said_on="2026-10-09")
    carol = reader(world)
    assert "tell us by Monday 12 October 2026, 23:59" in text_of(carol.open())
    clock.set(datetime(2026, 10, 12, 22, 58, tzinfo=UTC))
    page = carol.open()
    sent = carol.form(page, "dispute") | {"dispute_reason": "Not so.", "dispute_code": carol.code}
    clock.set(datetime(2026, 10, 12, 23, 1, tzinfo=UTC))
    late = carol.client.post(f"{carol.page}dispute/", sent)
    assert late.status_code == 409
    assert "until Monday 12 October 2026, 23:59" in text_of(late)
    clock.set(datetime(2026, 10, 12, 22, 58, tzinfo=UTC))
    assert "You disputed it" in text_of(
        carol.client.post(f"{carol.page}dispute/", sent, follow=True)
    )


def test_the_form_speaks_of_a_working_day(world: World) -> None:
    world.share()
    seat = world.seat("workplace").ref
    page = world.client("helen").get(f"/contracts/{world.contract().ref}/seats/{seat}/record/")
    assert "one working day to say that it is wrong" in text_of(page)
    assert "24 hours to say" not in text_of(page)
    assert "with one working day to object" in text_of(written(world))
