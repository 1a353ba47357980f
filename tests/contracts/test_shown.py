"""A section with a condition: there while the answers call for it, and otherwise in nothing at all."""

from pathlib import Path
from typing import Any

import pytest

from pactwork.contracts import actions
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.rules.cover import concerns
from pactwork.contracts.rules.drafts import digests, gaps
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.readers import parties_shown, readable
from pactwork.contracts.rules.required import lacking
from pactwork.contracts.rules.shown import shown
from pactwork.documents.pages.printed import printed
from pactwork.documents.paper.plain import plain
from pactwork.documents.queries.evidence import evidence
from pactwork.documents.reader import Reader
from pactwork.ground.refusal import Refused
from pactwork.modules.rules.specification import Template
from pactwork.workspace.pages.sharing import checked, seat_fates
from pactwork.workspace.pages.steps import steps
from tests.calls import work
from tests.contracts.play import Play
from tests.contracts.test_cover import prose
from tests.modules.test_reading import LEAST, refused

SECTION = """
      - key: company
        title: Who comes along?
        short: Company
        kind: prose
        yes: [friend]
        when: {section: see, prompt: alone, one_of: ["no"]}
        prompts: [{key: who, ask: Who}, {key: knows, ask: Do they know?, type: yesno}]
"""
FRIEND = "      - {key: friend, title: Friend, person: friend, by: module_leader}\n    sections:"
FILE = LEAST.replace("    sections:", FRIEND) + SECTION.lstrip("\n")


def when(section: str, *answers: str) -> dict[str, Any]:
    return {"section": section, "prompt": "words", "one_of": list(answers)}


# Abroad asks about the visa, and the visa, where there is one, about its papers.
FORM = Template.model_validate(
    {
        "parties": [
            {"key": "host", "title": "Host", "person": "host", "by": "link"},
            {"key": "office", "title": "Office", "person": "officer", "by": "placement_officer"},
        ],
        "sections": [
            prose("where", yes=["host"]),
            prose("visa", yes=["office"], when=when("where", "abroad")),
            prose("papers", yes=["office"], when=when("visa", "granted")),
            prose("costs", yes=["host", {"party": "office", "when": when("visa", "granted")}]),
        ],
    }
)


def said(where: str, visa: str = "", papers: str = "") -> dict[str, Any]:
    words = {"where": where, "visa": visa, "papers": papers, "costs": "None."}
    return {key: {"words": text} for key, text in words.items()}


HOME, ABROAD = said("home", "granted", "Stamped."), said("abroad", "granted", "Stamped.")


def a_chain(length: int) -> tuple[Template, dict[str, Any]]:
    """Each section hangs on the one after it, so none is known before the last."""
    need = [{"party": "office", "when": when("s0", "yes")}]
    named = [
        prose(f"s{n}", yes=need, **({"when": when(f"s{n + 1}", "yes")} if n < length - 1 else {}))
        for n in range(length)
    ]
    parties = [{"key": "office", "title": "Office", "person": "officer", "by": "link"}]
    template = Template.model_validate({"parties": parties, "sections": named})
    return template, {f"s{n}": {"words": "yes"} for n in range(length)}


@pytest.mark.parametrize("asked", [shown, lambda *one: concerns("office", *one)])
def test_a_long_chain_of_conditions_costs_what_its_sections_cost(asked: Any) -> None:
    short, long = a_chain(50), a_chain(1000)
    assert work(lambda: asked(*long)) < 25 * work(lambda: asked(*short))
    template, content = long
    assert len(shown(template, content).sections) == len(concerns("office", *long)) == 1000
    content["s500"]["words"] = "no"
    assert [s.key for s in shown(template, content).sections] == [f"s{n}" for n in range(500, 1000)]


def keys(content: Any) -> list[str]:
    return [s.key for s in shown(FORM, content).sections]


def test_a_section_is_there_while_what_it_depends_on_is_there_and_says_so() -> None:
    assert keys({}) == ["where", "costs"]
    assert keys(ABROAD) == ["where", "visa", "papers", "costs"]
    assert keys(said("abroad")) == ["where", "visa", "costs"]
    assert keys(HOME) == ["where", "costs"]  # the visa was granted in words that nobody sees
    plain = FORM.model_copy(update={"sections": FORM.sections[:1]})
    assert shown(plain, {}) is plain


def test_what_is_not_there_is_neither_needed_nor_digested_nor_agreed_to_nor_read() -> None:
    assert concerns("office", FORM, HOME) == frozenset()
    assert concerns("office", FORM, ABROAD) == {"visa", "papers", "costs"}
    assert set(digests(FORM, HOME, Context())) == {"where", "costs"}
    assert digests(FORM, HOME, Context()) == digests(FORM, said("home"), Context())
    assert gaps(FORM, said("home"), Context()) == frozenset()
    assert gaps(FORM, said("abroad"), Context()) == {"visa"}
    assert readable(FORM, HOME, frozenset({"student"}), frozenset()) == {"where", "costs"}
    office = frozenset({"office"})
    assert readable(FORM, HOME, frozenset(), office) == frozenset()
    assert lacking(FORM, HOME) == []


def test_who_may_not_read_a_condition_does_not_learn_of_whom_it_asks() -> None:
    assert parties_shown(FORM, frozenset()) == {"host"}
    assert parties_shown(FORM, frozenset({"where"})) == {"host", "office"}


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("{section: company, prompt: knows, one_of: [\"no\"]}", "would be shown or not by its own"),
        ("{section: sea, prompt: alone, one_of: [\"no\"]}", "“sea” is not a section"),
        ("{section: see, prompt: what, one_of: [\"no\"]}", "not a prompt with set answers"),
        ("{section: see, prompt: alone, one_of: [never]}", "“never” is not one of the answers"),
        ("{section: see, prompt: alone}", "the condition is incomplete"),
        ("{section: see, raised: true}", "cannot raise anything"),
    ],
)  # fmt: skip
def test_a_condition_that_cannot_be_is_refused_with_its_line(condition: str, sentence: str) -> None:
    wrong = FILE.replace('{section: see, prompt: alone, one_of: ["no"]}', condition)
    line = wrong[: wrong.index(condition)].count("\n") + 1
    (found,) = refused(wrong)
    assert found.startswith(f"module.yaml line {line}, templates.plan.sections.company.when"), found
    assert sentence in found


def test_a_circle_over_several_sections_is_refused_at_each_of_them() -> None:
    second = SECTION.replace("company", "others").replace(
        "section: see, prompt: alone", "section: company, prompt: knows"
    )
    circle = FILE.replace(
        "section: see, prompt: alone", "section: others, prompt: knows"
    ) + second.lstrip("\n")
    found = refused(circle)
    assert len(found) == 2
    assert all("would be shown or not by its own answers" in one for one in found)


@pytest.fixture
def play(clock: Any, tmp_path: Path) -> Play:
    file = tmp_path / "module.yaml"
    file.write_text(FILE, encoding="utf-8")
    return Play(file)


def text(play: Play, number: int) -> str:
    dossier = play.dossier
    draft = dossier.draft(number)
    assert draft
    return plain(printed(dossier, draft, Reader(frozenset({"student"}), frozenset()))).decode()


COMPANY = {"who": "My sister Ann.", "knows": "yes"}


@pytest.mark.django_db
def test_what_was_typed_is_kept_comes_back_and_is_in_no_draft_meanwhile(play: Play) -> None:
    play.share(see={"alone": "yes"}, company=COMPANY)
    first = play.dossier.newest
    assert first is not None
    assert set(first.content) == set(first.digests) == {"see"}
    assert play.states() == {"tutor": "not_asked", "friend": "not_needed"}
    assert [s.key for s in play.dossier.template.sections] == ["see"]
    play.agreed("tutor")
    assert play.stage == "agreed"
    assert play._contract.texts.get(section="company").value["who"] == "My sister Ann."
    play.share(see={"alone": "no"}, company=COMPANY)
    dossier = play.dossier
    second = dossier.newest
    assert second is not None
    assert second.content["company"]["who"] == "My sister Ann."
    assert play.states()["friend"] == "not_asked"
    assert [s.key for s in dossier.template.sections] == ["see", "company"]
    assert [s.key for s in dossier.at(first).template.sections] == ["see"]
    assert [s.key for s in dossier.at(first).at(second).template.sections] == ["see", "company"]
    assert "Who comes along" not in text(play, 1)
    assert "My sister Ann." in text(play, 2)
    play.agreed("tutor", "friend")
    assert play.stage == "agreed"
    proof = str(evidence(play.contract))
    assert "'not_shown': ['company']" not in proof
    play.share(see={"alone": "yes"}, company=COMPANY)
    assert play.states()["friend"] == "not_needed"
    third = play.dossier.newest
    assert third is not None
    assert "company" not in third.content


@pytest.mark.django_db
def test_the_students_pages_ask_only_what_is_called_for(play: Play) -> None:
    def mine() -> Any:
        return load_dossier(play.contract, writing=True)

    assert [s.section.key for s in steps(mine())] == ["see"]
    play.write(see={"alone": "yes"}, company=COMPANY)
    assert [s.section.key for s in steps(mine())] == ["see"]
    assert [c.section.key for c in checked(mine())] == ["see"]
    play.write(see={"alone": "no"}, company={"who": "", "knows": "yes"})
    found = mine()
    assert [s.section.key for s in steps(found)] == ["see", "company"]
    assert found.unsaid == {"company"}
    found.rewrite("see", {"what": "Birds", "alone": "yes"})
    assert found.unsaid == frozenset()
    assert [s.section.key for s in steps(found)] == ["see"]
    play.share(company=COMPANY)
    assert [f.party.key for f in seat_fates(mine())] == ["tutor", "friend"]


@pytest.mark.django_db
def test_nobody_is_asked_for_a_section_that_is_not_there(play: Play) -> None:
    play.share(see={"alone": "yes"})
    with pytest.raises(Refused):
        play.ask("friend")
    by = play.actor("student")
    version = play._contract.texts.get(section="company").version
    saved = actions.save_text(play.contract, "company", COMPANY, version=version, by=by)
    assert saved.value == COMPANY  # another tab that was still open loses nothing
