"""Refusals about module runs and their people, as sentences."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pactwork.ground.manifest import Params, Sentence


def _piece_received(params: Params) -> str:
    said = ngettext(
        "“%(piece)s” stays: %(students)s student’s is marked as received. Remove the piece in a draft, "
        "or undo that mark first.",
        "“%(piece)s” stays: %(students)s students’ are marked as received. Remove the piece in a draft, "
        "or undo those marks first.",
        params["students"],
    )
    return said % params


REFUSALS: dict[str, Sentence] = {
    "roster_missing": _("Choose a file."),
    "roster_old": _("This preview has expired. Choose the file again."),
    "roster_moved": _("Something has changed since you looked. Check what the file would do now."),
    "roster_sure": _(
        "People who are not in the file would lose their places. Tick the box to confirm."
    ),
    "columns_unfit": _("“%(column)s” cannot be remembered. Choose a column of the roster for it."),
    "module_moved": _(
        "Someone else changed this page while you had it open. Compare the two versions "
        "below; yours is not lost."
    ),
    "piece_received": _piece_received,
    "run_exists": _("There is already a run called “%(name)s”. Give this one another name."),
    "run_not_yours": _("Only a module leader or an administrator can change this module."),
    "roster_not_yours": _("Only an administrator can change who is on the modules."),
    "copy_other_module": _("A copy is of the same module, so its key stays “%(key)s”."),
    "staff_leader": _("A module needs a module leader. Add another one before you end this role."),
    "draft_open": _(
        "There is already a draft of this module. Change that one, or discard it first."
    ),
    "draft_ask_unneeded": _("You can put this draft into force yourself."),
    "draft_begun": _(
        "There is already a draft called “%(name)s” of this module. Change that one, or give the new run "
        "another name."
    ),
    "draft_moved": _(
        "Something has changed since you opened this page. Check the differences again below."
    ),
    "draft_in_force": _("This draft has already been put into force."),
    "draft_dropped": _("This draft was discarded, so it can no longer be changed."),
    "draft_other_run": _(
        "This file is of another module or run. Its key should be “%(key)s” and its run “%(name)s”."
    ),
    "draft_key_taken": _(
        "There is already a module with this key, and you do not lead it. Give this one another key."
    ),
    "draft_new_not_yours": _(
        "Only someone who leads a module, or an administrator, can start a new one."
    ),
    "draft_new_administrator": _(
        "Only an administrator can put a new module into force. Ask one to look at this draft."
    ),
    "draft_not_colleague": _("Choose a colleague who teaches at your institution."),
    "draft_not_shared": _("Only those who work on this draft can change it."),
    "draft_drop_not_yours": _("Only a module leader or an administrator can discard a draft."),
    "draft_leader_not_yours": _(
        "Only a module leader or an administrator can remove someone who leads the module."
    ),
    "draft_not_yours": _("Only a module leader or an administrator can put a draft into force."),
    "module_altered": _(
        "This module’s file was changed outside Pactwork after it took effect. Load the "
        "file again first."
    ),
}
