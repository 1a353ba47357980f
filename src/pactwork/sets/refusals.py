"""Refusals about learning sets, as sentences."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pactwork.ground.dates import short_day
from pactwork.ground.manifest import Params, Sentence


def _settled(params: Params) -> str:
    said = _(
        "The sets are settled since %(day)s, so nobody is moved any more. People without a set can still "
        "be placed, and one person can be moved by hand."
    )
    return str(said) % {"day": short_day(params["until"])}


def _changed(params: Params) -> str:
    begun = _("This is not the proposal you looked at: somebody changed it since, and it is below.")
    nowhere = str(_("no set"))
    moves = [
        str(_("%(name)s: from %(was)s to %(to)s."))
        % {"name": name, "was": was or nowhere, "to": to or nowhere}
        for name, was, to in params["moves"]
    ]
    if params["more"]:
        said = ngettext("And %(num)s more.", "And %(num)s more.", params["more"])
        moves.append(said % {"num": params["more"]})
    return " ".join([str(begun), *moves, str(_("Nothing has been put into force."))])


def _breaks(params: Params) -> str:
    said = ngettext(
        "This proposal breaks a rule: %(rules)s Tick that you know it, or move somebody first.",
        "This proposal breaks %(count)s rules: %(rules)s Tick that you know it, or move somebody first.",
        params["count"],
    )
    return said % {"count": params["count"], "rules": " ".join(params["rules"])}


REFUSALS: dict[str, Sentence] = {
    "proposal_changed": _changed,
    "proposal_breaks": _breaks,
    "move_nobody": _("Choose who is to move."),
    "move_same": _("%(name)s is there already, so nothing would change. Choose another set."),
    "move_unknown": _("That person or that set is not in this proposal. Choose again."),
    "pair_of_two": _("Choose two different people."),
    "pair_unknown": _("Choose two people who take this module."),
    "pair_known": _("There is a rule about these two already. End that one first."),
    "pair_over": _("That rule has been ended already."),
    "sets_not_formed_here": _(
        "These sets came with the roster, or were never said to be provisional, so they are not formed "
        "anew. People without a set can be placed."
    ),
    "sets_settled": _settled,
    "nobody_to_place": _("Everybody is in a set."),
    "no_proposal": _("That proposal is not there any more. Somebody has applied or replaced it."),
    "no_errand": _("That is not being worked out any more. What is there now is below."),
    "proposal_moved": _("Somebody changed this proposal since you opened it. Look again."),
    "sets_moved": _(
        "People have joined, left or changed sets since this was proposed, so it no longer fits. "
        "Propose again."
    ),
    "no_times": _("Tick the times at which you could meet, or “None of these”."),
    "rules_empty": _("Write at least one rule."),
    "rules_moved": _(
        "Somebody has proposed other words since you opened this page. Read them first."
    ),
    "rules_same": _("These are the words there are already."),
}
