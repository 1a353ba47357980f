"""Where the guards are: the functions that decide who sees and does what, and the law's own table."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from types import FunctionType

from pactwork.contracts.rules.moves import MOVES, Move
from tests.access.deletions import exchanged, guards_of, plain
from tests.contracts.law_moves import ROLES

# Module -> its functions that guard; none named: all of them.
PLACES: dict[str, tuple[str, ...]] = {
    "contracts.visibility": (
        *("seen_on", "_shared", "_asked", "seen_by", "one_seen_by", "roles_among", "_placed"),
        *("sections_read", "parties_heard"),
    ),
    "contracts.rules.readers": (),
    "contracts.rules.moves": ("why_not", "may_answer"),
    "contracts.actions.base": ("roles_of", "check"),
    "contracts.actions.asking": ("insist_own_ask", "ask", "withdraw_ask", "pass_on", "ask_second"),
    "contracts.actions.answering": ("answer", "undo_answer", "withdraw_yes"),
    "contracts.actions.writing": ("save_text",),
    "contracts.actions.sharing": ("share_draft",),
    "contracts.actions.points": ("_point", "settle_point", "meet_condition"),
    "contracts.actions.desk": (*("mark_read", "hand_over", "propose_talk", "waive", "drop_note"),),
    "contracts.actions.confirming": ("_looked_at", "vouch", "turn_down"),
    "contracts.actions.receiving": ("_owed", "note_received", "undo_received"),
    "contracts.actions.ending": ("end_contract",),
    "contracts.actions.sampling": ("sample",),
    "contracts.requests": ("desk", "own_contract", "at_seat"),
    "workspace.views.pausing": ("_desk",),
    "desk.views.sampling": ("_led",),
    "desk.views.staff_desk": ("staff_desk",),
    "desk.views.staff_moves": ("end", "notes"),
    "desk.views.queue": ("queue", "_peek"),
    "workplace.views.visit": ("found_or_404",),
    "contracts.queries.staff": ("staff_for",),
    "links.queries": ("find",),
    "links.visits": ("came_by_link", "_opens", "located"),
    "links.tickets": ("client_in",),
    "modules.queries": (
        *("lasting", "in_force", "roles_at", "enrolments_at", "sets_at"),
        *("roles_now", "enrolments_now", "runs_seen_by", "sets_of", "file_seen_by"),
    ),
    "modules.queries.leading": ("runs_led_by", "administers", "leads"),
    "modules.queries.drafting": (
        *(
            "drafts_seen_by",
            "may_put_in_force",
            "may_draft",
            "draft_file_seen_by",
            *("who_could_edit", "may_start", "may_rename", "may_make"),
            *("_leading", "_named", "_by_another"),
        ),
    ),
    "modules.actions.columns": (),
    "modules.actions.copying": ("copy_module",),
    "modules.actions.editing": ("edit_module",),
    "modules.actions.roster": ("apply_roster",),
    "modules.actions.staffing": (),
    "modules.views.making": ("modules", "new"),
    "modules.views.brief": (),
    "modules.views.roster": ("_administrator",),
    "people.actors": ("persons_of",),
    "people.requests": ("person_behind",),
    "reviews.views.base": ("reader", "draft_asked"),
    "reviews.views.comments": ("_head", "take_home"),
    "reviews.views.interviews": (),
    "reviews.views.reading": ("have_read", "own_contract", "reading_page"),
    "reviews.views.reviewing": ("declining", "_team_desk"),
    "reviews.views.suggestions": (),
    "reviews.substitutes": (
        "lent_to",
        "lent_number",
        "lent_desk",
        "LentDesk.reads",
    ),
    "reviews.actions.base": (),
    "reviews.actions.comments": (),
    "reviews.actions.ideas": (),
    "reviews.actions.interviewing": (),
    "reviews.actions.reviewing": (),
    "reviews.actions.suggestions": (),
    "reviews.rules.comments": ("why_not_close",),
    "reviews.queries.threads": ("Board.lines", "Board.seen", "Board.counts"),
    "reviews.queries.beside": ("Beside.owing", "beside"),
    "reviews.queries.reviews": ("_row", "reviews_of"),
    "reviews.queries.reading": ("shown_to_set",),
    "reviews.queries.interviews": ("_peers", "sittings_for", "sitting_seen_by"),
    "reviews.queries.learning_set": ("_shared", "_owed"),
    "reviews.queries.comment_outcomes": ("because_of", "_mine", "_fate"),
    "reviews.queries.panels": ("beside_workspace", "beside_review"),
    "conversations.visibility": (),
    "conversations.views.base": (),
    "conversations.views.clarifications": ("of_the_run", "new", "from_post", "change", "reliance"),
    "conversations.views.moderation": (),
    "conversations.views.notes": (),
    "conversations.views.talk": ("show", "wordings"),
    "conversations.actions.base": (
        "person_of",
        "insist_team",
        "insist_reads",
        "named_in",
        "find_post",
    ),
    "conversations.actions.clarifications": (),
    "conversations.actions.moderation": (),
    "conversations.actions.notes": (),
    "conversations.actions.posts": (),
    "conversations.actions.threads": (),
    "conversations.queries.clarifications": ("_with_reliance", "one", "page", "from_last_time"),
    "conversations.queries.panels": ("on_brief", "beside_review"),
    "conversations.queries.search": ("_rows", "_clarifications"),
    "conversations.queries.talk": ("talk", "hidden_posts"),
    "conversations.queries.thread": ("one_thread", "_quote", "_notes", "thread_page"),
    "conversations.citing": ("cite",),
    "hotseats.visibility": (),
    "hotseats.actions.base": ("insist_team", "insist_student", "insist_proposer", "_person"),
    "hotseats.actions.answering": (),
    "hotseats.actions.asking": (),
    "hotseats.actions.by_link": (),
    "hotseats.actions.planning": (),
    "hotseats.actions.topics": (),
    "hotseats.rules.queue": ("gone", "why_not_take_out"),
    "hotseats.rules.window": ("over", "shown"),
    "hotseats.views.desk": ("of_team", "_question", "_topic", "desk", "plan", "question"),
    "hotseats.views.guest_visit": ("_seat",),
    "hotseats.views.run": ("run_or_404", "propose", "_topic", "topic_vote", "topic_aside"),
    "hotseats.views.seat": ("seat_or_404", "ask", "_question", "withdraw", "answer"),
    "hotseats.queries.archive": ("_closed", "_answers"),
    "hotseats.queries.guest": ("_state", "guest_page"),
    "hotseats.queries.panels": ("on_brief",),
    "hotseats.queries.queue": ("queue",),
    "hotseats.queries.run": ("_topics", "run_page"),
    "hotseats.queries.seat": ("seat_page",),
    "sets.views.agreeing": ("own_set", "page", "agree"),
    "sets.views.forming": ("led", "_page"),
    "sets.views.saying": ("page",),
    "sets.actions.agreeing": (),
    "sets.actions.base": (),
    "sets.actions.errands": ("lock_for",),
    "sets.actions.forming": ("propose",),
    "sets.actions.pairing": (),
    "sets.actions.saying": (),
    "sets.queries.panels": ("spaces_of", "beside_set"),
    "workspace.digest": ("_waits",),
    "digests.queries": ("lines_for", "owed_lines"),
    "digests.letters": ("digest",),
    "rights.views": ("mine", "retention"),
    "rights.who": (),
    "contracts.personal_data": ("_refs", "_files"),
    "hotseats.personal_data": ("_refs",),
    "ground.personal_data": ("Given.rows_of",),
    "rights.actions.erasing": (),
    "rights.actions.giving": ("give_all",),
    "rights.actions.retaining": (),
    "rights.queries.holds": (),
    "rights.queries.due": ("Rules.kept", "_due"),
    "people.actions": ("ask_for_second_step", "forget_second_step"),
    "contracts.actions.guessing": (),
    "contracts.naming": (),
    "web.second_step": (
        *("has_step", "shown_here", "asked_of", "SecondStepMiddleware.process_view"),
        *("_is_asked", "staff_second_step"),
    ),
    "web.signin_link": ("_found", "sign_in_link"),
    "web.factors": ("FactorAdapter.can_delete_authenticator", "recovery_codes"),
    "modules.queries.staff": (),
    "web.elsewhere": ("places_of",),
    "web.views": ("act_at", "metrics", "sign_out_there", "installation"),
    "web.installation": ("condition",),
}

# What is asked only while a query is composed: whoever meets these meets it.
COMPOSED: tuple[str, ...] = (
    "contracts.visibility._",
    "contracts.visibility.seen_on",
    "modules.queries.lasting",
    "modules.queries.in_force",
)
COMPOSED += ("modules.queries.roles_at", "modules.queries.enrolments_at", "modules.queries.sets_at")
DESKS = (
    "contracts.visibility.one_seen_by",
    "contracts.visibility.seen_by",
    "modules.queries.roles_now",
)


@dataclass(frozen=True)
class Off:
    """A guard, how to put it out of force, and which knocks it concerns: by function, or by move."""

    name: str
    off: Callable[[], AbstractContextManager[None]]
    function: str = ""
    move: str = ""


def functions() -> Iterator[tuple[str, FunctionType]]:
    for place, names in PLACES.items():
        module = import_module(f"pactwork.{place}")
        for name in names or sorted(vars(module)):
            found = plain(_named(module, name))
            if found is None or found.__module__ != module.__name__ or inspect.isclass(found):
                continue
            yield f"{place}.{name}", found


def _named(module: object, name: str) -> object:
    """A function of the module, or of one of its classes."""
    kind, _dot, own = name.rpartition(".")
    return vars(getattr(module, kind)).get(own) if kind else getattr(module, name, None)


def gone() -> list[str]:
    """What PLACES names and is not there any more."""
    known = {name for name, _ in functions()}
    named = {f"{place}.{name}" for place, names in PLACES.items() for name in names}
    return sorted(named - known)


@contextmanager
def _law(move: str, law: Move) -> Iterator[None]:
    kept, MOVES[move] = MOVES[move], law
    try:
        yield
    finally:
        MOVES[move] = kept


def of_the_law() -> Iterator[Off]:
    """Each move open to every role; in every stage; for any seat; without each of its rules."""
    stages = frozenset().union(*(law.stages for law in MOVES.values())) | {"ended"}
    for move, law in MOVES.items():
        laxer = {"its roles": replace(law, roles=frozenset(ROLES))}
        laxer["its stages"] = replace(law, stages=stages)
        if law.own_seat:
            laxer["only its own seat"] = replace(law, own_seat=False)
        for place, rule in enumerate(law.unless):
            rest = tuple(one for n, one in enumerate(law.unless) if n != place)
            laxer[f"unless {rule.__name__}"] = replace(law, unless=rest)
        for what, less in laxer.items():
            yield Off(f"{move}: {what}", lambda move=move, less=less: _law(move, less), move=move)  # type: ignore[misc]


def in_functions() -> Iterator[Off]:
    for name, function in functions():
        for guard in guards_of(name, function):
            yield Off(guard.name, lambda g=guard: exchanged(g.function, g.code), function=name)  # type: ignore[misc]


def all_guards() -> list[Off]:
    return [*of_the_law(), *in_functions()]
