"""The columns a roster may have, and the names of roles in it: for reading, the page and its example."""

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pactwork.ground.own_words import TERMS
from pactwork.ground.spelling import folded

Whom = Literal["all", "student", "staff", "placed"]  # placed: everybody but administrators


@dataclass(frozen=True)
class Column:
    """``most`` letters; ``whom``: which lines may fill it; ``also``: other names for it."""

    name: str
    about: Promise
    example: str = ""
    whom: Whom = "all"
    most: int = 100
    also: tuple[str, ...] = ()


COLUMNS = (
    Column(
        "key",
        _("what the university calls this person, such as a student number; it never changes"),
        "26014471",
        most=254,
        also=(
            *("student_id", "student_number", "student_code", "student_no", "person"),
            *("stu_code", "spr_code", "spriden_id", "emplid"),
            *("banner_id", "id_number", "idnumber", "sis_user_id", "user_id", "username", "id"),
        ),
    ),
    Column(
        "name",
        _("the full name"),
        "Nadine Brooks",
        most=200,
        also=("full_name", "stu_name", "student_name", "sortable_name", "student"),
    ),
    Column(
        "first_name",
        _("instead of name, together with last_name"),
        most=200,
        also=("firstname", "forename", "forenames", "given_name", "stu_fnm1", "spriden_first_name"),
    ),
    Column(
        "last_name",
        _("instead of name, together with first_name"),
        most=200,
        also=("lastname", "surname", "family_name", "stu_surn", "spriden_last_name"),
    ),
    Column(
        "known_as",
        _("the name other people use, if different"),
        "",
        also=(
            "preferred_name",
            "preferred_first_name",
            "stu_knwn",
            "stu_fusd",
            "spbpers_pref_first_name",
            "alternatename",
        ),
    ),
    Column(
        "email",
        _("where emails go, and what they sign in with"),
        "nadine.brooks@midshire.example",
        most=254,
        also=(
            *("e_mail", "mail", "email_address", "e_mail_address", "university_email"),
            *("student_email", "stu_caem", "stu_haem", "goremal_email_address"),
        ),
    ),
    Column(
        "role",
        _("student, or one of the roles below; one line for each role a person has"),
        "student",
        most=60,
        also=("role1",),
    ),
    Column(
        "run",
        _("the module run, by its key or ref; you can choose one for all lines"),
        "",
        "placed",
    ),
    Column(
        "code",
        _("the code a student takes the module under"),
        "AIN501",
        "student",
        20,
        also=("module_code", "mod_code", "course1"),
    ),
    Column("group", _("a group with its own dates"), "part-time", "student"),
    Column(
        "cohort", _("the cohort; created if it is new"), "Autumn 2026", "student", also=("cohort1",)
    ),
    Column(
        "set",
        _("the learning set; created if it is new"),
        "Set 3",
        "student",
        also=("learning_set",),
    ),
    Column(
        "starts_on",
        _("the first day: 2026-09-28, or in your institution’s order with slashes or dots"),
        "2026-09-28",
        "placed",
        40,
    ),
    Column("ends_on", _("the last day"), "", "placed", 40),
    Column(
        "own_start",
        _("the student’s own first day, where the module lets these differ"),
        "",
        "student",
        40,
        also=("placement_start",),
    ),
    Column(
        "own_end", _("their own last day, likewise"), "", "student", 40, also=("placement_end",)
    ),
    Column(
        "weeks",
        _("the weeks they teach, such as 4, or 1-3 5; leave empty for all"),
        "",
        "staff",
        also=("week",),
    ),
    Column("deputy_for", _("the key of the colleague they stand in for"), "", "staff", 254),
    Column("job", _("their job"), "Housing officer", most=200),
    Column(
        "organisation",
        _("where they work; created if it is new"),
        "Larkmoor Homes",
        most=200,
        also=("organization", "employer", "workplace"),
    ),
    Column(
        "introduction", _("a short message to students, shown on the module’s page"), "", most=2000
    ),
    Column(
        "status",
        _("people marked deleted, inactive, withdrawn or completed are not added"),
        most=100,
        also=(
            "enrolment_status",
            "enrollment_status",
            "registration_status",
            "reg_status",
            "sfrstcr_rsts_code",
        ),
    ),
    Column("deleted", _("yes or 1: this person is not added"), most=20),
    Column("suspended", _("yes or 1: this person is not added"), most=20),
    Column("remove", _("yes: they lose this role from today"), "", most=10),
)
BY_NAME = {column.name: column for column in COLUMNS}
# Where several headings of a file mean one column, the one that stands first here is read.
NAMES = {spelling: c.name for c in COLUMNS for spelling in (c.name, *c.also)}
RANK = {spelling: n for n, spelling in enumerate(NAMES)}
NEEDED = ("key", "role")
FOR_READING = ("first_name", "last_name", "status", "deleted", "suspended")  # of record systems

STUDENT, ADMINISTRATOR, STAFF = "student", "administrator", "staff"
WITHOUT_RUN = (ADMINISTRATOR, STAFF)  # in no module, or in none yet
ROLES = {
    "student": STUDENT,
    "student_researcher": STUDENT,
    "learner": STUDENT,
    "administrator": ADMINISTRATOR,
    "admin": ADMINISTRATOR,
    "staff": STAFF,
    "facilitator": "facilitator",
    "learning_facilitator": "facilitator",
    "tutor": "facilitator",
    "module_leader": "module_leader",
    "leader": "module_leader",
    "ethics_reviewer": "ethics_reviewer",
    "ethics": "ethics_reviewer",
    "placement_officer": "placement_officer",
    "placements": "placement_officer",
    "careers": "careers",
    "careers_colleague": "careers",
    "student_partner": "student_partner",
    "examiner": "examiner",
    "external_examiner": "examiner",
}
ROLE_WORDS = tuple(dict.fromkeys(ROLES.values()))
FOR_ALL = tuple(word for word in ROLE_WORDS if word not in WITHOUT_RUN)  # of lines that name none


# SITS names a field with its entity behind it: STU_CODE.STU.SRS.
_OF_ENTITY = re.compile(r"([a-z]{3}_[a-z0-9]{3,5})_[a-z]{3}(?:_[a-z]{2,4})?")


def meant(name: str) -> str:
    """Which of our columns a plain name means by itself, if any."""
    found = NAMES.get(name, "")
    entity = None if found else _OF_ENTITY.fullmatch(name)
    return NAMES.get(entity[1], "") if entity else found


def rank(name: str) -> int:
    """Where several names mean one column, the lowest is read."""
    entity = _OF_ENTITY.fullmatch(name)
    return RANK.get(name, RANK.get(entity[1], 0) if entity else 0)


def plain(name: str) -> str:
    """``Learning set`` and ``learning-set`` are ``learning_set``."""
    return re.sub(r"[\W_]+", "_", folded(name)).strip("_")


def role_in(text: str) -> str | None:
    """The role that a cell names: as the institution calls it, else as we do."""
    said = plain(text)
    return _own(get_language()).get(said) or ROLES.get(said)


@lru_cache(maxsize=200)
def _own(language: str | None) -> dict[str, str]:
    """What pages call each role in a language, which may be that of one institution."""
    words = {kind: terms[0][0].capitalize() for kind, terms in TERMS.items()}
    return {plain(gettext(said)): kind for kind, said in words.items() if kind in ROLE_WORDS}


def example() -> str:
    """A file to begin with: the columns and one line for each sort of person."""
    lines = [
        {c.name: c.example for c in COLUMNS if c.name not in FOR_READING},
        {
            "key": "h.marsh",
            "name": "Dr Helen Marsh",
            "email": "helen.marsh@midshire.example",
            "role": "facilitator",
            "introduction": "Ask me about small tries. Tuesdays are best.",
        },
        {
            "key": "d.frost",
            "name": "Dan Frost",
            "email": "dan.frost@midshire.example",
            "role": "careers",
            "weeks": "4",
        },
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()
