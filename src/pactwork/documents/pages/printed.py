"""One numbered draft as a document for one reader: words, yeses, amendments, evidence."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.text import slugify

from pactwork.contracts.as_facts import taken_back_at
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.header import workplace_said
from pactwork.contracts.models import Agreement, Answer, Draft
from pactwork.contracts.queries.by_link import ADVOCATE
from pactwork.contracts.queries.came_with import notes_of, with_yes
from pactwork.contracts.queries.words_of_yes import parted
from pactwork.contracts.rules.drafts import title_of
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.moves import UNDO_FOR
from pactwork.contracts.rules.readers import parties_shown
from pactwork.contracts.signed import with_change
from pactwork.contracts.size import size_of
from pactwork.contracts.states import agreement_state, in_force_until
from pactwork.documents.pages import agreed
from pactwork.documents.pages.agreed import reads_on_paper
from pactwork.documents.pages.printed_changes import agreements
from pactwork.documents.pages.printed_sections import sections
from pactwork.documents.pages.proofs import Proof, draft_of, proof, shared
from pactwork.documents.paper.document import (
    Block,
    Document,
    Heading,
    Labelled,
    NewPage,
    Sign,
    Signs,
    Table,
    Words,
)
from pactwork.documents.queries.trail import Trail, trail
from pactwork.documents.reader import Reader
from pactwork.ground.canonical import fingerprint
from pactwork.ground.dates import day, moment, times_are
from pactwork.ground.words import gettext as _
from pactwork.institutions.look import sheet_of
from pactwork.modules.speaking import speaking_of


def agreement_on(dossier: Dossier, draft: Draft) -> Agreement | None:
    """The newest agreement on this draft."""
    made = [a for a in dossier.agreements if a.draft_id == draft.pk]
    return made[-1] if made else None


def _held(dossier: Dossier, draft: Draft) -> list[Answer]:
    """Yeses to exactly this draft's words, without an agreement: the latest of each seat."""
    asked = [a for a in dossier.answers if draft_of(dossier, a).number <= draft.number]
    latest = {a.seat_id: a for a in asked if taken_back_at(a) is None}
    facts = dossier.facts
    covered = {a.id: a.covered.items() for a in facts.answers}
    named = facts.draft(draft.number)
    given = [a for a in latest.values() if a.kind in YES and a.covered]
    return [a for a in given if named and covered[a.pk] <= named.digests.items()]


def yeses_to(dossier: Dossier, draft: Draft) -> list[Answer]:
    made = agreement_on(dossier, draft)
    return with_yes(dossier, made) if made else _held(dossier, draft)


def proofs(marks: Trail, draft: Draft, parties: frozenset[str]) -> list[Proof]:
    """What is kept about the yeses to this draft, as far as this reader may know of them.

    What they read of a yes is by the draft that it was to, which may have sections that this one lacks.
    """
    dossier = marks.dossier

    def reads(answer: Answer) -> frozenset[str]:
        own = draft_of(dossier, answer)
        return reads_on_paper(dossier.at(own).template, own.content, marks.reader)

    heard = [a for a in yeses_to(dossier, draft) if dossier.seat(a.seat_id).party in parties]
    return [shared(marks, draft), *(proof(marks, answer, reads(answer)) for answer in heard)]


def _line(dossier: Dossier, draft: Draft, one: Proof, ways: Mapping[str, str]) -> str:
    changed = with_change(dossier, one.answer) if one.answer else ""
    earlier = one.draft.pk != draft.pk and not changed
    to = _("to draft %(number)s") % {"number": one.draft.number} if earlier else ""
    return ", ".join(filter(None, [moment(one.at), ways[one.how], changed, to]))


def _signs(
    dossier: Dossier, draft: Draft, given: list[Proof], parties: frozenset[str]
) -> list[Block]:
    made = agreement_on(dossier, draft)
    if made is None:
        ways = agreed.ways_to_say_yes()
        return [
            Signs(tuple(Sign(p.name, p.capacity, _line(dossier, draft, p, ways)) for p in given))
        ]
    signs = [Sign(s.name, s.party, s.line) for s in agreed.signs_of(dossier, made, parties)]
    return [Signs(tuple(signs))]


def _notes(dossier: Dossier, draft: Draft, reader: Reader, parties: frozenset[str]) -> list[Block]:
    """Advice, conditions that are still open, and yeses left out."""
    made = agreement_on(dossier, draft)
    reads = reads_on_paper(dossier.at(draft).template, draft.content, reader)
    blocks: list[Block] = []
    for note in notes_of(dossier, draft, made, agreed.hearer(reader, parties, reads)):
        wording = f"“{note.wording}”" if note.wording else ""
        words = Words("\n".join(filter(None, [note.text, wording])))
        blocks += [Heading(note.head, 3), words]
        blocks += [Words(note.facts, small=True)] if note.facts else []
    for left in agreed.waivers_of(made.yeses if made else [], reader, parties):
        said = {"party": left.party, "name": left.name, "line": left.line}
        blocks.append(Words(_("%(party)s: yes waived by %(name)s on %(line)s") % said, small=True))
    return [Labelled(_("Suggestions and conditions"), tuple(blocks))] if blocks else []


def _seal(dossier: Dossier, draft: Draft, given: list[Proof]) -> list[Block]:
    made = agreement_on(dossier, draft)
    said = {"number": draft.number, "print": fingerprint(draft.digest), "digest": draft.digest}
    lines = [
        _("Draft %(number)s. Fingerprint of this text: %(print)s") % said,
        _("In full: %(digest)s") % said,
    ]
    if made and any(yes["how"] == "account" and not yes.get("told") for yes in made.yeses):
        until = {"moment": moment(made.from_at + UNDO_FOR)}
        lines.append(_("Time to undo the last yes: until %(moment)s.") % until)
    for one in given:
        back = taken_back_at(one.answer) if one.answer else None
        if back:
            known = {"name": one.name, "moment": moment(back)}
            lines.append(_("%(name)s’s yes stopped counting on %(moment)s.") % known)
    ending = getattr(dossier.contract, "ending", None)
    if ending:
        lines.append(_("This contract ended on %(day)s.") % {"day": day(ending.at)})
    lines.append(times_are())
    return [Words("\n".join(lines), small=True)]


def evidence(given: list[Proof]) -> list[Block]:
    """The last part: what is kept about each yes."""
    why = _("Anybody who has the history can check this record entry by entry.")
    blocks: list[Block] = [NewPage(), Heading(_("The record of each yes")), Words(why, small=True)]
    for one in given:
        blocks.append(Heading(f"{one.name}, {one.capacity}", 3))
        blocks.append(Table((_("Fact"), _("What is recorded")), one.facts, widths="short"))
        if one.sections:
            columns = (_("Section agreed to"), _("Fingerprint of its text"))
            blocks.append(Table(columns, one.sections, widths="short"))
    return blocks


def _state(dossier: Dossier, draft: Draft) -> str:
    made = agreement_on(dossier, draft)
    if made:
        return agreement_state(dossier, made)
    said = {"number": draft.number, "day": day(draft.shared_at)}
    return _("Draft %(number)s of %(day)s, not agreed") % said


def _newest(dossier: Dossier, draft: Draft, given: list[Proof]) -> datetime:
    """The newest moment that the document tells of."""
    moments = [draft.shared_at, *(at for one in given for at in one.seen)]
    told = [a for a in dossier.agreements if a.draft.number <= draft.number]
    moments += [a.from_at for a in told]
    later = [dossier.state.ended_at, *(in_force_until(dossier, a) for a in told)]
    if agreement_on(dossier, draft):  # what has taken its place is said at the top
        later.append(dossier.agreements[-1].from_at)
    return max([*moments, *(at for at in later if at)])


def _calls_it(dossier: Dossier, draft: Draft, reader: Reader) -> str:
    form = dossier.at(draft).template
    if reader.roles == ADVOCATE:
        return next((p.calls_it for p in form.parties if p.key in reader.parties), form.calls_it)
    return form.calls_it


def _words(dossier: Dossier, draft: Draft, reader: Reader, reads: frozenset[str]) -> list[Block]:
    """The words of the yeses, for somebody asked by link of their own; what is only read stands apart."""
    form, content, context = dossier.at(draft).template.sections, draft.content, dossier.context
    agreed_to = agreed.agreed_by(dossier, draft, reader)
    own, others = parted(form, agreed_to)
    rest = sections(others, content, context, reads)
    apart: list[Block] = [Heading(agreed.apart_for(reader)), *rest] if rest else []
    mine = agreed_to if reader.roles == ADVOCATE else agreed_to & reads
    return [*sections(own, content, context, mine), *apart]


def printed(dossier: Dossier, draft: Draft, reader: Reader) -> Document:
    """The whole document, in the institution's own time."""
    with speaking_of(dossier.contract.run):
        return _printed(dossier, draft, reader)


def _printed(dossier: Dossier, draft: Draft, reader: Reader) -> Document:
    contract, form = dossier.contract, dossier.at(draft).template
    reads = reads_on_paper(form, draft.content, reader)
    parties = parties_shown(form, reads) | reader.parties
    given = proofs(trail(dossier, reader), draft, parties)
    student, run = contract.student, contract.run
    titled = (form.title_prompt or "").partition(".")[0] in reads
    kind = _calls_it(dossier, draft, reader)
    where = workplace_said(student, draft.content)
    size = size_of(dossier, draft)
    foot = _("%(name)s, %(kind)s, draft %(number)s, %(print)s")
    said = {"name": student.name, "kind": kind, "number": draft.number}
    blocks: list[Block] = [
        *_words(dossier, draft, reader, reads),
        *_notes(dossier, draft, reader, parties),
        *_signs(dossier, draft, given, parties),
        *_seal(dossier, draft, given),
        *agreements(dossier, reader, draft),
        *evidence(given),
    ]
    return Document(
        kind=kind[:1].upper() + kind[1:],
        place=", ".join(filter(None, [contract.institution.name, run.title, size])),
        state=_state(dossier, draft),
        title=(title_of(form, draft.content) if titled else "") or run.title,
        sub=", ".join(filter(None, [student.name, student.job, where])),
        foot=foot % (said | {"print": fingerprint(draft.digest)}),
        paged=_("Page %(page)s of %(pages)s"),
        author=student.name,
        dated=timezone.localtime(_newest(dossier, draft, given)),
        blocks=tuple(blocks),
        **sheet_of(contract.institution),
        name=f"{slugify(kind)}-{slugify(student.name) or contract.ref}-draft-{draft.number}",
    )
