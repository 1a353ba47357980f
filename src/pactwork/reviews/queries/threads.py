"""The threads about one contract that one reader may see, placed in the words of one draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pactwork.contracts.access import Desk
from pactwork.contracts.models import Draft
from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.rules.kinds import Line
from pactwork.ground.dates import ago
from pactwork.ground.words import gettext as _
from pactwork.people.models import Person
from pactwork.reviews.models import Comment
from pactwork.reviews.queries.beside import Beside, beside
from pactwork.reviews.rules.anchors import find
from pactwork.reviews.rules.comments import READERS, where_now, why_not_close


def kinds() -> dict[str, str]:
    return {
        "question": _("Question"),
        "praise": _("Praise"),
        "concern": _("Concern"),
        "suggestion": _("Suggestion"),
    }


def fates() -> dict[str, str]:
    return {"adopted": _("Adopted"), "adapted": _("Adapted"), "declined": _("Declined")}


@dataclass(frozen=True)
class Said:
    """One comment or reply as somebody reads it. ``name`` makes the mark, ``who`` is in words."""

    who: str
    name: str
    words: str
    when: str
    role: str = ""
    kind: str = ""  # in words
    wording: str = ""
    please: bool = False
    fate: str = ""  # in words


@dataclass(frozen=True)
class Thread(Said):
    """A comment with its replies; ``lost`` when the words it quotes are not there any more."""

    ref: str = ""
    section: str = ""
    short: str = ""
    path: str = ""
    label: str = ""
    draft: int = 0
    quote: str = ""
    lost: bool = False
    start: int = -1
    end: int = -1
    number: int = 0
    href: str = ""
    place: str = ""
    resolved: bool = False
    replies: list[Said] = field(default_factory=list)
    may_reply: bool = False
    may_close: bool = False
    undecided: bool = False  # a suggestion that waits; whoever made it may take it back

    @property
    def id(self) -> str:
        return f"note-{self.ref}"


@dataclass
class Board:
    """One reader's view of the comments on one draft; loads once, in one query."""

    desk: Desk
    draft: Draft

    @cached_property
    def beside(self) -> Beside:
        return beside(self.desk, self.draft)

    @cached_property
    def lines(self) -> dict[str, list[Line]]:
        """The draft's lines by section, in the template's order; only what this reader reads."""
        whole, reads = self.desk.dossier, self.desk.reads(self.draft.number)
        return {
            s.key: lines_of(s, self.draft.content, whole.context)
            for s in whole.template.sections
            if s.key in reads
        }

    @cached_property
    def seen(self) -> list[Comment]:
        """Threads on this draft, and those of earlier drafts that are still open."""
        if not self.desk.roles & READERS:
            return []
        number = self.draft.number
        reads: dict[int, frozenset[str]] = {}
        found = []
        shut, me = self.beside.owing(self.desk.actor.person_id), self.desk.actor.person_id
        for comment in self.beside.heads:
            if comment.draft_id in shut and comment.person_id != me:
                continue  # one's own first
            own = comment.draft.number
            if own not in reads:
                reads[own] = self.desk.reads(own)
            timely = own == number or (own < number and comment.resolved_at is None)
            if timely and comment.section in reads[own] & self.lines.keys():
                found.append(comment)
        return found

    def threads(self, sections: Iterable[str] | None = None) -> list[Thread]:
        """The threads about these sections (none given: all), in the order of the words."""
        wanted = set(self.lines if sections is None else sections)
        found = [self._thread(c) for c in self.seen if c.section in wanted]
        return sorted(found, key=self._order)

    def counts(self) -> Mapping[str, int]:
        """How many open threads each section has."""
        found: dict[str, int] = {}
        for comment in self.seen:
            if comment.resolved_at is None:
                found[comment.section] = found.get(comment.section, 0) + 1
        return found

    def _order(self, thread: Thread) -> tuple[int, int, int]:
        paths = [line.path for line in self.lines[thread.section]]
        line = paths.index(thread.path) if thread.path in paths else len(paths)
        # By where the pin stands; words that are gone come last. Equal ones keep the order of time.
        return list(self.lines).index(thread.section), line, thread.end

    def _said(self, comment: Comment) -> tuple[str, str, str]:
        person: Person = comment.person
        if person.pk == self.desk.actor.person_id:
            return _("You"), person.name, ""
        if person.pk in self.beside.staff:
            return person.name, person.name, _("Facilitator")
        return person.first_name, person.name, ""

    def _place(self, comment: Comment) -> str:
        if comment.draft_id == self.draft.pk:
            return ""
        return _("On draft %(number)s") % {"number": comment.draft.number}

    def _reply(self, comment: Comment) -> Said:
        who, name, role = self._said(comment)
        return Said(who, name, comment.text, ago(comment.at), role)

    def _thread(self, comment: Comment) -> Thread:
        lines = self.lines[comment.section]
        line = where_now(comment.quote, comment.path, lines)
        at = find(comment.quote, line.text) if line and comment.quote else None
        who, name, role = self._said(comment)
        own = comment.person_id == self.desk.actor.person_id
        roles = self.desk.roles
        section = self.desk.dossier.template.section(comment.section)
        return Thread(
            who=who,
            name=name,
            words=comment.text,
            when=ago(comment.at),
            role=role,
            ref=comment.ref,
            section=comment.section,
            short=section.short if section else "",
            path=line.path if line else "",
            label=line.label if line else "",
            draft=comment.draft.number,
            quote=comment.quote,
            lost=bool(comment.quote) and at is None,
            place=self._place(comment),
            start=at[0] if at else -1,
            end=at[1] if at else -1,
            resolved=comment.resolved_at is not None,
            replies=[self._reply(reply) for reply in comment.replies.all()],
            may_reply=comment.resolved_at is None and self._may_reply,
            kind=kinds()[comment.kind] if comment.kind else "",
            wording=comment.wording,
            please=comment.please_answer,
            undecided=comment.undecided,
            fate=fates()[comment.fate] if comment.fate else "",
            may_close=self._may_resolve
            and why_not_close(roles, own=own, undecided=comment.undecided, owed=self._owed(comment))
            is None,
        )

    def _owed(self, comment: Comment) -> bool:
        student = self.desk.dossier.contract.student_id
        answered = any(reply.person_id == student for reply in comment.replies.all())
        return comment.please_answer and comment.resolved_at is None and not answered

    @cached_property
    def _may_reply(self) -> bool:
        return self.desk.why_not("reply") is None

    @cached_property
    def _may_resolve(self) -> bool:
        return self.desk.why_not("resolve") is None
