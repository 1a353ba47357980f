"""Who gets which recipe: by what their words allow, in turn."""

from collections.abc import Iterator
from itertools import chain, cycle, zip_longest

from pactwork.demo import recipes
from pactwork.demo.cast import Part
from pactwork.demo.recipes import Recipe
from pactwork.demo.recipes_after import LAST_YEAR
from pactwork.demo.recipes_working import WORKING, again


def _mixed() -> Iterator[Recipe]:
    """The common states with a rare one after every two, again and again."""
    common = recipes.MIXED
    pairs = zip_longest(common[::2], common[1::2])
    rare = cycle(WORKING)
    once = chain.from_iterable((*filter(None, pair), next(rare)) for pair in pairs)
    return cycle(list(once))


class Choice:
    def __init__(self, *, last_year: bool) -> None:
        self.usual = cycle(LAST_YEAR) if last_year else None
        self.plain, self.redraft = cycle(recipes.PLAIN), cycle(recipes.WITH_REDRAFT)
        self.ethics, self.mixed = cycle(recipes.WITH_ETHICS), _mixed()

    def __call__(self, part: Part) -> Recipe:
        if part.returns:
            return again
        if self.usual:
            return next(self.usual)
        if part.begun_only:
            return recipes.begun
        if part.raises_ethics:
            return next(self.ethics)
        if part.composed:
            return next(self.mixed)
        return next(self.redraft if part.redraft else self.plain)
