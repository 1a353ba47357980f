"""Refusals about module runs and their people, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "roster_missing": _("Choose a file."),
    "roster_old": _("This preview has expired. Choose the file again."),
    "roster_moved": _("Something has changed since you looked. Check what the file would do now."),
    "roster_sure": _(
        "People who are not in the file would lose their places. Tick the box to confirm."
    ),
    "module_moved": _(
        "Someone else changed this page while you had it open. Compare the two versions "
        "below; yours is not lost."
    ),
    "run_exists": _("There is already a run called “%(name)s”. Give this one another name."),
    "staff_leader": _("A module needs a module leader. Add another one before you end this role."),
    "module_altered": _(
        "This module’s file was changed outside Pactwork after it took effect. Load the "
        "file again first."
    ),
}
