"""A small document with one of everything, for looking into its files."""

from datetime import UTC, datetime

from pactwork.documents.paper.document import Document, Labelled, Sign, Signs, Table, Words

AT = datetime(2027, 2, 2, 10, 40, tzinfo=UTC)


def document(text: str = "Tenants ring me.", name: str = "Nadine Brooks") -> Document:
    rows = (("1", "4", text), ("2", "–", text))
    blocks = (
        Labelled("What bothers you", (Words(text),)),
        Labelled("Your weeks", (Table(("Week", "Hours", "What"), rows, widths="numbers"),), True),
        Table(("Where", "Before", "Now"), (("It stops", (("-", text),), (("+", text),)),)),
        Signs((Sign(name, "Student researcher", "2 February 2027"),)),
    )
    place = "Midshire University"
    return Document(
        "Contract", place, "Agreed", text[:300], name, name, name, AT, blocks, "contract"
    )
