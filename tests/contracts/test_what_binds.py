"""All that binds is in the words: leads, undertakings, facts of the module, and questions that need a yes."""

from pathlib import Path
from typing import Any

import pytest

from pactwork.contracts import actions
from pactwork.contracts.models import Draft
from pactwork.contracts.queries.by_link import ADVOCATE, Plan, plan_of
from pactwork.documents.pages.agreed import for_roles
from pactwork.documents.pages.drafts import changes
from pactwork.documents.pages.printed import printed
from pactwork.documents.pages.sign_sheet import five_lines
from pactwork.documents.paper.document import Document
from pactwork.documents.paper.plain import plain
from pactwork.documents.queries.evidence import evidence
from pactwork.documents.reader import Reader
from pactwork.ground.refusal import Refused
from pactwork.modules.actions import load_module
from pactwork.modules.reading import read_bytes
from pactwork.workplace.pages.plan_words import parts_of, promises
from pactwork.workspace.pages.sharing import checked
from tests.contracts.play import Play

pytestmark = pytest.mark.django_db
TERMS = Path(__file__).parent / "files" / "terms.yaml"
WORK = {"do": "Shadow the shift.", "hours": "2", "insured": "yes"}
LEAD = "The host bears the cost of travel between its sites."
OURS, THEIRS = "We visit you once.", "I keep to the safety rules of my host."
STAFF = frozenset({"facilitator"})
ALL = frozenset({"aim", "work", "notes", "facts", "we-promise", "you-promise"})


@pytest.fixture
def play(clock: Any) -> Play:
    return Play(TERMS)


def as_text(paper: Document) -> str:
    return plain(paper).decode()


def share(play: Play, **work: str) -> Draft:
    play.share(work={**WORK, **work})
    newest = play.dossier.newest
    assert newest is not None
    return newest


def agreed(play: Play) -> Play:
    share(play)
    play.agreed("tutor", "host")
    assert play.stage == "agreed"
    return play


def reloaded(play: Play, old: str, new: str, *, adopt: bool = True) -> Play:
    """The module's file is loaded again with other words; the student writes on in its newest form."""
    text = TERMS.read_text(encoding="utf-8")
    assert old in text
    spec = read_bytes(text.replace(old, new).encode(), "module.yaml", TERMS.parent)
    load_module(play.institution, spec, folder=TERMS.parent)
    if adopt:
        actions.adopt_form(play.contract, by=play.actor("student"))
    return play


def redline(play: Play, one: int, other: int) -> dict[str, list[str]]:
    """By section, the lines that differ, as they read now."""
    dossier = play.dossier
    old, new = dossier.draft(one), dossier.draft(other)
    assert old
    assert new
    found = changes(dossier, lambda number: ALL, old, new)
    return {c.section.key: [x.now for x in c.lines if x.differs] for c in found if c.differs}


def host(play: Play) -> Plan:
    link = play.seat("host").asks.latest("pk").link
    plan = plan_of(link) if link else None
    assert plan is not None
    return plan


def test_page_paper_and_sheet_print_all_that_binds_with_whoever_undertakes(play: Play) -> None:
    agreed(play)
    dossier, newest = play.dossier, play.dossier.newest
    assert newest
    page = for_roles(dossier, STAFF, "")
    said = {row.key: [(x.label, x.text) for g in row.groups for x in g] for row in page.rows}
    assert said["work"][0] == ("Stated by the module", LEAD)
    assert said["we-promise"] == [("Undertaken by", "University of Midshire"), ("", OURS)]
    assert said["you-promise"] == [("Undertaken by", "Student researcher"), ("", THEIRS)]
    assert ("Code", "LJ4") in said["facts"]
    assert ("First day", "Monday 3 May 2027") in said["facts"]
    assert ("Required of everybody", "Be insured from the first day.") in said["facts"]
    party = dossier.template.party("host")
    assert party
    sheet = five_lines(dossier, newest, party)
    assert sheet
    whole = printed(dossier, newest, Reader(STAFF, frozenset({"tutor"})))
    for paper in (as_text(whole), as_text(sheet)):
        text = " ".join(paper.split())
        for words in (LEAD, OURS, THEIRS, "University of Midshire", "Student researcher", "LJ4"):
            assert words in text, words
    assert "Choose a topic." not in as_text(whole)  # that is the student's own


def test_the_workplace_reads_what_its_yes_binds_to_and_no_advice(play: Play) -> None:
    share(play)
    play.ask("host")
    read = {
        part.key: [f.words for f in part.facts] for part in parts_of(host(play)) if part.covered
    }
    assert read["work"][0] == LEAD
    assert read["you-promise"] == ["Student researcher", THEIRS]
    assert "aim" not in read
    assert promises(host(play)) == [OURS]  # the university's own; the student's is the student's
    reader = Reader(ADVOCATE, frozenset({"host"}))
    newest = play.dossier.newest
    assert newest
    text = as_text(printed(play.dossier, newest, reader))
    assert "Two sentences are plenty." not in text


@pytest.mark.parametrize(
    ("old", "new", "sections"),
    [
        (LEAD, "The host pays for travel.", {"work"}),
        (OURS, "We visit you twice.", {"we-promise"}),
        (THEIRS, "I keep to every rule.", {"you-promise"}),
        ("title: University of Midshire", "title: Midshire Business School", {"we-promise"}),
        ("guide: Two sentences are plenty.", "guide: Three are too many.", set()),
        ("payoff: You can open", "payoff: You may open", set()),
        ("hint: One line.", "hint: Half a line.", set()),
        ("Nobody agrees to what", "Nobody at all agrees to what", set()),
    ],
)
def test_words_of_the_module_are_changed_words_where_a_yes_is_to_them(
    play: Play, old: str, new: str, sections: set[str]
) -> None:
    reloaded(agreed(play), old, new)
    share(play, do="Shadow the night shift.")
    lapsed = {key for place in play.dossier.stands.seats for key in place.changed}
    assert lapsed == {"work"} | sections
    shown = redline(play, 1, 2)
    assert set(shown) == {"work"} | sections
    for key in sections - {"work"}:
        assert all(" ".join(shown[key]).count(word) for word in new.split(": ")[-1].split()), shown


def test_a_fact_that_changed_is_changed_words_with_the_next_draft_and_not_before(
    play: Play,
) -> None:
    reloaded(agreed(play), "starts_on: 2027-05-03", "starts_on: 2027-05-10", adopt=False)
    assert play.stage == "agreed"
    assert {row.section.key for row in checked(play.dossier) if row.new} == {"facts"}
    share(play)
    place = play.dossier.stands.party("host")[0]
    assert (place.state, place.changed) == ("lapsed", ("facts",))
    assert redline(play, 1, 2) == {"facts": ["Monday 10 May 2027", "Sunday 23 May 2027"]}
    first = play.dossier.draft(1)
    assert first
    text = as_text(printed(play.dossier, first, Reader(STAFF, frozenset({"tutor"}))))
    assert "3 May 2027" in text  # what was agreed is printed as it was
    assert "10 May 2027" not in text


def test_an_older_draft_keeps_its_own_undertakings(play: Play) -> None:
    reloaded(agreed(play), OURS, "We visit you twice.")
    share(play, do="Shadow the night shift.")
    first = play.dossier.draft(1)
    assert first
    text = as_text(printed(play.dossier, first, Reader(STAFF, frozenset({"tutor"}))))
    assert OURS in text
    assert "twice" not in text


def test_every_word_of_a_draft_is_proved_whatever_became_of_the_module(play: Play) -> None:
    agreed(play)
    before = evidence(play.contract)["drafts"][0]
    assert before["not_shown"] == []
    assert before["sealed"]["digest_form"] == 2
    material = {s["key"]: s["material"] for s in before["sections"]}
    assert material["work"]["lead"] == LEAD
    assert material["work"]["said"]["hours"] == "2"
    assert material["you-promise"] == {"by": ["student", ""], "said": [THEIRS]}
    reloaded(
        play, "{key: see, text: Describe what you see.}", "{key: see, text: See.}", adopt=False
    )
    assert evidence(play.contract)["drafts"][0] == before


def test_nobody_is_asked_until_what_needs_a_yes_has_one(play: Play) -> None:
    share(play, insured="no")
    [row] = [row for row in checked(play.dossier) if row.needs_yes]
    assert row.section.key == "work"
    for party in ("tutor", "host"):
        with pytest.raises(Refused) as told:
            play.ask(party)
        assert told.value.refusal.code == "needs_yes"
        assert told.value.refusal.params["asks"] == ["Are you insured?"]
    with pytest.raises(Refused) as told:
        play.record("host", by="placement_officer1")
    assert told.value.refusal.code == "needs_yes"
    share(play)
    play.agreed("tutor", "host")
    assert play.stage == "agreed"


def test_the_student_reads_what_binds_what_is_only_read_and_what_needs_a_yes(
    play: Play, client: Any
) -> None:
    person = play.people["student"]
    client.force_login(person.account, backend="pactwork.web.signin.Backend")

    def page(section: str) -> str:
        got = client.get(f"/contracts/{play.contract.ref}/steps/{section}/")
        assert got.status_code == 200, section
        return " ".join(got.content.decode().split())

    aim, notes, work = page("aim"), page("notes"), page("work")
    binds = "This text is part of your contract: a yes to this section is a yes to it too."
    assert binds in aim
    assert binds not in notes
    assert "This text is only to read: nobody’s yes is to it." in notes
    assert "Two sentences are plenty." in aim
    assert "are only to read: they are not part of your contract." in aim
    assert "Nobody can be asked for their yes until you answer this with yes." in work
    assert "This is what you undertake." in page("you-promise")
    assert "Undertaken by: University of Midshire" in page("we-promise")
    assert "3 May 2027" in page("facts")
    share(play, insured="no")
    seat = play.seat("tutor")
    ask = client.get(f"/contracts/{play.contract.ref}/ask/{seat.ref}/").content.decode()
    assert "the module requires a yes to “Are you insured?”" in ask


def test_a_no_break_space_or_a_soft_hyphen_in_an_agreed_line_is_no_change(play: Play) -> None:
    """Case 15: words stored before they were cleaned at the door, or past it."""
    play.share(work={**WORK, "do": "Change the order on two days a week and compare."})
    play.agreed("tutor", "host")
    play.write(work={**WORK, "do": "x"}, notes={"more": "Something else."})
    text = play.contract.texts.get(section="work")
    text.value = {**WORK, "do": "Change\u00a0 the order on two days a week and com\u00adpare."}
    text.save()
    actions.share_draft(play.contract, by=play.actor("student"), note="Something else.")
    assert play.states() == {"tutor": "yes", "host": "yes"}
    assert play.stage == "agreed"
    assert redline(play, 1, 2) == {"notes": ["Something else."]}


def test_white_space_alone_is_nothing_to_share(play: Play) -> None:
    share(play)
    text = play.contract.texts.get(section="work")
    text.value = {**WORK, "do": "Shadow  the\tshift. \r\n", "hours": "2.0"}
    text.save()
    with pytest.raises(Refused) as told:
        actions.share_draft(play.contract, by=play.actor("student"))
    assert told.value.refusal.code == "nothing_changed"


def test_what_binds_cannot_be_typed(play: Play) -> None:
    """A text that holds such a thing past Pactwork is shared with what template and module say."""
    play.write(work=WORK)
    text = play.contract.texts.get(section="work")
    text.value = {**WORK, "_bound": {"lead": "The host pays for everything."}}
    text.save()
    draft = actions.share_draft(play.contract, by=play.actor("student"))
    assert draft.content["work"]["_bound"] == {"lead": LEAD}
