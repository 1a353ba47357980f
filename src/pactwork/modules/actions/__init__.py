"""Writing runs: from a module file, by a roster, by hand."""

from pactwork.modules.actions.columns import keep_columns, set_columns
from pactwork.modules.actions.copying import copy_module
from pactwork.modules.actions.drafting import (
    begin_draft,
    change_editors,
    drop_draft,
    edit_draft,
    put_in_force,
    replace_draft,
)
from pactwork.modules.actions.editing import edit_module
from pactwork.modules.actions.loading import load_module
from pactwork.modules.actions.placing import Place, enrol, give_role
from pactwork.modules.actions.readying import ask_in_force
from pactwork.modules.actions.roster import apply_roster
from pactwork.modules.actions.staffing import change_place, change_staff

__all__ = [
    "Place",
    "apply_roster",
    "ask_in_force",
    "begin_draft",
    "change_editors",
    "change_place",
    "change_staff",
    "copy_module",
    "drop_draft",
    "edit_draft",
    "edit_module",
    "enrol",
    "give_role",
    "keep_columns",
    "load_module",
    "put_in_force",
    "replace_draft",
    "set_columns",
]
