"""Refusals about module runs and their people, as sentences."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Sentence

REFUSALS: dict[str, Sentence] = {
    "roster_missing": _("Choose a file."),
    "roster_old": _("The preview is too old to be used. Choose the file again."),
    "roster_moved": _(
        "Something changed here since you looked. This is what the file would do now; look again."
    ),
    "roster_sure": _("Places of people who are not in the file would end. Tick the box if so."),
    "module_moved": _(
        "Somebody else changed this page while you had it open. Compare below; nothing of yours is lost."
    ),
    "run_exists": _("There is a run called “%(name)s” already. Give this one another name."),
    "staff_leader": _("A module needs a module leader. Name another one before this role ends."),
    "module_altered": _(
        "This module’s file was changed outside Pactwork after it was put into force. Load the file "
        "again first."
    ),
}
