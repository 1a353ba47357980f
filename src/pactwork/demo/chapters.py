"""One table: what each app above the contracts plays into the demo, by its own real actions."""

from collections.abc import Callable

from pactwork.demo.hotseats import hotseats
from pactwork.demo.interviews import interviews
from pactwork.demo.learning_sets import sets
from pactwork.demo.no_shows import no_shows
from pactwork.demo.reviewing import reviews
from pactwork.demo.talk import talk
from pactwork.people.models import Institution, Person

Staff = dict[str, Person]  # by the keys of cast.yaml
CHAPTERS: tuple[Callable[[Institution, Staff], None], ...] = (
    talk,
    hotseats,
    sets,
    reviews,
    no_shows,
    interviews,
)
