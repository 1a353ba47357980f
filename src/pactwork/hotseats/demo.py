"""The hotseats chapter: one closed and in the archive, one open with its guest's link, topics in a poll."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from pactwork.conversations.demo import Stage, stage_of
from pactwork.ground import clock
from pactwork.ground.yaml_file import read_words
from pactwork.hotseats import actions
from pactwork.hotseats.models import Hotseat, Question, Topic
from pactwork.hotseats.typed import Plan
from pactwork.links.secrets import code_for
from pactwork.people.actors import Actor
from pactwork.people.models import Institution, Person

Staff = dict[str, Person]
Words = dict[str, Any]


def hotseats(institution: Institution, staff: Staff) -> None:
    """Played by real acts at past times, as everything in the demo."""
    stage = stage_of(institution, staff)
    if stage is None:
        return
    told = read_words(Path(__file__).parent / "words" / "demo.yaml")
    for words in told["topics"]:
        topic = _topic(stage, words)
        if words.get("aside"):
            with _ago(stage, words["ago"] - 1):
                actions.set_topic_aside(topic, by=stage.who("helen"), why=words["aside"])
    for words in told["seats"]:
        _seat(stage, words)


def _ago(stage: Stage, days: float) -> Any:
    return clock.at(stage.now - timedelta(days=days))


def _student(stage: Stage, number: int) -> Actor:
    return stage.who(str(number % len(stage.students)))


def _who(stage: Stage, by: object) -> Actor:
    return _student(stage, by) if isinstance(by, int) else stage.who(str(by))


def _others(stage: Stage, words: Words) -> list[Actor]:
    """Whoever votes besides the one who asked: the next ones on the list."""
    first = words["by"] if isinstance(words["by"], int) else 0
    own = 1 if isinstance(words["by"], int) else 0
    return [_student(stage, first + n) for n in range(own, words["votes"])]


def _topic(stage: Stage, words: Words) -> Topic:
    with _ago(stage, words["ago"]):
        by = _who(stage, words["by"])
        topic = actions.propose(stage.run, by=by, title=words["title"], about=words["about"])
    with _ago(stage, words["ago"] - 0.5):
        for voter in _others(stage, words):
            actions.vote_for_topic(topic, by=voter, on=True)
    return topic


def _seat(stage: Stage, words: Words) -> None:
    topic = _topic(stage, words["topic"]) if "topic" in words else None
    guest = {f"guest_{name}": text for name, text in words["guest"].items()}
    said = Plan(
        title=words["title"],
        about=words["about"],
        opens_at=_at(stage, words["opens"], hour=9),
        closes_at=_at(stage, words["closes"], hour=17),
        **guest,
    )
    with _ago(stage, words["planned"]):
        seat = actions.plan(stage.run, said, by=stage.who("helen"), topic=topic)
        actions.invite(seat, by=stage.who("helen"))
    for asked in sorted(words["questions"], key=lambda q: -q["ago"]):
        _question(stage, seat, asked)
    if words.get("thanks"):
        with _ago(stage, words["closes"] - 0.9):
            actions.thank(seat, by=stage.who("helen"), words=words["thanks"])


def _at(stage: Stage, ago: float, hour: int) -> Any:
    return (stage.now - timedelta(days=ago)).replace(hour=hour, minute=0, second=0, microsecond=0)


def _question(stage: Stage, seat: Hotseat, words: Words) -> None:
    with _ago(stage, words["ago"]):
        asked = _fresh(actions.ask(seat, by=_who(stage, words["by"]), text=words["text"]))
        for voter in _others(stage, words):
            actions.vote_for_question(asked, by=voter, on=True)
        if words.get("merged"):
            by = _student(stage, words["merged_by"])
            same = _fresh(actions.ask(seat, by=by, text=words["merged"]))
            actions.merge(same, into=asked.ref, by=stage.who("helen"))
        if words.get("aside"):
            actions.set_question_aside(asked, by=stage.who("helen"), why=words["aside"])
    if words.get("answer"):
        _answer(stage, seat, asked, words)


def _fresh(made: Question) -> Question:
    return Question.objects.select_related("hotseat__run__institution").get(pk=made.pk)


def _answer(stage: Stage, seat: Hotseat, asked: Question, words: Words) -> None:
    with _ago(stage, words["answered"]):
        if words.get("for_guest"):
            by = stage.who(words["for_guest"])
            actions.answer_for_guest(asked, by=by, text=words["answer"])
            return
        now = Hotseat.objects.select_related("run__institution", "link").get(pk=seat.pk)
        if now.link is None:
            raise LookupError(seat.title)
        code, said = code_for(now.link.ref), {asked.ref: words["answer"]}
        actions.answer_by_link(now, said, code=code, client="demo", was={})
