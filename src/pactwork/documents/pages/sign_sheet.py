"""What a workplace is asked to agree to, on one sheet: to read, to talk over, to sign by hand."""

from django.utils import timezone
from django.utils.text import slugify

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.header import workplace_said
from pactwork.contracts.models import Draft
from pactwork.contracts.queries.words_of_yes import keys_of_yes, lines_of_yes
from pactwork.contracts.rules.binding import STUDENT
from pactwork.contracts.unasked import asked_again_words
from pactwork.documents.paper.document import Blanks, Block, Document, Heading, Table, Words
from pactwork.ground.canonical import fingerprint
from pactwork.ground.dates import day
from pactwork.ground.words import gettext as _
from pactwork.institutions.look import sheet_of
from pactwork.modules.rules.specification import Party, Section
from pactwork.modules.speaking import speaking_of


def covers(dossier: Dossier, draft: Draft, party: Party) -> frozenset[str]:
    """The sections that this party is asked to agree to."""
    return keys_of_yes(dossier, draft, party.key)


def asked_by_hand(
    dossier: Dossier, draft: Draft, reads: frozenset[str], wanted: str = ""
) -> Party | None:
    """The first party that answers by link, or the one wanted, if this reader reads all it is asked."""
    links = [p for p in dossier.at(draft).template.parties if p.by == "link"]
    party = next((p for p in links if p.key == wanted or not wanted), None)
    keys = covers(dossier, draft, party) if party else frozenset()
    return party if keys and keys <= reads else None


def _lines(dossier: Dossier, draft: Draft, keys: frozenset[str], asked: Party) -> list[Block]:
    """The same words as on the page by link, section by section; one section needs no name."""
    mine = _("In %(name)s’s words") % {"name": dossier.contract.student.first_name}
    sections = [s for s in dossier.at(draft).template.sections if s.key in keys]
    blocks: list[Block] = []
    for section in sections:
        lines = lines_of_yes(section, draft.content, dossier.context)
        rows = tuple((line.label, line.text) for line in lines)
        title = _("The plan") if len(sections) == 1 else section.short
        whose = _whose(dossier, draft, section, asked) or mine
        blocks += [Table((title, whose), rows)] if rows else []
    return blocks


def _whose(dossier: Dossier, draft: Draft, section: Section, asked: Party) -> str:
    """Whose words a section is in, where these are not the student's."""
    contract = dossier.contract
    if section.kind == "facts":
        return _("As recorded by %(house)s") % {"house": contract.institution.name}
    if section.kind != "promise":
        return ""
    if section.by == STUDENT:
        return _("Undertaken by %(who)s") % {"who": contract.student.name}
    party = dossier.at(draft).template.party(section.by or "")
    seat = next((s for s in dossier.seats if party and s.party == party.key), None)
    own = seat is not None and party == asked and party.seats == 1  # of others, no names
    holder = seat.holder if seat and own else None
    title = party.title if party else contract.institution.name
    who = _("%(name)s, %(title)s") % {"name": holder.name, "title": title} if holder else title
    return _("Undertaken by %(who)s") % {"who": who}


def _answer(dossier: Dossier, draft: Draft, party: Party) -> list[Block]:
    """Boxes and lines, and where the sheet goes."""
    student, institution = dossier.contract.student, dossier.contract.institution
    name = {"name": student.first_name}
    boxes = (
        _("Yes, go ahead."),
        _("Yes, with this change."),
        _("Not yet: this would have to change."),
        _("I am not the right person. Please ask the person named here."),
    )
    lines = (_("In my words"), "", _("Name"), _("Position"), _("Date"), _("Signature"))
    back = _("Please give this sheet back to %(name)s, who will pass it on.") % name
    if institution.help_email:
        back += " " + _("Questions: %(email)s.") % {"email": institution.help_email}
    said = {"number": draft.number, "print": fingerprint(draft.digest)}
    exact = _("This is draft %(number)s, fingerprint %(print)s.") % said
    means = _(
        "Your yes is to these lines and nothing else. It is not a mark for the work. "
        "%(changes)s You can withdraw your yes."
    ) % {"changes": asked_again_words(dossier.at(draft).template, party.key)}
    return [
        Heading(_("Your answer")),
        Words(means, small=True),
        Blanks(boxes, lines),
        Words(f"{back} {exact}", small=True),
    ]


def five_lines(dossier: Dossier, draft: Draft, party: Party) -> Document | None:
    """The sheet, or nothing where this draft asks the party for no yes."""
    keys = covers(dossier, draft, party)
    if not keys:
        return None
    with speaking_of(dossier.contract.run):
        return _sheet(dossier, draft, party, keys)


def _sheet(dossier: Dossier, draft: Draft, party: Party, keys: frozenset[str]) -> Document:
    contract, student = dossier.contract, dossier.contract.student
    plan = party.calls_it
    where = workplace_said(student, draft.content)
    said = {"name": student.name, "plan": plan, "number": draft.number}
    return Document(
        kind=plan[:1].upper() + plan[1:],
        place=", ".join([contract.institution.name, contract.run.title]),
        state=_("Draft %(number)s of %(day)s")
        % {"number": draft.number, "day": day(draft.shared_at)},
        title=_("Is this all right with you?"),
        sub=", ".join(filter(None, [student.name, student.job, where])),
        foot=_("%(name)s, %(plan)s, draft %(number)s") % said,
        paged=_("Page %(page)s of %(pages)s"),
        author=student.name,
        dated=timezone.localtime(draft.shared_at),
        blocks=(*_lines(dossier, draft, keys, party), *_answer(dossier, draft, party)),
        **sheet_of(contract.institution),
        name=f"{slugify(plan)}-{slugify(student.name) or contract.ref}-one-page",
        one_page=True,
        rest=_("(the rest is in draft %(number)s)") % said,
    )
