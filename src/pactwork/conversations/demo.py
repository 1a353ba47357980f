"""The talk chapter: a question about boundaries becomes a clarification; and what else is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pactwork.conversations import actions
from pactwork.conversations.models import Post, Thread
from pactwork.conversations.typed import Begun, Clear
from pactwork.ground import clock
from pactwork.modules.models import Enrolment, Run
from pactwork.people.actors import Actor, actor_for
from pactwork.people.models import Institution, Person

Staff = dict[str, Person]


@dataclass
class Stage:
    """The newcomer's run, who is on it, and the moment before which all of this happened."""

    run: Run
    students: list[Enrolment]
    staff: Staff
    now: datetime

    def who(self, name: str) -> Actor:
        """Staff by their key; student researchers by their place, as ``"3"``."""
        if name.isdigit():
            return actor_for(self.students[int(name)].person)
        return actor_for(self.staff[name])

    def asks(
        self, ago: float, by: str, title: str, text: str, about: str, to: str = "cohort"
    ) -> Thread:
        kind, _dot, key = about.partition(".")
        with clock.at(self.now - timedelta(days=ago)):
            return actions.begin(self.run, Begun(title, text, to, kind, key), by=self.who(by))

    def says(
        self, ago: float, by: str, thread: Thread, text: str, quotes: Post | None = None
    ) -> Post:
        with clock.at(self.now - timedelta(days=ago)):
            ref = quotes.ref if quotes else ""
            return actions.reply(thread, text, by=self.who(by), quotes=ref)


def stage_of(institution: Institution, staff: Staff) -> Stage | None:
    own = Enrolment.objects.filter(run__institution=institution, person__name="Nadine Brooks")
    first = own.select_related("run__institution").first()
    if first is None:
        return None
    rows = Enrolment.objects.filter(run=first.run).select_related(
        "person__institution", "run__institution", "learning_set"
    )
    return Stage(first.run, list(rows.order_by("pk")), staff, clock.now())


def _boundaries(stage: Stage) -> None:
    """The story of the pattern: read differently, talked through, settled, relied on."""
    thread = stage.asks(
        9, "0", "Where does my inquiry end?",
        "The brief says the inquiry is about *my own practice*. Complaints at Larkmoor go through three "
        "teams, and my calls are only the first part. If I look at my calls alone I never see what "
        "happens next. If I look at all three teams it is not my practice any more.\n\n"
        "What have others drawn the line around?",
        "section.stops",
    )  # fmt: skip
    mine = thread.posts.get()
    peer = stage.says(
        8.6, "2", thread,
        "I had the same with handovers. I kept to the ones I give and take myself, and wrote what the "
        "ward does with them under *outside*. Then I could say why I stop there.",
    )  # fmt: skip
    stage.says(
        8.2, "5", thread,
        "I went the other way: the whole team’s rota, because we agreed it together. My facilitator "
        "last year was fine with it as long as I said which part I would change.", peer,
    )  # fmt: skip
    answer = stage.says(
        7.5, "helen", thread,
        "Both of these work, and for the same reason: each says what *the writer* will change. What does "
        "not work is a line around something only other people can change.", mine,
    )  # fmt: skip
    with clock.at(stage.now - timedelta(days=7.4)):
        clear = Clear(
            "several",
            "Where you draw the line is yours, as long as something inside it is yours to change.",
            (
                "Only what you do yourself: your calls, your handovers, your lessons.",
                "What your team does, if you say which part you will change and who agreed to it.",
                "The whole way of a case through several teams, if you only look at the others.",
            ),
        )
        made = actions.clarify(
            stage.run, clear, place_kind="section", key="stops", by=stage.who("helen"), post=answer
        )
    for number, ago in (("3", 6.0), ("6", 5.2)):
        with clock.at(stage.now - timedelta(days=ago)):
            actions.rely(made, by=stage.who(number))
    stage.says(
        7.1, "0", thread, "Thank you. The second reading is mine, I think. I had not asked Carol."
    )


def _settled_and_changed(stage: Stage) -> None:
    thread = stage.asks(
        12, "4", "Do two rounds have to be finished before we hand in?",
        "My second try needs the spring audit, and that is after the hand-in.",
        "requirement.two-rounds",
    )  # fmt: skip
    answer = stage.says(11.5, "owen", thread, "You go round twice. The second may be short.")
    by = stage.who("owen")
    with clock.at(stage.now - timedelta(days=11.4)):
        clear = Clear("required", "Two rounds are finished before you hand in.")
        made = actions.clarify(
            stage.run, clear, place_kind="requirement", key="two-rounds", by=by, post=answer
        )
        actions.rely(made, by=stage.who("4"))
    with clock.at(stage.now - timedelta(days=3)):
        clear = Clear(
            "required",
            "Two rounds are finished before you hand in. The second may be as short as one afternoon, "
            "and it may find out that nothing changed.",
        )
        why = "Several people put off their first try because they thought the second had to be as long."
        actions.change_clarification(made, clear, why=why, version=1, by=by)


def _elsewhere(stage: Stage) -> None:
    """Threads on several places, one put away, one in the set, and what the team notes."""
    week = stage.asks(
        5, "1", "Is the Thursday of week 4 online?",
        "The room in the calendar is being painted.", "week.4",
    )  # fmt: skip
    stage.says(4.8, "ruth", week, "Yes, online, at the same time. The link is in the calendar.")
    stage.asks(
        2.5, "7", "May I quote a chat message as evidence?",
        "If the person has said yes, does it count as one of the *two kinds*?", "requirement.three-kinds",
    )  # fmt: skip
    general = stage.asks(
        4, "helen", "What surprised you this week?",
        "One line is enough. I begin: three of you tried something *before* planning it, and all three "
        "plans got shorter.", "module.",
    )  # fmt: skip
    stage.says(3.6, "3", general, "That nobody noticed. So I asked them, and they had.")
    named = stage.says(
        3.4, "6", general, "That my colleague at the second desk has a system for this."
    )
    rude = stage.says(
        3.3, "8", general, "That my manager at Northgate, of all people, reads his post."
    )
    with clock.at(stage.now - timedelta(days=3.2)):
        actions.hide(
            rude, why="It names somebody who is not here to answer.", by=stage.who("helen")
        )
    stage.says(3.0, "8", general, "Fair. That people above me read more than I thought.", named)
    stage.asks(
        1.5, "0", "Could one of you listen to my first call?",
        "Ten minutes, before Friday. I will return it.", "set.", "set",
    )  # fmt: skip
    nadine = next(e for e in stage.students if e.person.name == "Nadine Brooks")
    with clock.at(stage.now - timedelta(days=1)):
        note = "Sharp questions. Holds back in the set; ask her first next Thursday."
        actions.note_on_student(nadine, note, by=stage.who("helen"))


SCENES: tuple[Callable[[Stage], None], ...] = (_boundaries, _settled_and_changed, _elsewhere)


def talk(institution: Institution, staff: Staff) -> None:
    stage = stage_of(institution, staff)
    if stage is not None:
        for scene in SCENES:
            scene(stage)
