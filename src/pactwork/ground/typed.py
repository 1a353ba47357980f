"""What people type, as they see it: one rule for white space, bullets, signs and marks nobody can see.

``cleaned`` stands at the door, ``seen`` is what page and paper show of words stored before there was
a door, ``alike`` is what comparison goes by. Words are stored cleaned; no digest is made of ``alike``.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any, TypeVar

import regex

from pactwork.ground.short_cache import of_short_texts
from pactwork.ground.unicode import normal, without_piles

# Word writes these with numbers of its Symbol and Wingdings fonts, which nobody else can show.
SIGNS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf076": "❖",
    "\uf071": "❑",
    "\uf0a8": "☐",
    "\uf0fc": "✓",
    "\uf0fb": "✗",
    "\uf0fe": "☑",
    "\uf0fd": "☒",
    "\uf06f": "☐",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0e0": "→",
    "\uf0df": "←",
    "\uf0ae": "→",
    "\uf0ac": "←",
    "\uf0de": "⇒",
    "\uf0f3": "⇔",
    "\uf0e8": "➔",
    "\uf04a": "☺",
    "\uf04c": "☹",
    "\uf02d": "–",
    "\uf0b0": "°",
    "\uf0b1": "±",
    "\uf0a3": "≤",
    "\uf0b3": "≥",
    "\uf0b4": "×",
    "\uf0b9": "≠",
}
_SIGNS = str.maketrans(SIGNS)
# Bullets that lost their font. A paragraph sign or a letter before a gap is what it says.
_BULLETS = {"o": "◦", "·": "•"}
_BULLET = regex.compile(
    r"^([ \t\u00a0]*)(?:(o)[ \u00a0]*\t[ \u00a0]*|(·)(?:[ \u00a0]*\t[ \u00a0]*|[ \u00a0]{2,}))",
    regex.M,
)
_ASCII_CARE = regex.compile(r"  |[\t\r\x0b\x0c\x1c-\x1f]|\s(?:\n|$)")
_BREAK = regex.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Wide enough to be seen is only U+3000, with which Chinese and Japanese indent.
_SPACE = regex.compile(
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f]|(?<![\u2801-\u28ff])\u2800(?![\u2801-\u28ff])"
)  # U+2800 is the blank of Braille
_RUN, _AROUND_TAB = regex.compile(" {2,}"), regex.compile(" *\t *")

# Unicode says which characters show nothing. Each below stays only where a script or a picture
# needs it: where it changes what is seen. Overrides are dealt with apart.
_UNSEEN = r"[[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\U00013430-\U0001343f]--[\u202d\u202e]]"
# Scripts whose letters join or stack: Arabic and its kin, and those of India. words.js has the same list.
JOINED = (
    *("Arabic", "Syriac", "Mandaic", "Mongolian", "Nko", "Phags_Pa", "Adlam", "Hanifi_Rohingya"),
    *(
        "Sogdian",
        "Manichaean",
        "Psalter_Pahlavi",
        "Chorasmian",
        "Devanagari",
        "Bengali",
        "Gurmukhi",
    ),
    *(
        "Gujarati",
        "Oriya",
        "Tamil",
        "Telugu",
        "Kannada",
        "Malayalam",
        "Sinhala",
        "Tibetan",
        "Myanmar",
    ),
    *("Khmer", "Balinese", "Javanese", "Sundanese", "Chakma", "Meetei_Mayek", "Newa", "Tirhuta"),
    *("Grantha", "Kaithi", "Saurashtra", "Sharada", "Brahmi", "Tai_Tham", "Syloti_Nagri", "Limbu"),
)
_JOINING = (
    rf"[[\p{{L}}\p{{M}}]&&[{''.join(f'{chr(92)}p{{{name}}}' for name in JOINED)}"
    r"\p{scx=Arabic}\p{scx=Devanagari}]--\p{Default_Ignorable_Code_Point}]"
)
_PARTED = r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]"
_HIEROGLYPH = r"[\U00013000-\U0001342f]"
_PICTURE = r"[\p{Emoji}--[0-9#*]]"


def _han_forms(count: int) -> str:
    """Han characters of which Unicode knows so many forms that have a number of their own."""
    forms: dict[str, int] = {}
    for number in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        base = unicodedata.normalize("NFC", chr(number))
        forms[base] = forms.get(base, 0) + (base != chr(number))
    return "".join(base for base, found in forms.items() if found >= count)


_VARIANTS = (
    # a picture in the text's colour, or a sign of the text as a picture
    rf"(?<={_PICTURE})\ufe0e|(?<=[{_PICTURE}--\p{{Emoji_Presentation}}])\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    rf"|(?<=[{_han_forms(1)}])\ufe00|(?<=[{_han_forms(2)}])\ufe01|(?<=[{_han_forms(3)}])\ufe02"
    r"|(?<=\p{Han})[\U000e0100-\U000e01ef]|(?<=[、。！，．：；？])[\ufe00\ufe01]"
    # signs of mathematics, letters of Myanmar and Phags-pa that have a second form
    r"|(?<=[∩∪≨≩≲≳⊊⊋⊓⊔⊕⊗⊜⋚⋛⨼⨽⪝⪞⪬⪭⫋⫌])\ufe00"
    r"|(?<=[ကဂငတထပမယရဝသဢေၵၸၺႀ\uaa60-\uaa66\uaa6b\uaa6c\uaa6f\uaa7a])\ufe00"
    r"|(?<=[\ua856\ua85c\ua85e-\ua860\ua868])\ufe00|(?<=[\p{Mongolian}--\p{DI}])[\u180b-\u180f]"
    rf"|(?<={_HIEROGLYPH})[\ufe00-\ufe06]"
)
# England, Scotland and Wales: other letters behind the black flag show nothing but the flag.
_NATIONS = "|".join(
    "".join(chr(0xE0000 + ord(letter)) for letter in nation)
    for nation in ("gbeng", "gbsct", "gbwls")
)
_NEEDED = (
    rf"(?<={_JOINING})\u200c(?={_JOINING})|(?<={_JOINING})\u200d|\u200d(?={_JOINING})"
    r"|(?<=[\p{Extended_Pictographic}\ufe0f\p{Emoji_Modifier}])\u200d(?=\p{Extended_Pictographic})"
    rf"|{_VARIANTS}|\U0001f3f4\K(?:{_NATIONS})\U000e007f"
    rf"|(?<={_PARTED})\u200b(?={_PARTED})"
    # a syllable of Korean that lacks its first or its middle letter
    r"|\u115f(?=[\u1160-\u11a7\ud7b0-\ud7c6])"
    r"|(?<=[\u1100-\u115f\ua960-\ua97c])\u1160(?=[\u11a8-\u11ff\ud7cb-\ud7fb])"
    rf"|(?<={_HIEROGLYPH})[\U00013430-\U0001343f]|[\U00013430-\U0001343f](?={_HIEROGLYPH})"
    r"|(?<=[\p{Duployan}--\p{DI}])[\U0001bca0-\U0001bca3]|[\U0001bca0-\U0001bca3](?=[\p{Duployan}--\p{DI}])"
)
_LITTER = regex.compile(rf"(?V1){_NEEDED}|({_UNSEEN})")
UNSEEN = regex.compile(rf"(?V1){_UNSEEN}")  # what joins, parts or directs, or is mere litter
_ORDER = "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_RIGHT_TO_LEFT = regex.compile(r"[\p{bc=R}\p{bc=AL}]")
# They turn words round, as moc.live for evil.com: no script needs them.
OVERRIDES = dict.fromkeys(map(ord, "\u202d\u202e"))
TURNING = dict.fromkeys(map(ord, _ORDER)) | OVERRIDES  # a name, or one cell, needs none of them
_CONTROL = regex.compile(r"(?V1)[[\p{Cc}\p{Cs}]--[\n\t]]")
_HIDING = regex.compile(r"(?V1)[[\p{Cc}\p{Cs}\u202d\u202e]--[\n\r\t]]")
# No field takes nearly as much. What is longer is refused for its length and shown again as it came:
# work that grows with it would be for nothing.
MOST_TYPED = 100_000
# Kinds of characters that show nothing: controls, marks of direction, halves of letters, private.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_ALONE_UNSEEN = dict.fromkeys(map(ord, "\u200b" + _ORDER + "\u202d\u202e"))


def _line_without_litter(line: str) -> str:
    keep = _ORDER if _RIGHT_TO_LEFT.search(line) else ""

    def told(found: regex.Match[str]) -> str:
        return "" if found[1] and found[1] not in keep else str(found[0])

    return str(_LITTER.sub(told, line))


def _without_litter(text: str) -> str:
    """Marks stay where a script needs them: to join, part or turn letters, or inside an emoji.

    Marks of order stay on lines that have letters written from right to left.
    """
    if not UNSEEN.search(text):
        return text
    before = None
    while text != before:  # a mark may have stood between a letter and a mark that it needs
        before, text = text, "\n".join(map(_line_without_litter, text.split("\n")))
    return text


def _body(line: str) -> str:
    body = line.lstrip(" \t")
    indent = line[: len(line) - len(body)]
    return indent + str(_AROUND_TAB.sub("\t", _RUN.sub(" ", body)))


def _spaced(text: str) -> str:
    """One space for many, nothing at the end of a line; indents and tabs stay."""
    text = _BULLET.sub(lambda found: f"{found[1]}{_BULLETS[found[2] or found[3]]}\t", text)
    lines = _SPACE.sub(" ", text).split("\n")
    return "\n".join(_body(line.rstrip()) for line in lines)


@of_short_texts(4096)
def seen(text: str) -> str:
    """The text as a reader sees it. Overrides and controls stay, for paper to name."""
    if text.isascii() and not _ASCII_CARE.search(text):
        return text
    text = _without_litter(_BREAK.sub("\n", text).translate(_SIGNS))
    # Once more, for a mark that is two in the normal form.
    return without_piles(normal(without_piles(_spaced(text))))


def _without_controls(text: str) -> str:
    return str(_CONTROL.sub("", text))


def unlittered(text: str) -> str:
    """As ``cleaned``, with white space as it is: in Markdown it may mean something."""
    if len(text) > MOST_TYPED:
        return _without_controls(text)
    text = _without_controls(_BREAK.sub("\n", text).translate(OVERRIDES))
    return normal(without_piles(_without_litter(text.translate(_SIGNS))))


def cleaned(text: str) -> str:
    """What is kept of words as they come in: all that a reader sees of them."""
    text = unlittered(text)
    return text if len(text) > MOST_TYPED else seen(text)


def hides(text: str) -> bool:
    """Whether it holds what no field lets in: an override, which turns words round, or a control."""
    return _HIDING.search(text) is not None


def typed_in(form: Mapping[str, Any], name: str) -> str:
    """What was typed into one field of a form: the door. A test asks that every field has one."""
    return cleaned(str(form.get(name, "")))


def markdown_in(form: Mapping[str, Any], name: str) -> str:
    """The same of a field for Markdown."""
    return unlittered(str(form.get(name, "")))


@of_short_texts(4096)
def alike(text: str) -> str:
    """Equal for texts that nobody can tell apart."""
    # First what the door takes out: a mark may stand between a letter and one that needs it.
    bare = _without_controls(_BREAK.sub("\n", text.translate(_ALONE_UNSEEN)))
    return seen(bare).strip("\n")


_Words = TypeVar("_Words")


def as_before(new: _Words, before: object) -> _Words:
    """New words, but byte for byte as they stood before wherever nobody could see a difference."""
    texts = _texts(before)
    as_they_should = {text for text in texts if alike(text) == text}
    old = {alike(t): t for t in reversed(texts) if t not in as_they_should}
    old = {shown: t for shown, t in old.items() if shown not in as_they_should}
    return _restored(new, old) if old else new


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [t for one in value for t in _texts(one)] if isinstance(value, list) else []


def _restored(value: Any, old: dict[str, str]) -> Any:
    if isinstance(value, str):
        return old.get(alike(value), value)
    if isinstance(value, dict):
        return {key: _restored(one, old) for key, one in value.items()}
    return [_restored(one, old) for one in value] if isinstance(value, list) else value
