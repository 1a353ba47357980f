"""What shows that a yes was given: who, how identified, asked, opened, decided, about which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Draft, Recording
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.signed import (
    asked_of,
    counts_since,
    question_of,
    signed_otherwise,
    with_change,
)
from pactwork.documents.queries.trail import Trail
from pactwork.ground.canonical import fingerprint
from pactwork.ground.dates import day, day_and_time, moment
from pactwork.ground.words import gettext as _
from pactwork.history.models import Entry

RECORDED = frozenset({"meeting", "phone", "paper"})


@dataclass(frozen=True)
class Proof:
    """One yes with its facts, in order; each a label and what is known."""

    name: str
    capacity: str
    draft: Draft
    at: datetime
    facts: tuple[tuple[str, str], ...]
    sections: tuple[
        tuple[str, str], ...
    ] = ()  # agreed to: name and digest, as far as they are read
    seen: tuple[datetime, ...] = ()  # every moment that its facts tell of
    answer: Answer | None = None

    @property
    def how(self) -> str:
        return self.answer.method if self.answer else "shared"


def _entry(entry: Entry | None) -> list[tuple[str, str]]:
    if entry is None:
        return [(_("Entry in the history"), _("not found: its text may have been erased"))]
    said = {"seq": entry.seq, "chain": entry.chain}
    line = _("number %(seq)s of chain %(chain)s") % said
    return [(_("Entry in the history"), line), (_("Its hash"), entry.hash)]


def _sections(
    dossier: Dossier, draft: Draft, covered: Mapping[str, str], reads: frozenset[str]
) -> list[tuple[str, str]]:
    """Those that this reader reads, in order: a digest of short words would give them away."""
    form = dossier.at(draft).template
    keys = [s for s in form.sections if s.key in covered and s.key in reads]
    return [(section.short, covered[section.key]) for section in keys]


def _draft(draft: Draft) -> list[tuple[str, str]]:
    said = {"number": draft.number, "print": fingerprint(draft.digest)}
    line = _("draft %(number)s, fingerprint %(print)s") % said
    return [(_("About"), line), (_("Fingerprint in full"), draft.digest)]


def _about(dossier: Dossier, answer: Answer, draft: Draft) -> list[tuple[str, str]]:
    """The draft that was put; a yes with a change is to other words than those."""
    if answer.kind != "yes_change":
        return _draft(draft)
    (_label, line), whole = _draft(draft)
    facts = [(_("Answer"), with_change(dossier, answer)), (_("Asked about"), line), whole]
    since = counts_since(dossier, answer)
    if since is None:
        return [*facts, (_("Agreed to"), _("the wording with their change"))]
    said = {"number": since.number, "print": fingerprint(since.digest)}
    line = _("the wording with their change, as in draft %(number)s, fingerprint %(print)s") % said
    return [*facts, (_("Agreed to"), line)]


def _asked(found: Trail, answer: Answer) -> list[tuple[str, str]]:
    """When the question was put, if it was put at all."""
    put = question_of(found.dossier, answer)
    if put is None:
        before = answer.method == "carried"
        return [(_("Asked"), _("in the earlier attempt") if before else _("no link was sent"))]
    if put.holder and put.pk != answer.ask_id:
        sent = {"moment": moment(put.asked_at)}
        return [(_("Asked"), _("%(moment)s, by link, which was not answered") % sent)]
    return [(_("Asked"), moment(put.asked_at))]


def shared(found: Trail, draft: Draft) -> Proof:
    """The student's own yes: to share a text is to stand by it."""
    student = found.dossier.contract.student
    facts = [
        (_("Identified by"), _("signing in with their own account")),
        (_("Shared"), moment(draft.shared_at)),
        *_draft(draft),
        *_entry(found.entry_of_draft(draft)),
    ]
    title = _("Student researcher")
    return Proof(student.name, title, draft, draft.shared_at, tuple(facts), seen=(draft.shared_at,))


def _recorded(found: Trail, answer: Answer, record: Recording) -> list[tuple[str, str]]:
    ways = {
        "meeting": _("what was said in a meeting on %(day)s, written down by %(name)s"),
        "phone": _("what was said by phone on %(day)s, written down by %(name)s"),
        "paper": _("a page signed on %(day)s, added by %(name)s"),
    }
    said = {"day": day(record.said_on), "name": record.by_person.name}
    facts = [(_("Identified by"), ways[answer.method] % said)]
    if record.file:
        facts.append((_("SHA-256 of the signed page"), record.file.digest))
    if found.reader.full:
        facts.append((_("Why it was not answered by link"), record.reason))
    if record.disputed_at:
        facts.append((_("Disputed"), moment(record.disputed_at)))
    if record.settled_at:
        stands = record.settled_how == Recording.STANDS
        line = _("%(moment)s: it still counts") if stands else _("%(moment)s: it does not count")
        facts.append((_("Settled"), line % {"moment": moment(record.settled_at)}))
    elif not record.disputed_at:
        until = {"moment": day_and_time(record.dispute_until)}  # true before and after
        facts.append((_("Time to dispute it"), _("until %(moment)s") % until))
    return facts


def _identified(found: Trail, answer: Answer, draft: Draft, party: str) -> list[tuple[str, str]]:
    record = found.recordings.get(answer.pk)
    if record and answer.method in RECORDED:
        return _recorded(found, answer, record)
    if answer.method == "link" and answer.ask.holder:
        holder = answer.ask.holder
        wanted = found.dossier.at(draft).template.party(party)
        fresh = wanted is not None and wanted.risk == "high"
        line = (
            _("the link in an email to %(address)s, and a new code emailed there")
            if fresh
            else _("the link in an email to %(address)s, and the code in that email")
        )
        return [(_("Identified by"), line % {"address": found.address(holder.email, party)})]
    if answer.method == "carried":
        return [(_("Identified by"), _("their yes in an earlier attempt, to the same wording"))]
    return [(_("Identified by"), _("signing in with their own account"))]


def _looked_at(found: Trail, answer: Answer) -> list[tuple[str, str]]:
    """What staff have said of who was asked: who said it, when, and how they know."""
    holder = answer.ask.holder
    if holder is None or not (holder.doubts or holder.vouched_at or holder.refused_at):
        return []
    by = holder.refused_by or holder.vouched_by
    known = {"by": by.name if by else _("someone")}
    if holder.refused_at:
        said = _("no: %(by)s could not confirm who they are, on %(day)s")
        said %= known | {"day": day(holder.refused_at)}
    elif holder.vouched_at:
        said = _("as the right person to ask, by %(by)s on %(day)s")
        said %= known | {"day": day(holder.vouched_at)}
    else:
        said = _("not yet")
    facts = [(_("Confirmed by staff"), said)]
    if holder.looked_how and found.reads_addresses:
        facts.append((_("How they know"), holder.looked_how))
    return facts


def proof(found: Trail, answer: Answer, reads: frozenset[str]) -> Proof:
    """Everything that is kept about one answer."""
    ask, draft = answer.ask, draft_of(found.dossier, answer)
    party = found.dossier.seat(answer.seat_id).party
    wanted = found.dossier.at(draft).template.party(party)
    none = _("not recorded")
    asked, otherwise = asked_of(found.dossier, answer), signed_otherwise(found.dossier, answer)
    named = [(_("Who was asked"), asked)] if asked else []
    named += [(_("Deputy for"), answer.deputy_for.name)] if answer.deputy_for else []
    named += [(_("Signed with a different name"), otherwise)] if otherwise else []
    facts = [*_identified(found, answer, draft, party), *_looked_at(found, answer)]
    facts += [*named, *_asked(found, answer)]
    sent = found.sent.get(ask.ref)
    if answer.method == "link":
        facts.append((_("Email sent"), moment(sent) or none))
        facts.append((_("Opened in the browser that answered"), moment(answer.opened_at) or none))
    written_down = answer.method in RECORDED
    facts.append((_("Written down") if written_down else _("Decided"), moment(answer.at)))
    if answer.withdrawn_at:
        facts.append((_("Withdrawn"), moment(answer.withdrawn_at)))
    parts = _sections(found.dossier, draft, answer.covered, reads)
    more = len(answer.covered) - len(parts)
    if more:
        facts.append((_("Sections this reader cannot see"), str(more)))
    facts += [*_about(found.dossier, answer, draft), *_entry(found.entry_of(answer))]
    record = found.recordings.get(answer.pk)
    told = (record.disputed_at, record.settled_at) if record else ()
    put = question_of(found.dossier, answer)
    moments = (
        put.asked_at if put else None,
        sent,
        answer.opened_at,
        answer.at,
        answer.withdrawn_at,
        *told,
    )
    title = wanted.title if wanted else party
    seen = tuple(filter(None, moments))
    return Proof(answer.by_name, title, draft, answer.at, tuple(facts), tuple(parts), seen, answer)


def draft_of(dossier: Dossier, answer: Answer) -> Draft:
    return next(d for d in dossier.drafts if d.pk == answer.draft_id)


def yeses(dossier: Dossier) -> list[Answer]:
    """Every yes that was not undone, oldest first; those taken back since are among them."""
    return [answer for answer in dossier.answers if answer.kind in YES]
