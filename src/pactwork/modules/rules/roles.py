"""The roles somebody may hold on a run, and the two groups of them that rules ask for."""

from typing import Literal, get_args

RoleKind = Literal[
    "facilitator",
    "module_leader",
    "ethics_reviewer",
    "placement_officer",
    "careers",
    "student_partner",
    "examiner",
]
ROLE_KINDS: tuple[RoleKind, ...] = get_args(RoleKind)
# Whoever teaches a run and reads all its contracts.
TEACHING_TEAM: frozenset[str] = frozenset({"facilitator", "module_leader"})
# Whoever sees to workplaces and students in need.
LOOKS_AFTER: frozenset[str] = TEACHING_TEAM | {"placement_officer"}
