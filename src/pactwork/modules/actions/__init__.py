"""Writing runs: from a module file, by a roster, by hand."""

from pactwork.modules.actions.loading import load_module
from pactwork.modules.actions.placing import Place, enrol, give_role
from pactwork.modules.actions.roster import apply_roster

__all__ = ["Place", "apply_roster", "enrol", "give_role", "load_module"]
