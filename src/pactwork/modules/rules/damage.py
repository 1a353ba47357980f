"""What a spreadsheet does to numbers and codes: said, never guessed at. Pure."""

import re
from collections.abc import Set

import regex

from pactwork.ground.spelling import folded

# As spreadsheets write them in the languages of Europe; longer ones begin with these.
_MONTH = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mrz|mai|okt|dez|fév|avr|juin|juil|aoû|déc|ene|"
    "abr|ago|set|out|dic|gen|mag|giu|lug|ott|mrt|mei|maj|tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|"
    "syys|loka|marras|joulu|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru|янв|фев|мар|апр|мая|июн|июл|авг|сен|"
    "окт|ноя|дек"
)
_DAY, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:19|20)\d\d"
_NAMED = rf"(?:{_MONTH})[^\W\d_]{{0,6}}\.?"
_DATE = re.compile(
    rf"\d{{1,2}}[-/. ]+{_NAMED}(?:[-/ ]+\d{{2,4}})?|{_NAMED}[-/ ](?:\d\d?|{_YEAR})"
    r"|\d{4}-\d\d-\d\d(?:[ T].*)?|\d{1,2}/\d{1,2}/\d{2,4}(?: .*)?"
    rf"|{_DAY}([-.]){_DAY}\1{_YEAR}(?: .*)?|{_YEAR}([/.])\d{{1,2}}\2\d{{1,2}}(?: .*)?"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"[+-]?\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_MARKED = re.compile(r"[.,+]|E-", re.IGNORECASE)  # 2E11 alone may be a code
_DECIMAL = re.compile(r"\d+[.,]0+|\d{1,3}(?:[,.'’ ]\d{3}){2,}")
# In the language of the spreadsheet: #N/A is #NV, #PUUTTUU! or #Н/Д; LibreOffice numbers its own.
_FAULT = regex.compile(
    r"#\p{Lu}[\p{Lu}\d_/]+[!?]?|(?i:#n/a|#\p{L}[\p{L}\d_/]+[!?])|#{3,}|Err:\d{3}"
)
_TEXT = re.compile(r'=\s*"([^"=]*)"')
# What a spreadsheet would make something else of, although it is whole as it stands.
_AT_RISK = re.compile(r"0\d+|\d+E\d+|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{1,4})?", re.IGNORECASE)
NAMING = ("key", "code", "deputy_for", "run")  # cells that say which one, and have to be exact
OF_MODULES = ("code", "run")  # of these, cells that name what a module's file names


def restored(cell: str) -> str:
    """``="00123"`` and ``'00123`` are how a spreadsheet is told to leave a number alone."""
    found = _TEXT.fullmatch(cell)
    return found[1].strip() if found else cell


def damaged(column: str, cell: str, exact: Set[str] = frozenset()) -> str:
    """The code of the sentence that says what became of this cell; empty when it looks whole.

    ``exact``: the codes and keys of modules here, ``folded``: such a cell is whole whatever it looks like.
    """
    found = _looks(column, cell)
    return "" if found and column in OF_MODULES and folded(cell) in exact else found


def at_risk(code: str) -> bool:
    """Whether a spreadsheet may take this code for a day or a number."""
    return bool(_looks("code", code) or _AT_RISK.fullmatch(code))


def _looks(column: str, cell: str) -> str:
    if _FAULT.fullmatch(cell):
        return "cell_fault"
    if column not in NAMING:
        return ""
    if _ROUNDED.fullmatch(cell) and _MARKED.search(cell):
        return "cell_rounded"
    if _DECIMAL.fullmatch(cell) or _cut(cell):
        return "cell_number"
    if _DATE.fullmatch(cell):
        return "cell_date"
    return "cell_formula" if cell.startswith("=") else ""


def _cut(cell: str) -> bool:
    """A spreadsheet keeps fifteen figures of a number and makes the others 0."""
    return cell.isdigit() and len(cell) > 15 and not cell[15:].strip("0")
