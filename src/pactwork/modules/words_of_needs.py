"""Whose yes a section needs, and when, in words."""

from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Need


def moments_of_yes() -> dict[str, str]:
    """What a yes can be needed for, to choose from."""
    return {
        "both": _("the first agreement and changes"),
        "first": _("the first agreement only"),
        "changes": _("changes only"),
    }


def needed_of(title: str, need: Need) -> str:
    """A party by its title, with when its yes is needed, where that is not always."""
    more = [_("depending on the answers")] if need.when else []
    more += [moments_of_yes()[need.at]] if need.at != "both" else []
    return ", ".join([title, *more])
