"""The names of roles, as people say them."""

from django.utils.translation import gettext_lazy as _

ROLES = {
    "student": _("Student researcher"),
    "peer": _("Member of the learning set"),
    "facilitator": _("Learning facilitator"),
    "module_leader": _("Module leader"),
    "ethics_reviewer": _("Ethics reviewer"),
    "placement_officer": _("Placement officer"),
    "careers": _("Careers colleague"),
    "student_partner": _("Student partner"),
    "examiner": _("External examiner"),
    "advocate": _("Workplace advocate"),
}


def role_name(kind: str) -> str:
    return str(ROLES[kind])
