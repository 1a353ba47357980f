"""A paper says first that something was changed past Pactwork, where it was."""

from dataclasses import replace

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.doubt import told_of
from pactwork.documents.paper.document import Document, Heading, Words
from pactwork.ground.words import gettext as _


def warned(dossier: Dossier, document: Document) -> Document:
    """A paper that says first that it is in doubt, where it is."""
    words = _(
        "Do not rely on this document: something was changed outside Pactwork after it was sealed "
        "(%(what)s). Tell the university."
    )
    said = [*map(Words, told_of(dossier, words))]
    if not said:
        return document
    return replace(
        document, blocks=(Heading(_("Changed after it was sealed")), *said, *document.blocks)
    )
