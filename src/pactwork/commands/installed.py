"""What the database is for, and which institution or run a command means."""

from pactwork.ground.sentences import sentence
from pactwork.ground.validation import Invalid
from pactwork.modules.models import Run
from pactwork.people.actions import found_institution
from pactwork.people.models import Installation, Institution


class Unclear(Exception):
    """A command cannot tell which one is meant; says what to add."""


def is_demo() -> bool:
    """Whether this database was made by ``pactwork demo`` and holds invented people."""
    return Installation.objects.filter(demo=True).exists()


def holds_data() -> bool:
    """Whether anyone's institution is in it."""
    return Institution.objects.exists()


def institution_named(asked: str | None, *, new: bool = False, founds: bool = False) -> Institution:
    """By ref or name; the only one when nothing is asked. The first is founded by its name.

    ``founds``: whether the command can be told to found another one.
    """
    known = list(Institution.objects.order_by("name"))
    found = [one for one in known if asked in (None, one.ref, one.name)]
    if len(found) == 1:
        return found[0]
    if asked and (new or not known):
        try:
            return found_institution(asked)
        except Invalid as wrong:
            raise Unclear(f"The institution’s name: {sentence(wrong.refusal)}") from wrong
    if not known:
        raise Unclear(
            'There is no institution yet. Name yours: --institution "Midshire University"'
        )
    listed = "".join(f"\n  --institution {one.ref}   {one.name}" for one in known)
    which = (
        f"No institution here is called {asked!r}." if asked and not found else "Which institution?"
    )
    more = ", or --new and a name" if founds else ""
    raise Unclear(f"{which} Add one of these{more}:{listed}")


def run_named(asked: str | None) -> Run:
    """By ref, or by its key as a roster names it; or the only one."""
    known = list(Run.objects.select_related("institution").order_by("title", "name"))
    found = [one for one in known if asked in (None, "", one.ref)]
    found = found or [one for one in known if one.key == asked]
    if len(found) == 1:
        return found[0]
    if not known:
        raise Unclear("No module is loaded yet. First:  pactwork module load FILE")
    listed = "".join(f"\n  --run {one.ref}   {one}" for one in found or known)
    raise Unclear(f"Which module run? Add one of:{listed}")
