"""Every page on which people meet, in small windows: the longest name, words without a break, lists
that are empty and lists that are full."""

import re
from datetime import UTC, datetime, timedelta

from tests.journeys.pages import PHONE, Person, Stage

LONGEST = "Maria Esperança Vasconcelos de Albuquerque-Featherstonehaugh"
ENDLESS = "https://intranet.hospital.example/" + "handover-of-the-night-to-the-day/" * 4
GUEST = (
    "Wilhelmina Featherstonehaugh-Cholmondeley-Marjoribanks",
    "w.marjoribanks@helpline.example",
)
STUDENT = (
    ("who is who", "/modules/{}/people/"),
    ("talk, full", "/modules/{}/talk/"),
    ("looking for words, with findings", "/modules/{}/talk/ask/?q=where+does+my+inquiry+end"),
    ("clarifications", "/modules/{}/clarifications/"),
    ("hotseats, full", "/modules/{}/hotseats/"),
    ("archive of hotseats", "/modules/{}/hotseats/archive/"),
    ("archive of hotseats, with findings", "/modules/{}/hotseats/archive/?q=complaint"),
    ("when one can meet", "/modules/{}/when/"),
    ("ground rules", "/modules/{}/ground-rules/"),
    ("a learning set, the longest name", "/set/"),
    ("what changed because of nobody yet", "/because-of-you/"),
    ("letters, as one likes them", "/letters/"),
)
EMPTY = (
    ("talk, empty", "/modules/{}/talk/"),
    ("looking for words, with nothing found", "/modules/{}/talk/ask/?q=zzzz"),
    ("clarifications, none", "/modules/{}/clarifications/"),
    ("hotseats, none", "/modules/{}/hotseats/"),
    ("archive of hotseats, empty", "/modules/{}/hotseats/archive/?q=zzzz"),
    ("ground rules, none", "/modules/{}/ground-rules/"),
)
LEADER = (
    ("learning sets of a run", "/modules/{}/sets/"),
    ("sets as proposed", "/modules/{}/sets/proposal/"),
    ("what was put away", "/modules/{}/talk/put-away/"),
    ("a new clarification", "/modules/{}/clarifications/new/"),
    ("introducing oneself", "/introduction/"),
)


def test_students_meet_in_small_windows(stage: Stage) -> None:
    maria = stage.becomes(LONGEST, PHONE)
    module = module_of(maria)
    asks_without_a_break(maria, module)
    proposes_without_a_break(maria, module)
    walks(maria, STUDENT, module)
    for kind in ("clarifications", "hotseats"):
        maria.goes(f"/modules/{module}/{kind}/")
        for ref in refs(maria, rf'href="/{kind}/(\w{{6,}})/"')[:2]:
            maria.goes(f"/{kind}/{ref}/")
            maria.looks_narrow(f"{kind}, one of them: {ref}")
    nobody = stage.becomes("Dorothy Kirkbride", PHONE)
    walks(nobody, EMPTY, module_of(nobody))


def module_of(person: Person) -> str:
    person.goes_home()
    return refs(person, r'href="/modules/(\w+)/"')[0]


def refs(person: Person, pattern: str) -> list[str]:
    return list(dict.fromkeys(re.findall(pattern, person.page.content())))


def walks(person: Person, pages: tuple[tuple[str, str], ...], module: str) -> None:
    for name, path in pages:
        person.goes(path.format(module))
        person.looks_at(name)


def asks_without_a_break(maria: Person, module: str) -> None:
    maria.goes(f"/modules/{module}/talk/ask/?q={ENDLESS}")
    maria.looks_narrow("asking, without a break")
    maria.writes("Say a little more (optional)", f"See {ENDLESS}\n\n    {ENDLESS}\n\n- {ENDLESS}")
    maria.presses("Ask everybody on this module")
    maria.sees(LONGEST)
    maria.looks_narrow("a thread, without a break")


def proposes_without_a_break(maria: Person, module: str) -> None:
    maria.goes(f"/modules/{module}/hotseats/")
    maria.writes("In a few words", ENDLESS[:100])
    maria.presses("Propose it")
    maria.sees("Proposed by you")


def test_an_interview_in_a_small_window(stage: Stage) -> None:
    nasreen, chloe = (
        stage.becomes("Nasreen Miah", PHONE),
        stage.becomes("Chloe Hartnell", PHONE),
    )
    nasreen.goes("/set/")
    nasreen.follows("Get interviewed first")
    nasreen.looks_at("be interviewed")
    nasreen.chooses("Chloe Hartnell")
    nasreen.presses("Ask for ten minutes")
    chloe.goes("/set/")
    chloe.follows(re.compile("^Interview Nasreen"))
    chloe.looks_at("interviewing somebody")
    for field in chloe.page.locator("form textarea").all():
        field.fill(ENDLESS * 40)
    chloe.presses("Save for Nasreen")
    chloe.sees("There is a problem")
    chloe.looks_narrow("interviewing somebody, refused")
    for field in chloe.page.locator("form textarea").all():
        field.fill(ENDLESS)
    chloe.presses("Save for Nasreen")
    nasreen.page.reload()
    nasreen.looks_at("what was heard in an interview")
    nasreen.presses("Add to my card")
    nasreen.sees("Added to your card.")


def test_staff_meet_students_in_small_windows(stage: Stage) -> None:
    ruth = stage.becomes("Prof. Ruth Adeyemi", PHONE)
    module = module_of(stage.becomes(LONGEST, PHONE))
    walks(ruth, LEADER, module)
    ruth.goes(f"/modules/{module}/hotseats/")
    ruth.looks_narrow("hotseats, for who plans them")
    for ref in refs(ruth, r'"/hotseats/(\w{8,})/"')[:2]:
        ruth.goes(f"/hotseats/{ref}/desk/")
        ruth.looks_narrow(f"looking after a hotseat, one of them: {ref}")
    ruth.goes(f"/hotseats/{ref}/")
    moderates(stage.becomes("Dr Helen Marsh", PHONE), module)


def test_an_administrator_in_a_small_window(stage: Stage) -> None:
    moira = stage.becomes("Moira Keane", PHONE)
    moira.goes("/roster/")
    moira.looks_narrow("the roster, with runs")


def moderates(helen: Person, module: str) -> None:
    helen.goes(f"/modules/{module}/talk/")
    helen.follows(re.compile("Where does my inquiry end"))
    helen.sees("Where does my inquiry end?", "Your reply")
    helen.looks_at("a thread, for staff")
    thread = helen.path
    helen.unfolds("Add a note for the team")
    helen.writes("Your note", ENDLESS)
    helen.presses("Save for staff only")
    helen.sees(ENDLESS)
    helen.looks_narrow("team notes, without a break")
    for name in ("words", "hiding", "clarification"):
        helen.goes(thread)
        ref = refs(helen, rf'"/posts/(\w+)/{name}/"')
        if ref:
            helen.goes(f"/posts/{ref[0]}/{name}/")
            helen.looks_narrow(f"a post, its {name}")
    helen.goes(f"/modules/{module}/clarifications/")
    newest = refs(helen, r"/clarifications/(\w{6,})/")[0]
    helen.goes(f"/clarifications/{newest}/change/")
    helen.looks_at("changing a clarification")


def test_a_guest_with_a_long_name_in_a_small_window(stage: Stage) -> None:
    bronwen = stage.becomes("Bronwen Maddox", PHONE)
    now = datetime.now(UTC).replace(tzinfo=None)
    bronwen.goes(f"/modules/{module_of(bronwen)}/hotseats/plan/")
    bronwen.writes("Title", ENDLESS[:100])
    bronwen.writes("The guest’s name", GUEST[0])
    bronwen.writes("The guest’s email address", GUEST[1])
    bronwen.writes("A line about the guest", ENDLESS[:140])
    bronwen.writes("Opens", (now + timedelta(days=1)).isoformat(timespec="minutes"))
    bronwen.writes("Closes", (now + timedelta(days=2)).isoformat(timespec="minutes"))
    bronwen.presses("Plan the hotseat")
    bronwen.looks_narrow("looking after a hotseat, long names")
    bronwen.presses(f"Invite {GUEST[0]}")
    bronwen.sees("Invited")
    guest = stage.somebody(GUEST[0], PHONE)
    link = re.search(r"https?://\S+/guest/\S+", stage.opens_letter(guest, GUEST[1]))
    assert link
    guest.page.goto(link[0])
    guest.sees("No questions yet")
    guest.looks_narrow("a guest by link, before any question")
    guest.follows("I cannot do this")
    guest.looks_at("a guest who cannot")
