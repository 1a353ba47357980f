"""What each played module says, by hand, and what is never said because it has no such thing."""

from dataclasses import dataclass, field
from typing import Any

# What a module may lack, as it would be said.
LACKED = {
    "module": r"\bmodules?\b",
    "student": r"\bstudents?\b(?! teach)",
    "student researcher": r"student researcher",
    "facilitator": r"\bfacilitators?\b",
    "workplace": r"workplace|(?<!process )\bat work\b|\badvocates?\b",
    "university": r"\buniversit(y|ies)\b(?! supervisor)",
    "contract": r"\bcontracts?\b(?! (?:office|manager))",
    "learning set": r"learning set|\bpeers?\b|\byour set\b|\byour group\b",
    "ethics": r"\bethic",
    "placement officer": r"placement officer",
    "hours": r"(?<!quiet )\bhours?\b",
    "credits": r"(?<!non)\bcredits?\b",
    "level": r"\blevels?\b",
    "percent": r"%|\bper ?cent\b",
    "marks": r"\bmarked\b|\bmarking\b|\bgrades?\b",
}
# Of other modules that are known here.
OTHERS = r"Larkmoor|Midshire|action inquiry|inquiry|Empowering London|tenant"


@dataclass(frozen=True)
class Told:
    """One module file, and its words. ``says``: reader and place, or email and whose: words on it."""

    file: str
    house: str
    change: tuple[str, dict[str, Any]]
    lacks: tuple[str, ...]
    says: dict[str, tuple[str, ...]] = field(default_factory=dict)
    zone: str = "America/Chicago"
    dates: str = "month"

    @property
    def never(self) -> dict[str, str]:
        return {name: LACKED[name] for name in self.lacks} | {"another module": OTHERS}


TOLD = (
    Told(
        "reading-course",
        "Lakeside College",
        ("topic", {"why": "One archive has opened."}),
        (
            *("module", "student", "facilitator", "workplace", "university", "contract"),
            *("learning set", "ethics", "placement officer", "hours", "level", "percent"),
        ),
        says={
            "student home": (
                "Write your reading agreement and share a draft",
                "Nothing for you to do now",
            ),
            "student help": (
                "What is a reading agreement? A plan for one course that you and your college agree on",
            ),
            "student modules:run": ("HIST-499", "3 semester credits", "Grades: A, B, C, D, F."),
            "student contracts:workspace": ("Directed reading, 3 semester credits",),
            "facilitator home": ("Your courses", "Faculty sponsor"),
            "module_leader home": ("Director of undergraduate studies", "Change the course"),
            "facilitator contracts:queue": ("One reader is waiting for us",),
            "paper 1": ("Lakeside College, Directed reading, 3 semester credits",),
            "paper 2": ("Reading agreement", "One archive has opened.", "Nia Okoro (Reader)"),
        },
    ),
    Told(
        "school-leavers",
        "Harbour School",
        ("trades", {"one": "Bakery"}),
        (
            *("module", "student", "facilitator", "workplace", "university", "contract"),
            *(
                "learning set",
                "ethics",
                "placement officer",
                "credits",
                "level",
                "percent",
                "marks",
            ),
        ),
        zone="Pacific/Auckland",
        dates="day",
        says={
            "student home": ("Write your placement card and share a draft", "Programme"),
            "guardian contracts:plan": (
                "is this placement card all right with you?",
                "The two weeks belong to the last year at school.",
                "Before it goes ahead, the school needs a yes or a no from you",
                "It says that these exact words are all right with you.",
                "Undertaken by: Family We ring the host by eight on a day of illness.",
            ),
            "email guardian1@host.example": ("is the placement card all right with you?",),
            "one contracts:plan": ("First trade Bakery",),
            "facilitator home": ("Your programmes", "Visiting teacher"),
            "facilitator contracts:queue": ("One pupil is waiting for us",),
            "facilitator contracts:leaving": ("no longer speaks for Family",),
            "paper 2": (
                "Placement card",
                "Harbour School, Two weeks in two trades",
                "Nia Okoro (Pupil)",
            ),
        },
    ),
    Told(
        "language-traineeship",
        "Universität Nordstadt",
        ("programme", {"tasks": "Guide visitors in two languages."}),
        (
            *("module", "student", "facilitator", "workplace", "contract", "learning set"),
            *("ethics", "placement officer", "level", "percent"),
        ),
        zone="Europe/Vienna",
        dates="year",
        says={
            "student modules:run": (
                "6 ECTS credits",
                "25–30 hours for each ECTS credit",
                "Grades: Passed, Not passed.",
            ),
            "receiving contracts:plan": (
                "The traineeship is part of the degree.",
                "What else the university needs from you Traineeship certificate",
            ),
            "email receiving1@host.example": ("all right for your receiving organisation?",),
            "facilitator home": ("Your course units", "Departmental coordinator"),
            "paper 2": (
                "Universität Nordstadt, Traineeship abroad, 6 ECTS credits",
                "Monthly allowance (EUR) 1,200.50",
                "Nia Okoro (Trainee)",
            ),
        },
    ),
    Told(
        "practicum",
        "Hillside Institute",
        (
            "competences",
            {"cells": {str(n): {"now": "Alone", "shown": "In May.\nBy two."} for n in range(3)}},
        ),
        (
            *("module", "student", "facilitator", "workplace", "contract", "learning set"),
            *("ethics", "placement officer", "hours", "credits", "level", "percent"),
        ),
        says={
            "student home": ("Write your competence agreement and share a draft",),
            "student help": ("What is a competence agreement? A plan for one practicum",),
            "mentor contracts:plan": ("The practicum is part of becoming a teacher.",),
            "principal contracts:plan": (
                "is this competence agreement all right with you?",
                "Class",
            ),
            "facilitator contracts:queue": ("One student teacher is waiting for us",),
            "module_leader home": ("Your practicums", "Head of practicum"),
            "paper 2": ("Competence agreement", "In May. By two.", "Nia Okoro (Student teacher)"),
        },
    ),
    Told(
        "fixed-terms",
        "Lakeside College",
        ("scope", {"not": "Anything about pay."}),
        (
            *("module", "student", "facilitator", "workplace", "contract", "learning set"),
            *("ethics", "placement officer", "hours", "credits", "level", "percent"),
        ),
        says={
            "student home": ("Write your statement of work and share a draft",),
            "client contracts:plan": (
                "What the client tells you stays with you.",
                "Undertaken by: Consultant I reply within a day.",
            ),
            "placement_officer contracts:review": (
                "Undertaken by Consultant I reply within a day.",
                "Confidential information is returned at the end.",
            ),
            "placement_officer home": ("Your projects", "Contracts manager"),
            "paper 2": ("Statement of work", "Anything about pay.", "Nia Okoro (Consultant)"),
        },
    ),
    Told(
        "zero-credit",
        "Lakeside College",
        ("work", {"project": "A guide to the archive"}),
        (
            *("module", "student", "facilitator", "workplace", "university", "contract"),
            *("learning set", "ethics", "placement officer", "level", "percent", "marks"),
        ),
        says={
            "student help": ("A plan for one internship that you and your college agree on",),
            "student modules:run": ("On site",),
            "site contracts:plan": ("The internship carries no credit.", "120 hours"),
            "facilitator home": ("Your internships", "Career coach"),
            "facilitator contracts:queue": ("One intern is waiting for us",),
            "paper 2": ("Internship agreement", "A guide to the archive", "Nia Okoro (Intern)"),
        },
    ),
    Told(
        "apprenticeship",
        "Northern University",
        ("process", {"process": "How orders reach the floor"}),
        ("student", "facilitator", "workplace", "contract", "learning set", "ethics"),
        zone="Europe/London",
        dates="day",
        says={
            "student home": ("Action group", "Write your training plan and share a draft"),
            "student modules:run": ("DA-401, level 4", "30 credits", "Off the job"),
            "peer home": ("Your action group", "Read Nia’s draft 1"),
            "employer contracts:plan": ("The project belongs to the apprenticeship.",),
            "facilitator home": ("Work-based tutor",),
            "paper 2": ("Training plan", "How orders reach the floor", "Nia Okoro (Apprentice)"),
        },
    ),
    Told(
        "field-internship",
        "Lakeside College",
        ("work", {"tasks": "Map the wells."}),
        (
            *("module", "student", "facilitator", "workplace", "contract", "learning set"),
            *("ethics", "placement officer", "level", "percent"),
        ),
        says={
            "student home": ("Write your learning agreement and share a draft",),
            "site contracts:plan": ("The internship is part of a course.",),
            "placement_officer home": ("Your courses", "Internship coordinator"),
            "paper 1": ("Field internship, 3 semester credits",),
            "paper 2": ("Map the wells.", "Nia Okoro (Intern)"),
        },
    ),
)
