"""Every field of the database that can hold somebody's words: marked in the story, or said why not."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.crawl import marks_in

WORDY = (models.CharField, models.TextField, models.JSONField)


def wordy_fields() -> Iterator[tuple[str, type[models.Model], str]]:
    """``contracts.Ask.message``, with the model and the field's name."""
    for model in apps.get_models():
        if model.__module__.startswith("pactwork."):
            for field in model._meta.concrete_fields:
                if isinstance(field, WORDY) and not field.choices:
                    app = model.__module__.split(".")[1]
                    yield f"{app}.{model.__name__}.{field.name}", model, field.name


def marked_fields() -> set[str]:
    """The fields in which a mark of the story lies now."""
    return {
        name
        for name, model, field in wordy_fields()
        if any(marks_in(str(value)) for value in model._base_manager.values_list(field, flat=True))
    }


# Fields that hold no private words of anybody's, by the reason.
REFS = "ref key digest digests restated hash chain commitment previous covered signature of mark"
CODES = "kind state stage party by n method act section path prompt owner blocks response ended_why"
CODES += " rhythm off nudged_on time_zone language code group type weeks settled_how about"
CODES += " subject client password"
CODES += " fate over_why time_zone language code group type weeks settled_how about subject client password"
# Names and addresses by which people know one another: shown to whoever meets them there.
NAMES = "name by_name known_as email help_email to address"
SHOWN_AS_THEY_ARE = {
    "modules.Run.title": "everybody on the run reads it",
    "modules.Run.specification": "the brief; staff-only parts there are none",
    "modules.Run.files": "names of the brief's files",
    "modules.ColumnMap.columns": "what a record system calls its columns",
    "modules.Enrolment.named": "columns and refs",
    "modules.ColumnMap.role": "one of the roles",
    "modules.ColumnMap.code_page": "one of a few",
    "modules.SpecVersion.part": "a page of the editor",
    "modules.SpecVersion.title": "as in the run",
    "modules.SpecVersion.specification": "what a run says or is to say; its leaders read it",
    "modules.SpecVersion.source": "the same, as it was written",
    "modules.SpecVersion.files": "names of the brief's files",
    "modules.PinnedTemplate.body": "the questions, not the answers",
    "sets.Forming.arrangement": "refs, and the names of sets",
    "sets.Forming.changes": "refs, and the names of sets",
    "sets.Forming.stands_on": "a digest",
    "sets.Errand.conflicts": "refs, and how many",
    "reviews.Comment.quote": "words of the draft, which are marked there",
    "contracts.UnsentPoint.quote": "words of the draft, which are marked there",
    "contracts.Received.piece": "a key of the module’s file",
    "contracts.Agreement.yeses": "who said yes; a waiver's reason is marked in Waiver",
    "hotseats.Hotseat.guest_name": "everybody on the run reads who answers",
    **dict.fromkeys(
        (f"people.Institution.{name}" for name in ("sender", "roles", "light", "dark", "logo")),
        "how it presents itself: for whoever reads a page of it",
    ),
    **dict.fromkeys(
        (f"people.Institution.{name}" for name in ("dates", "paper", "left_out")), "one of a few"
    ),
    "people.Installation.backed_up_to": "where on the machine; no page shows it",
    "people.Person.key": "what the roster calls them",
    "history.Delivery.stopped_why": "our own words",
    "history.SignInCode.stopped_why": "our own words",
    "history.SignInCode.source": "a seal of where a code was asked for",
    "web.Session.device": "a browser and a system, in two words of ours",
    "web.Session.session_data": "signed; what is held in it is shown to its reader alone",
    "web.Session.session_key": "a secret of one browser; no page shows it",
    "people.Installation.found": "refs and kinds of rows, for the doctor",
    "conversations.Findable.words": "words of posts and clarifications, each read as its post is",
    "conversations.Clarification.readings": "marked in Version, where every version of them is",
    "conversations.Findable.scope": "who may find it",
    "contracts.Holder.doubts": "why staff are to look, as codes",
    "conversations.Findable.also": "who may find it besides",
    "conversations.Thread.scope": "who reads it",
    "conversations.Thread.also": "who reads it besides",
    "conversations.Thread.audience": "who reads it, in a word",
    "conversations.Thread.place": "what it is about, in a word",
    "conversations.Clarification.place": "what it is about, in a word",
    "conversations.Spelling.variant": "single words without their posts; no page shows them",
    "conversations.Spelling.word": "single words without their posts; no page shows them",
}
# Words that somebody writes, without an occasion in this story; tests/test_marked_strings.py and the
# tests of their pages look at them.
ELSEWHERE = {
    "contracts.Holder.job",
    "contracts.Holder.looked_how",
    "contracts.Point.wording",
    "contracts.Recording.settled_why",
    "contracts.Objection.reason",
    "contracts.Pause.reason",
    "contracts.Received.note",
    "contracts.UnsentPoint.text",
    "contracts.Voiding.reason",
    "hotseats.Hotseat.declined_why",
    "hotseats.Hotseat.cancelled_why",
    "hotseats.Hotseat.thanks",
    "hotseats.EarlierWords.text",
    "conversations.Clarification.withdrawn_why",
    "sets.Availability.discipline",
    "sets.GroundRules.words",
    "reviews.Comment.wording",
    "reviews.Comment.fate_why",
    "reviews.Comment.fate_words",
    "reviews.Idea.words",
    "reviews.Idea.text",
}


def unmarked(marked: set[str]) -> list[str]:
    """Fields that nobody has thought of."""
    plain = set(f"{REFS} {CODES} {NAMES}".split())
    known = marked | ELSEWHERE | set(SHOWN_AS_THEY_ARE)
    names = (name for name, _, field in wordy_fields() if field not in plain)
    return sorted(name for name in names if name not in known)
