"""A college that is new to Pactwork, in another time zone: from one command to an agreed contract."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.files import words_in_pdf
from tests.institutions.test_settings import picture
from tests.journeys import pages
from tests.journeys.founded import Doors, Founded, chooses_file, fills_in_all, saves, words_of
from tests.journeys.looks import Looks
from tests.journeys.pages import PHONE, Person

COLLEGE, MAIL = "Prairie Lakes State College", "prairielakes.example"
ADMINISTRATOR, LEADER = "Dolores Okafor", "Anastasia Wilhelmina Christoforou-Balasubramaniam"
FACILITATOR, STUDENT, PEER = "Per Lindqvist", "Dana Whitehorse", "Tunde Oyelaran"
HOST, HOST_EMAIL = "Rosa Delgado-Fitzgerald", "rosa.delgado@northshoreclinic.example"
HERE = {"locale": "en-US", "timezone_id": "America/Chicago"}
PLAIN = {**HERE, "java_script_enabled": False}
TODAY = datetime.now(ZoneInfo("America/Chicago")).date()
FIRST_DAY = (TODAY + timedelta(21)).isoformat()
COURSE = "Cooperative education practicum"
LEADERS = (
    f'key,name,email,role\nx100,"{LEADER.split()[-1]}, Anastasia Wilhelmina",lead@{MAIL},staff\n'
)
STAFF = f"""key;name;email;role
x200;Lindqvist, Per;per@{MAIL};facilitator
x300;Adeyemi-Castellanos, Ines;ines@{MAIL};ethics_reviewer
"""
CLASS = f"""Campus ID\tLearner\tCampus mailbox\tTeam\tHome address
00451\tWhitehorse, Dana\tdana@{MAIL}\tCircle 1\t"12 Lake Street
Apartment 4"
00452\tOyelaran, Tunde\ttunde@{MAIL}\tcircle 1\t1 Elm Street
00453\tNguyễn, Thị Mai\tmai@{MAIL}\tCircle 1\t
2.60E+11\tDamaged, Number\tdamaged@{MAIL}\tCircle 1\t
"""
COLUMNS = {"Campus ID": "key", "Learner": "name", "Campus mailbox": "email", "Team": "set"}
FEWER = (1, 3, 5, 7, 8, 11)  # sections of the example that this course goes without
DOING = "On Fridays in week 3 I time 3 calls with my manager, who may say no, and count by week 5."
# What this college calls otherwise, and what is of other places.
NOT_THEIRS = re.compile(
    r"Midshire|London|learning facilitator|learning set|workplace advocate|the university|this module"
)


@pytest.fixture
def doors(browser: Browser, looks: Looks, tmp_path: Path) -> Iterator[Doors]:
    looks.wrong, looks.expected = [], ()
    house = Founded(tmp_path)
    house.start()
    it = Doors(browser, house, looks)
    try:
        yield it
    finally:
        it.clear()
        house.stop()
    assert not looks.wrong, "\n".join(["The pages are not as they should be:", *looks.wrong])


def test_a_new_college_from_one_command_to_an_agreed_contract(doors: Doors, tmp_path: Path) -> None:
    dolores = the_first_administrator_signs_in(doors)
    sets_the_college_up(dolores, tmp_path)
    adds_staff(dolores, LEADERS, 1)
    makes_the_course_from_an_example(dolores)
    leader = the_leader_changes_it(doors)
    looks_at_it_as_others_would_and_opens_it(doors, leader)
    adds_staff(dolores, STAFF, 2)
    loads_the_class(dolores)
    the_next_change_is_seen_before_it_is_in_force(doors, leader)
    student = the_student_writes(doors)
    shares_and_is_read(doors, student)
    asks_for_the_yeses(doors, student)
    the_host_says_yes_on_a_phone(doors)
    the_facilitator_accepts(doors)
    reads_what_is_agreed(doors, student)


def the_first_administrator_signs_in(doors: Doors) -> Person:
    said = doors.house.found(
        Midshire_University=COLLEGE,
        Moira_Keane=ADMINISTRATOR,
        **{"moira.keane@example.ac.uk": f"dolores@{MAIL}"},
    )
    assert f"{ADMINISTRATOR}: an administrator from now on" in said
    dolores = doors.signs_in(ADMINISTRATOR, f"dolores@{MAIL}", **HERE)
    dolores.looks_at("home of the first administrator")
    return dolores


def sets_the_college_up(dolores: Person, folder: Path) -> None:
    (folder / "logo.png").write_bytes(picture())
    dolores.follows(re.compile("^Your institution"))
    for label, words in {
        "Name that emails come from (optional)": "Prairie Lakes Co-op Office",
        "Help address (optional)": f"coop@{MAIL}",
        "Time zone": "chicago",
        "Colour on light pages (optional)": "#5b2a86",
        "Colour on dark pages (optional)": "#d9b8ff",
    }.items():
        dolores.writes(label, words)
    dolores.page.locator("#dates").select_option("month")
    dolores.page.locator("#paper").select_option("letter")
    dolores.page.locator("#logo").set_input_files(folder / "logo.png")
    for role, name in {"facilitator": "faculty supervisor", "advocate": "site supervisor"}.items():
        dolores.page.locator(f"#role-{role}").fill(name)
    dolores.presses("Save settings")
    dolores.sees("Saved.")
    expect(dolores.field("Time zone")).to_have_value("America/Chicago")


def adds_staff(dolores: Person, said: str, lines: int) -> None:
    dolores.goes("/roster/")
    dolores.looks_at("a roster, before there is a module")
    chooses_file(dolores, "staff.csv", said.encode())
    dolores.presses("Show what would change")
    dolores.sees("We put each first name before the last name.")
    dolores.presses(f"Save {lines} line")
    dolores.sees(f"Saved: {lines} line")


def makes_the_course_from_an_example(dolores: Person) -> None:
    dolores.goes_home()
    dolores.follows(re.compile("^Modules"))
    dolores.sees("No module is in force yet.")
    dolores.looks_at("modules, none yet")
    dolores.follows("Make a module")
    dolores.chooses(re.compile("^Action inquiry"))
    dolores.writes("Title (optional)", COURSE)
    dolores.writes("Name of the run (optional)", "This winter")
    dolores.writes("Start in the week of (optional)", TODAY.isoformat())
    dolores.page.locator("#leader").select_option(label=LEADER)
    dolores.looks_at("make a module, at a new college")
    dolores.presses("Start the draft")
    dolores.sees("Only its editors see it.", COURSE)


def the_leader_changes_it(doors: Doors) -> Person:
    """Without scripts: its words, hours, weights and sections."""
    leader = doors.signs_in(LEADER, f"lead@{MAIL}", **PLAIN)
    leader.follows(re.compile(f"^{COURSE}"))
    draft = leader.path
    words = {"module": "course", "student": "intern", "learning_set": "peer circle"}
    words["university"] = "college"
    own = {f"words.{thing}.one": name for thing, name in words.items()}
    saves(leader, draft, "words", own | {f"words.{key}.many": f"{w}s" for key, w in words.items()})
    credit = {"credits": "4", "credit.one": "semester credit", "credit.many": "semester credits"}
    saves(leader, draft, "hours", credit | {"credit.hours": "50"}, saved=False)
    leader.sees("add up to 150, but 200 hours are expected for 4 semester credits.")
    doors.beside(leader, "hours that do not add up")
    hours = {"hours.0.hours": "15", "hours.2.hours": "55"}
    saves(leader, draft, "hours", credit | {"credits": "3", "credit.hours": "50"} | hours)
    weights = {"plan-in-use": "25", "portfolio": "55"}
    saves(leader, draft, "weights", {f"variants.1.weights.{k}": w for k, w in weights.items()})
    parts = ("title", "short", "group", "place")
    gone = {f"templates.inquiry.sections.{n}.{part}": "" for n in FEWER for part in parts}
    saves(leader, draft, "sections-inquiry", gone)
    doors.beside(leader, "a draft, in the college’s colours")
    return leader


def looks_at_it_as_others_would_and_opens_it(doors: Doors, leader: Person) -> None:
    draft = leader.path
    leader.follows(re.compile("^As an? "))
    leader.follows("AIN501")
    leader.sees("3 semester credits, 50 hours for each semester credit", "25%", "of the mark")
    doors.beside(leader, "a draft, as a student")
    leader.goes(f"{draft}workplace/")
    leader.sees("For the site supervisor.", "What I need from you", "Needs their yes")
    doors.beside(leader, "a draft, as a workplace")
    leader.goes(draft)
    leader.follows(re.compile("^What would change"))
    leader.sees("Nothing of this module is in force yet, so all of it is new.")
    leader.presses("Put into force")
    leader.sees(f"In force now: {COURSE}", "0 interns")


def loads_the_class(dolores: Person) -> None:
    """A UTF-16 file with line breaks in cells; its columns are matched by hand, once."""
    dolores.goes("/roster/")
    chooses_file(dolores, "class.txt", CLASS.encode("utf-16"))
    dolores.presses("Show what would change")
    dolores.sees("We do not know any of the column names in this file")
    dolores.looks_at("a roster with columns that nobody knows")
    for heading, column in COLUMNS.items():
        row = dolores.page.locator(".roster-match tr", has_text=heading)
        row.locator("select").select_option(column)
    dolores.page.locator("#all-role").select_option("student")
    dolores.page.locator("#all-code").fill("AIN501")
    dolores.presses("Use these columns")
    dolores.sees(
        "3 lines can be saved", "UTF-16", "looks like a number that a spreadsheet has rounded"
    )
    dolores.looks_at("a roster, matched by hand")
    dolores.presses("Save 3 lines")
    dolores.sees("Saved: 3 lines of class.txt", "Campus ID → key")


def the_next_change_is_seen_before_it_is_in_force(doors: Doors, leader: Person) -> None:
    leader.goes_home()
    leader.follows("Change the course")
    leader.presses("Start a draft")
    draft = leader.path
    saves(
        leader, draft, "prompts-inquiry-card", {"templates.inquiry.sections.5.payoff": "For Rosa."}
    )
    leader.follows(re.compile("^What would change"))
    leader.sees("1 difference", "For Rosa.")
    doors.beside(leader, "what a second draft would change")
    leader.presses("Put into force")
    leader.sees("3 interns")


def the_student_writes(doors: Doors) -> Person:
    """On a phone, without scripts: every step, from the brief on."""
    dana = doors.signs_in(STUDENT, f"dana@{MAIL}", size=PHONE, **PLAIN)
    doors.beside(dana, "home of a student of a new college")
    dana.follows("Read the brief")
    dana.sees(COURSE, "3 semester credits", "150 hours", FACILITATOR)
    doors.beside(dana, "brief")
    dana.presses("Start your contract")
    steps = [one.get_attribute("href") or "" for one in dana.page.locator(".rail-small a").all()]
    for step in dict.fromkeys(steps[:-1]):
        dana.goes(step)
        fills_in_all(dana, DOING, FIRST_DAY)
        dana.presses(re.compile("^(Save|Go|Check)"))
        dana.sees_no("There is a problem")
    return dana


def shares_and_is_read(doors: Doors, dana: Person) -> None:
    pages.goes_to_check(dana)
    dana.sees("Your peer circle (Thị and Tunde) reads")
    doors.beside(dana, "check")
    pages.shares(dana, 1)
    tunde = doors.signs_in(PEER, f"tunde@{MAIL}", size=PHONE, **PLAIN)
    tunde.goes("/set/")
    tunde.follows(re.compile(f"^{STUDENT}"))
    tunde.sees(DOING, "What will you ask of your workplace?")
    doors.beside(tunde, "reading a draft of the set")


def asks_for_the_yeses(doors: Doors, dana: Person) -> None:
    for party in ("Workplace", "University"):
        pages.opens_the_contract(dana)
        dana.follows(party, within=dana.page.locator(".yeses"))
        doors.beside(dana, f"asking the {party.lower()}")
        if party == "Workplace":
            pages.asks_workplace(dana, HOST, HOST_EMAIL, "Practice manager")
        else:
            dana.presses("Ask for their yes")
            dana.sees("has been asked")


def the_host_says_yes_on_a_phone(doors: Doors) -> None:
    words, letter = doors.plan_letter(HOST_EMAIL)
    assert not NOT_THEIRS.search(words), words
    host = doors.somebody(HOST, PHONE, **HERE)
    host.page.goto(letter.link)
    host.sees(COLLEGE, "learning plan", DOING)
    host.sees_no(NOT_THEIRS)
    host.looks_at("the plan of a new college, by link")
    pages.says_yes(host, letter)
    host.sees("You said yes", "America/Chicago")
    host.looks_at("the plan of a new college, answered")
    receipt = words_of(doors.house.email(HOST_EMAIL, "Your receipt"))
    assert "All times are in the America/Chicago time zone." in receipt
    assert not NOT_THEIRS.search(receipt), receipt


def the_facilitator_accepts(doors: Doors) -> None:
    per = doors.signs_in(FACILITATOR, f"per@{MAIL}", **HERE)
    per.looks_at("home of a facilitator")
    pages.finds_in_queue(per, STUDENT)
    pages.reads_to_the_end(per, lambda: per.page.keyboard.press("n"))
    per.presses(re.compile(f"^Accept {STUDENT}’s draft"))
    per.sees(f"{STUDENT}: Yes.")
    per.looks_at("queue, after an answer")


def reads_what_is_agreed(doors: Doors, dana: Person) -> None:
    dana.goes_home()
    dana.sees("Agreed")
    dana.follows("See what is agreed")
    dana.sees(
        STUDENT, HOST, FACILITATOR, "America/Chicago", f"{TODAY:%B} {TODAY.day}, {TODAY.year}"
    )
    dana.sees_no(NOT_THEIRS)
    doors.beside(dana, "the agreement of a new college")
    link = dana.page.get_by_role("link", name="PDF").first.get_attribute("href")
    paper = words_in_pdf(dana.page.request.get(f"{doors.house.address}{link}").body())
    assert "America/Chicago" in paper
    assert HOST in paper
    assert not NOT_THEIRS.search(paper), paper
