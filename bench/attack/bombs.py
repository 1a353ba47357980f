"""Files that are meant to do harm: what each is called, and what it holds."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf

from tests.contracts.scans import page_that_runs_a_script, pdf, picture

Files = Mapping[str, Callable[[], bytes]]


def laughs(levels: int) -> bytes:
    """A list of lists by reference, each ten times the one before."""
    lines = ["a0: &a0 [zq, zq]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines).encode()


MODULES: Files = {
    "python": lambda: b"key: !!python/object/apply:os.system ['touch PWNED']\n",
    "python new": lambda: b"!!python/object/new:subprocess.Popen [['touch', 'PWNED']]\n",
    "unknown tag": lambda: b"title: !zq 1\n",
    "laughs": lambda: laughs(12),
    "itself": lambda: b"a: &a [*a]\n",
    "merged": lambda: b"a: &a {k: v}\n" + b"<<: [*a, *a, *a]\n" * 2_000,
    "deep flow": lambda: b"[" * 100_000,
    "deep map": lambda: b"{a: " * 50_000,
    "deep block": lambda: b"".join(b" " * n + b"a:\n" for n in range(1_300)),
    "huge number": lambda: b"title: " + b"9" * 900_000,
    "huge power": lambda: b"credits: 1e999999999\nweeks: 0x" + b"f" * 100_000,
    "sixty": lambda: b"title: " + b"1:" * 200_000 + b"1\n",
    "many keys": lambda: b"".join(b"k%d: 1\n" % n for n in range(80_000)),
    "one key": lambda: b"k: 1\n" * 150_000,
    "not text": lambda: bytes(range(256)) * 3_000,
    "null": lambda: b"title: \x00\n",
    "many documents": lambda: b"---\na: 1\n" * 50_000,
    "too long": lambda: b"#" * 1_500_000,
    "quotes": lambda: b'"' + b"\\U0001F600" * 90_000,
    "outside": lambda: b"brief:\n- files:\n  - {title: x, path: ../../../../etc/passwd}\n",
}
ROSTERS: Files = {
    "columns": lambda: b"key;name;email" + b";x" * 400_000,
    "lines": lambda: b"key;name;email\n" + b"a;b;c\n" * 150_000,
    "one cell": lambda: b'key;name;email\n"' + b"a" * 990_000,
    "quotes": lambda: b"key;name;email\n" + b'"' * 990_000,
    "separators": lambda: b";" * 990_000,
    "piled marks": lambda: b"key;name;email\na;o" + "\u0301".encode() * 400_000 + b";c",
    "breaks": lambda: b"key;name;email\n" + b"\r" * 990_000,
    "null": lambda: b"key;name;email\n\x00" * 50_000,
    "not text": lambda: bytes(range(256)) * 3_900,
    "too long": lambda: b"a" * 11_000_000,
    "spreadsheet": lambda: zipped({"xl/workbook.xml": b"0" * 50_000_000}),
    "addresses": lambda: b"key;name;email\n" + b"a;b;" + b"a@" * 400_000,
}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def png_that_claims(width: int, height: int, data: bytes = b"") -> bytes:
    """A picture whose head says so; ``data`` are its packed rows."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + name
            + content
            + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def png_with_long_words() -> bytes:
    """Half a gigabyte of text packed into a comment of a small picture."""
    words = zlib.compress(b"zq" * 50_000_000, 9)
    comment = b"zTXt" + b"Comment\x00\x00" + words
    size = struct.pack(">I", len(comment) - 4)
    chunk = size + comment + struct.pack(">I", zlib.crc32(comment))
    plain = picture("PNG")
    return plain[:33] + chunk + plain[33:]


def pdf_that_unpacks(size: int) -> bytes:
    """Its one page is drawn by a stream that is packed many times."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    twice = zlib.compress(zlib.compress(b"0" * size, 9), 9)
    page = made.make_stream(b"")
    names = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    page.write(twice, filter=names)
    made.pages[0].Contents = page
    found = BytesIO()
    made.save(found, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return found.getvalue()


def deep_pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


SCANS: Files = {
    "claims much": lambda: png_that_claims(60_000, 60_000),
    "claims all": lambda: png_that_claims(2**31 - 1, 2**31 - 1),
    "flat": lambda: png_that_claims(7_700, 7_700, zlib.compress(b"\0" * (7_700 * 23_101), 9)),
    "long words": png_with_long_words,
    "half": lambda: picture("PNG")[:70],
    "pdf deep": deep_pdf,
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="zqrun()"/>',
    "html": lambda: b"GIF89a<script>zqrun()</script>",
    "tiff": lambda: picture("TIFF"),
    "zip": lambda: zipped({"a": b"0" * 300_000_000}),
    "too long": lambda: b"\xff\xd8\xff" + b"0" * 11_000_000,
}
# A page that is evidence is kept as it is, and served as a file: whose page it is, and what it does.
KEPT: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "runs a script": ("nadine", page_that_runs_a_script),
    "miscounts its pages": ("priya", lambda: pdf().replace(b"/Count 1", b"/Count 999999999")),
    "unpacks to much": ("tomasz", lambda: pdf_that_unpacks(300_000_000)),
}

# What a leader hands out: a name and what is in it.
HANDED: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "macros": ("plan.docm", lambda: zipped({"word/vbaProject.bin": b"x"})),
    "a program": ("plan.pdf", lambda: b"MZ\x90\x00"),
    "a page": ("plan.html", lambda: b"<script>zqrun()</script>"),
    "drawn": ("plan.svg", lambda: b'<svg onload="zqrun()"/>'),
    "an archive": ("plan.zip", lambda: zipped({"../../PWNED": b"x"})),
    "one in another": ("plan.pdf.exe", pdf),
    "nothing said": ("plan", pdf),
    "too long": ("plan.pdf", lambda: b"%PDF-1.7" + b"0" * 6_000_000),
    "a page as pdf": ("plan.pdf", lambda: b"<html><script>zqrun()</script>"),
}
# Names that lead elsewhere, with a content that is well: taken, under a name of ours.
LEADING = (
    "../../PWNED.txt",
    "/etc/PWNED.txt",
    "..\\..\\PWNED.txt",
    "PWNED.txt\x00.pdf.txt",
    "a\r\nX-Zq: 1\r\n\r\nPWNED.txt",
    "x" * 5_000 + "PWNED.txt",
    "CON.txt",
    "\u202etxt.PWNED.txt",
    "%2e%2e%2fPWNED.txt",
    ".PWNED.txt",
)
PACKS: Files = {
    "unpacks": lambda: zipped({"evidence.json": b"0" * 600_000_000, "README.txt": b"x"}),
    "unpacks beyond": lambda: zipped({f"{n}.json": b"0" * 300_000_000 for n in range(4)}),
    "leaves": lambda: zipped({"../../PWNED": b"x", "/PWNED": b"x"}),
    "deep": lambda: zipped({"contract.json": b"[" * 1_000_000, "history.json": b"[" * 1_000_000}),
    "no zip": lambda: b"PK\x05\x06" + b"\xff" * 18,
}
