"""The forms in which a document can be had."""

from collections.abc import Callable

from pactwork.documents.paper import plain, typeset, word
from pactwork.documents.paper.document import Document

# The ending of a file -> its writer, its type.
FORMS: dict[str, tuple[Callable[[Document], bytes], str]] = {
    "pdf": (typeset.pdf, typeset.TYPE),
    "docx": (word.word, word.TYPE),
    "txt": (plain.plain, plain.TYPE),
}
