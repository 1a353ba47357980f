"""Which tests concern one app: `make test APP=desk` runs those.

An app with a folder of its own here has that. The pages of a contract are tested where its law is, because
one story needs both: here it says which file is whose. A file that nobody names is of the house, or of
several apps at once, and only the whole of `make test` runs it.
"""

import sys
from pathlib import Path

TESTS = Path(__file__).parent
CONTRACTS = "contracts/test_{}.py"
# app -> its files in tests/contracts
PAGES: dict[str, tuple[str, ...]] = {
    "contracts": (
        *("answers", "checks", "cover", "drafts", "kinds", "kinds_shown", "points", "readers"),
        *("law", "law_is_asked", "law_reasons", "oracle", "rounds", "stages"),
        *("standing", "standing_from_facts", "story", "hard_cases", "races", "erasure", "seen"),
        *("waiting", "when_said", "who_the_workplace_is", "in_place_of", "module_altered"),
        *("names_altered", "rows", "conditions_kept", "known_of_a_workplace", "doubtful"),
        *(
            "old_forms",
            "what_binds",
            "at_changes",
            "changed_alone",
            "waived_sections",
            "dropped",
            "named_persons",
        ),
        *("shown", "shown_no_more", "lacking", "amounts", "guardian_and_hosts", "notes_read"),
        *("owed_by_others", "received", "received_and_gone", "facts_of_students", "clockwork"),
    ),
    "workspace": (
        *("workspace", "sharing", "asking", "pace", "every_kind", "draft_pages", "vocabulary"),
        *("working_document", "working_pages", "recording", "acts_refused", "mid_point"),
        "patterns_of_weeks",
    ),
    "workplace": (
        *("plan", "plan_modules", "plan_robots", "guessing", "code_at_every_door", "other_roads"),
        *("advocates", "scans", "other_name_signed", "speaking"),
    ),
    "desk": (
        "queue",
        "named_queue",
        "review",
        "unsent",
        "saved_notes",
        "planned",
        "deadlines",
        "samples",
        "sample_lists",
        "word_of_staff",
    ),
    "documents": (
        *("agreement", "paper", "paper_letters", "paper_moves_and_blanks", "one_page", "press"),
        *("printed_kinds", "signatures", "words_as_seen", "words_of_yes", "altered_pages"),
        "proof_true",
    ),
    "emails": (
        *("letters", "letters_answered", "letters_facts", "reminders", "undelivered"),
        *("conditions_told", "emails_a_day"),
    ),
}
# app -> its files beside the folders, and elsewhere
ELSEWHERE: dict[str, tuple[str, ...]] = {
    "commands": ("test_commands.py", "test_doctor.py", "test_environment.py", "test_clocks.py"),
    "demo": ("test_demo_letters.py", "conversations/test_chapter.py", "hotseats/test_chapter.py"),
    "files": ("test_scanner.py", "contracts/test_scans.py"),
    "post": ("digests/test_choosing.py", "contracts/test_emails_a_day.py"),
    "wiring": ("walls/test_wiring.py", "test_add_an_app.py"),
}
# What no app owns, though it lies in tests/contracts.
OF_SEVERAL = {"states", "states_in_one_sentence"}
# Files in an app's folder that go round the whole house, or take long: only `make test` runs them.
LONG = {"web/test_every_answer.py", "web/test_sign_in_limits.py"}


def concerning(app: str) -> list[Path]:
    """The files and folders, for pytest; nothing for an app that nobody knows."""
    named = [CONTRACTS.format(name) for name in PAGES.get(app, ())] + [*ELSEWHERE.get(app, ())]
    own = [] if app in PAGES else sorted((TESTS / app).glob("test_*.py"))
    quick = [path for path in own if path.relative_to(TESTS).as_posix() not in LONG]
    return quick + [TESTS / name for name in named]


if __name__ == "__main__":
    found = concerning(sys.argv[1])
    if not found:
        sys.exit(f"No tests are only of {sys.argv[1]}; tests/apps.py says which are whose.")
    sys.stdout.write(" ".join(str(path.relative_to(TESTS.parent)) for path in found))
