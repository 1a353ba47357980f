"""What can be chosen on the pages of sets."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.sets.queries.gathering import Gathered
from pactwork.sets.words import level_names


def kinds(found: Gathered, anew: bool) -> list[tuple[str, str, str]]:
    """What could be formed now, and what that means for those who are in a set."""
    without, rows = len(found.without), []
    if without:
        new = ngettext(
            "New sets for the %(num)s person without one",
            "New sets for the %(num)s people without one",
            without,
        )
        rows.append(("new", new % {"num": without}, _("Existing sets stay as they are.")))
    if without and found.sets:
        means = _(
            "Nobody else moves. Anyone who does not fit stays without a set, and you see why."
        )
        rows.append(("join", _("A place for each of them in an existing set"), means))
    if found.sets:
        means = _(
            "To move people by hand, or to set the date until which the sets are provisional."
        )
        rows.append(("keep", _("The sets as they are"), means))
    if anew:
        means = _(
            "Only while they are provisional. Each new set keeps the name of the one it "
            "shares most people with."
        )
        rows.append(("anew", _("All sets, from scratch"), means))
    return rows


def sizes(known: Sequence[int]) -> list[tuple[str, str]]:
    def about(size: int) -> str:
        said = ngettext("about %(num)s person", "about %(num)s people", size)
        return said % {"num": size}

    return [(str(size), about(size)) for size in known]


def levels() -> list[tuple[str, str]]:
    named = [(str(number), name) for number, name in enumerate(level_names())]
    return [("", _("I would rather not say")), *named]
