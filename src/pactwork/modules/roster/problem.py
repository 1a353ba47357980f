"""One thing wrong with a roster, with its line and column, as one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_l = gettext_lazy

SENTENCES: Mapping[str, Promise] = {
    # The file as a whole
    "too_big": _l("This file is larger than %(most)s MB. Split it in two."),
    "too_long": _l("This file has more than %(most)s lines, which is the limit. Split it."),
    "workbook": _l(
        "This is a workbook. In your spreadsheet, save it as CSV, then choose that file."
    ),
    "web_page": _l(
        "This is a web page, even if it is saved as .xls. Open it in your spreadsheet,"
        " save it as CSV, then choose that file."
    ),
    "not_text": _l("This is not a text file. Choose a CSV file."),
    "empty": _l("This file is empty."),
    "no_lines": _l("There are column names, but no people below them."),
    "no_header": _l(
        "The first line has to name the columns, such as key, name and role. It says “%(found)s”."
    ),
    "none_known": _l(
        "We do not know any of the column names in this file: %(found)s. Match them below."
    ),
    "column_missing": _l(
        "There is no column called “%(name)s”, and every line needs one. This file has: %(found)s."
    ),
    "column_unknown": _l("“%(name)s” is not a roster column. Use one of: %(known)s."),
    "heading_unknown": _l("This file has no column called “%(name)s”. It has: %(found)s."),
    "choice_unknown": _l("“%(name)s” is not a role. Use one of: %(known)s."),
    "too_wide": _l("This file has %(columns)s columns. The limit is %(most)s: delete some."),
    # What was understood without a problem
    "names_turned": _l(
        "We put each first name before the last name. For example, “%(was)s” becomes “%(now)s”."
    ),
    "names_joined": _l("Names are joined from their parts, for example: %(now)s."),
    "above": _l("This line is above the column names, so it is skipped."),
    "heading_again": _l("This line repeats the column names, so it is skipped."),
    "footer": _l("This line is about the file, not a person, so it is skipped: “%(said)s”."),
    "status_out": _l(
        "The column “%(heading)s” says “%(said)s”, so this line does not add anybody or "
        "end anything."
    ),
    "nameless": _l("Column %(number)s has no name, so it is not read."),
    "column_twice": _l(
        "Two columns are called “%(name)s”. Delete one, or choose which one to read."
    ),
    "column_told_twice": _l("Two columns are to be read as “%(name)s”. Choose one."),
    "two_heads": _l(
        "There seems to be a second line of column names: on line %(second)s, below those on line "
        "%(first)s. Delete or correct one of them, then choose the file again."
    ),
    # One line
    "quote": _l("A quotation mark is opened or closed in the wrong place on this line."),
    "cells": _l(
        "There are %(cells)s cells and %(columns)s columns. A comma within a cell needs quotation marks."
    ),
    "control": _l("There is an invisible character here. Type this text again."),
    "letters": _l("Too long: %(count)s characters. The limit is %(most)s."),
    # One cell
    "key_missing": _l("There is no key, so we cannot tell who this is."),
    "role_missing": _l("There is no role. Use one of: %(roles)s."),
    "role_unknown": _l("“%(given)s” is not a role. Use one of: %(roles)s."),
    "no_name": _l("“%(given)s” is not a name: it contains no letters."),
    "name_missing": _l("We do not know “%(key)s” yet, so a name is needed."),
    "email_missing": _l("We do not know “%(key)s” yet, so an email address is needed."),
    "not_an_address": _l("“%(given)s” is not an email address."),
    "address_letters": _l(
        "Our mail server cannot send to “%(given)s” yet. Use an address with only a to "
        "z, digits and symbols."
    ),
    "address_long": _l("An address can have up to 254 characters."),
    "not_a_date": _l("“%(given)s” is not a date. Write it as 2026-09-28, 28/09/2026 or 28.9.2026."),
    "day_no_such_day": _l("There is no such date as “%(given)s”."),
    "day_weekday": _l("“%(given)s” is another day of the week. Check the date."),
    "day_year": _l("“%(given)s” is not clear. Write the year with all four digits."),
    "day_time": _l(
        "“%(given)s” includes a time. Write only the date, such as 2026-09-28 or 28.9.2026."
    ),
    "day_number": _l(
        "“%(given)s” is a spreadsheet’s number for a date. Format it as a date, such as 2026-09-28."
    ),
    "backwards": _l("It ends on %(ends)s, before it starts on %(starts)s."),
    "not_weeks": _l("“%(given)s” is not a list of weeks. Write 4, or 1-3 5."),
    "week_beyond": _l("There is no week %(week)s. This module has %(weeks)s."),
    "not_yes": _l("“%(given)s” is neither yes nor no."),
    "not_for_role": _l("This is for %(whom)s only. Leave the cell empty for this role."),
    "cell_rounded": _l(
        "“%(given)s” looks like a number that a spreadsheet has rounded. Format that "
        "column as text, and export it again."
    ),
    "cell_number": _l(
        "“%(given)s” looks like a number that a spreadsheet has rewritten. Format that "
        "column as text, and export it again."
    ),
    "cell_date": _l(
        "“%(given)s” looks like a code that a spreadsheet has turned into a date. Format "
        "that column as text, and export it again."
    ),
    "cell_fault": _l("“%(given)s” is what a spreadsheet shows when a formula fails."),
    "cell_formula": _l("“%(given)s” is a formula. Export the values instead."),
    "status_unknown": _l(
        "We cannot tell whether “%(given)s” means that this person takes part. Correct "
        "it, or set this column to “ignored”."
    ),
    # Against what is known
    "zeros": _l(
        "“%(given)s” and “%(known)s” differ only by leading zeros, which spreadsheets "
        "remove. Use the same one in both places."
    ),
    "run_missing": _l("This line names no module run, and none was chosen for all lines."),
    "run_unknown": _l("“%(given)s” is not a module run here. Use one of: %(known)s."),
    "run_unclear": _l("“%(given)s” has several runs. Use the ref of one: %(known)s."),
    "code_missing": _l(
        "A student needs a module code: %(known)s. You can choose one for all lines that have none."
    ),
    "code_unknown": _l("“%(given)s” is not a code of this module. Use one of: %(known)s."),
    "group_unknown": _l("“%(given)s” is not a group of this module. Use one of: %(known)s."),
    "own_day_fixed": _l("This module has the same day for everyone. Leave this cell empty."),
    "own_day_outside": _l("This module allows days from %(first)s to %(last)s here."),
    "own_days_backwards": _l("The student’s last day is before their first."),
    "same_line": _l(
        "This is the same person in the same role as on line %(line)s. Keep one of them."
    ),
    "two_words": _l(
        "“%(given)s” differs from what line %(line)s says about the same person: “%(first)s”."
    ),
    "address_taken": _l("This address belongs to someone else here: %(name)s (%(key)s)."),
    "remove_unknown": _l("This role cannot be removed: %(key)s never had it here."),
    "named_not_asked": _l("This module does not ask for “%(name)s”. Leave the cell empty."),
    "named_unknown": _l(
        "We do not know “%(given)s”. Write the key or the email address of someone who is here, or "
        "in this file."
    ),
    "named_self": _l("People cannot have themselves here."),
    "deputy_self": _l("People cannot stand in for themselves."),
    "deputy_unknown": _l("“%(given)s” does not have this role on this module."),
    "staff_remove": _l(
        "Staff without a module have no role to lose. To remove them from a module, name their role there."
    ),
    "last_administrator": _l("There must be at least one administrator. Add another one first."),
}


@dataclass(frozen=True)
class Problem:
    """``line`` 0 is the file as a whole; ``column`` is empty where no single one is to blame."""

    code: str
    line: int = 0
    column: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The sentence without its place."""
        return str(SENTENCES[self.code]) % self.params

    @property
    def sentence(self) -> str:
        said = {"line": self.line, "column": self.column, "words": self.words}
        if self.line and self.column:
            return _("Line %(line)s, %(column)s: %(words)s") % said
        return _("Line %(line)s: %(words)s") % said if self.line else self.words
