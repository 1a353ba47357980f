"""Agreements in order on paper: from when each was in force, why the text changed, and what changed."""

from datetime import datetime

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Agreement, Draft
from pactwork.contracts.queries.reading import called, titled
from pactwork.contracts.rules.drafts import ChangedLine
from pactwork.contracts.rules.two_drafts import beside
from pactwork.contracts.states import in_force_until
from pactwork.documents.pages.agreed import reads_on_paper
from pactwork.documents.pages.drafts import section_change
from pactwork.documents.pages.redlines import excerpt, spoken
from pactwork.documents.paper.document import Block, Cell, Heading, Table, Words
from pactwork.documents.reader import Reader
from pactwork.ground.canonical import fingerprint
from pactwork.ground.dates import moment
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Template


def _cells(label: str, line: ChangedLine) -> tuple[Cell, ...]:
    """One answer before and now, with the words around what changed."""
    # Other kinds stay as they were printed, letter by letter.
    runs = excerpt((spoken(line) if line.type == "money" else line).runs)
    was = tuple(run for run in runs if run[0] != "+")
    now = tuple(run for run in runs if run[0] != "-")
    title = titled(line)
    named = f"{label}: {title}" if title else label
    return named, was or "–", now or "–"


def changes(dossier: Dossier, reader: Reader, old: Draft, new: Draft) -> list[Block]:
    """What reads otherwise, in sections that this reader reads wherever they are."""
    form, earlier = dossier.at(new).template, dossier.at(old).template
    then = reads_on_paper(earlier, old.content, reader)
    reads = reads_on_paper(form, new.content, reader)
    before, now = dossier.compared(old, new), dossier.compared(new, old)
    rows: list[tuple[Cell, ...]] = []
    for one in beside(earlier, form, then, reads):
        changed = section_change(one.section, before, now, dossier.context, one.how)
        name = called(one.section, one.how)
        found = [_cells(name, line) for line in changed.lines if line.differs]
        rows += found or ([(name, "–", "–")] if one.how else [])
    if not rows:
        return [Words(_("No changes in the sections this reader can see."), small=True)]
    return [Table((_("Where"), _("Before"), _("Now")), tuple(rows))]


def _reason(form: Template, draft: Draft, reader: Reader) -> list[Block]:
    note = draft.note.strip() if reads_on_paper(form, draft.content, reader) else ""
    wording = _("Marked by the student as a change of wording only.")
    blocks: list[Block] = [Words(note)] if note else []
    return [*blocks, Words(wording, small=True)] if draft.wording_only else blocks


def _from(agreement: Agreement, draft: Draft, until: datetime | None) -> str:
    said = {"number": draft.number, "moment": moment(agreement.from_at), "until": moment(until)}
    if until:
        return _("Draft %(number)s, in force from %(moment)s to %(until)s") % said
    return _("Draft %(number)s, in force from %(moment)s") % said


def _print(draft: Draft) -> Words:
    said = {"print": fingerprint(draft.digest), "digest": draft.digest}
    return Words(_("Fingerprint %(print)s, in full %(digest)s") % said, small=True)


def agreements(dossier: Dossier, reader: Reader, draft: Draft) -> list[Block]:
    """Every agreement up to this draft's, oldest first; and how the draft differs if it has none."""
    told = [a for a in dossier.agreements if a.draft.number <= draft.number]
    blocks: list[Block] = [Heading(_("Agreements and amendments"))]
    for place, one in enumerate(told):
        blocks += [
            Heading(_from(one, one.draft, in_force_until(dossier, one)), 3),
            _print(one.draft),
        ]
        before = told[place - 1].draft if place else None
        if before and before.pk == one.draft_id:
            blocks.append(Words(_("The same text, agreed again."), small=True))
        elif before:
            blocks += _reason(dossier.at(one.draft).template, one.draft, reader)
            blocks += changes(dossier, reader, before, one.draft)
        else:
            blocks.append(Words(_("The first agreement."), small=True))
    last = told[-1].draft if told else None
    if last and last.pk != draft.pk:
        said = {"number": draft.number, "moment": moment(draft.shared_at)}
        title = _("Draft %(number)s, proposed on %(moment)s, not agreed") % said
        blocks += [Heading(title, 3), _print(draft)]
        blocks += _reason(dossier.at(draft).template, draft, reader)
        blocks += changes(dossier, reader, last, draft)
    return blocks if told else []
