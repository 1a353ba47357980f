"""Refusals about learning sets, as sentences."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pactwork.ground.dates import short_day
from pactwork.ground.manifest import Params, Sentence


def _settled(params: Params) -> str:
    said = _(
        "The sets have been settled since %(day)s, so they can no longer be formed "
        "again. People without a set can still be placed, and one person can be moved by "
        "hand."
    )
    return str(said) % {"day": short_day(params["until"])}


def _changed(params: Params) -> str:
    begun = _("Someone has changed this proposal since you looked at it. The current one is below.")
    nowhere = str(_("no set"))
    moves = [
        str(_("%(name)s: from %(was)s to %(to)s."))
        % {"name": name, "was": was or nowhere, "to": to or nowhere}
        for name, was, to in params["moves"]
    ]
    if params["more"]:
        said = ngettext("And %(num)s more.", "And %(num)s more.", params["more"])
        moves.append(said % {"num": params["more"]})
    return " ".join([str(begun), *moves, str(_("Nothing has been applied."))])


def _breaks(params: Params) -> str:
    said = ngettext(
        (
            "This proposal breaks a rule: %(rules)s Tick the box to accept this, or move "
            "someone first."
        ),
        (
            "This proposal breaks %(count)s rules: %(rules)s Tick the box to accept this, or "
            "move someone first."
        ),
        params["count"],
    )
    return said % {"count": params["count"], "rules": " ".join(params["rules"])}


REFUSALS: dict[str, Sentence] = {
    "proposal_changed": _changed,
    "proposal_breaks": _breaks,
    "move_nobody": _("Choose who to move."),
    "move_same": _("%(name)s is already there, so nothing would change. Choose another set."),
    "move_unknown": _("That person or that set is not in this proposal. Choose again."),
    "pair_of_two": _("Choose two different people."),
    "pair_unknown": _("Choose two people who take this module."),
    "pair_known": _("There is already a rule about these two people. End that one first."),
    "pair_over": _("That rule has already ended."),
    "sets_not_formed_here": _(
        "These sets came with the roster, or were never marked as provisional, so they "
        "cannot be formed again. People without a set can be placed."
    ),
    "sets_settled": _settled,
    "nobody_to_place": _("Everybody is in a set."),
    "no_proposal": _("That proposal no longer exists. Someone has applied or replaced it."),
    "no_errand": _(
        "That proposal is no longer being worked out. See below for the current position."
    ),
    "proposal_moved": _(
        "Someone has changed this proposal since you opened it. Please check it again."
    ),
    "sets_moved": _(
        "People have joined, left or changed sets since this was proposed, so it no longer fits. "
        "Propose again."
    ),
    "set_not_yours": _("Only members of this set can change its ground rules."),
    "place_not_yours": _("Only the student whose place this is can say when they can meet."),
    "no_times": _("Tick the times when you could meet, or “None of these”."),
    "rules_empty": _("Write at least one rule."),
    "rules_moved": _("Someone has proposed a change since you opened this page. Read it first."),
    "rules_same": _("You have not changed anything yet."),
}
