"""Minutes are those of what there is to read and to fill in."""

from pactwork.modules.reading import read
from pactwork.modules.rules.brief_entries import BriefPart
from pactwork.modules.rules.minutes import brief_minutes, part_minutes, section_minutes
from pactwork.modules.rules.specification import Section
from tests.stories import FILES


def part(words: int, **more: int) -> BriefPart:
    said = {"key": "a", "title": "A", "status": "fixed", "text": "word " * words}
    return BriefPart.model_validate({**said, **more})


def section(**said: object) -> Section:
    known = {"key": "a", "title": "A", "short": "A", "kind": "prose", "minutes": [1, 2]}
    return Section.model_validate({**known, **said})


def test_a_brief_takes_as_long_as_its_words() -> None:
    assert brief_minutes([part(90) for _ in range(8)]) == 3
    assert brief_minutes([]) == 1
    assert part_minutes(part(10)) < 1
    assert part_minutes(part(10, minutes=12)) == 12  # a film behind a link


def test_a_plan_takes_as_long_as_its_fields() -> None:
    plan = section(kind="weeks", minutes=[4, 6])
    assert section_minutes(plan) == (4, 6)
    low, high = section_minutes(plan, weeks=12, kinds=5)
    assert (low, high) == (4, 8)
    assert section_minutes(plan, weeks=30, kinds=5) > (low, high)


def test_what_the_file_says_is_never_too_short_for_what_is_asked() -> None:
    asked = [{"key": f"q{n}", "ask": "Why?", "type": "text"} for n in range(6)]
    assert section_minutes(section(prompts=asked)) == (5, 12)
    assert section_minutes(section(prompts=asked, minutes=[20, 30])) == (20, 30)
    rows = section(kind="goals", each=asked[:2], least=3)
    assert section_minutes(rows) == (5, 12)


def test_the_examples_say_what_is_true() -> None:
    spec = read(FILES / "action-inquiry" / "module.yaml")
    assert 2 <= brief_minutes(spec.brief) <= 5
