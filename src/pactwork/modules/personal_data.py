"""What modules hold about people, and what of it they are given."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import Given, PersonalData
from pactwork.modules.models import (
    Blob,
    Cohort,
    ColumnMap,
    DraftEditor,
    Enrolment,
    LearningSet,
    ModuleDraft,
    PinnedTemplate,
    Role,
    Run,
    SpecVersion,
)

PERSONAL_DATA = PersonalData(
    given=(
        Given(_("Your roles"), Role, person=("person", "deputy_for")),
        Given(_("Your places on modules"), Enrolment, person=("person",)),
        Given(_("Modules you help to prepare"), DraftEditor, person=("person",)),
    ),
    not_given={
        Run: _("What a module asks; it is named in your places and roles."),
        ColumnMap: _("What your university’s record system calls its columns."),
        SpecVersion: _("What a module asked, and which of its staff saved it."),
        ModuleDraft: _(
            "A module that is being prepared; yours are named in “Modules you help to prepare”."
        ),
        PinnedTemplate: _("The questions of a contract, not your answers."),
        Cohort: _("Names of cohorts; yours is shown beside your place."),
        LearningSet: _("Names of learning sets; yours is shown beside your place."),
        Blob: _("Details of files; the files themselves are in “files”."),
    },
)
