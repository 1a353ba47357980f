"""One problem in a module file, and the refusal that carries them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pactwork.modules.reading.sentences import SENTENCES
from pactwork.modules.rules.faults import Path


@dataclass(frozen=True)
class Problem:
    """``line`` is 0 where no line is to blame; ``field`` is empty where no field is."""

    file: str
    line: int
    field: str
    expected: str
    got: str

    @property
    def sentence(self) -> str:
        params = {
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "got": self.got,
            "expected": self.expected,
        }
        if self.line and self.field:
            text = _("%(file)s line %(line)s, %(field)s: %(got)s, but %(expected)s.")
        elif self.line:
            text = _("%(file)s line %(line)s: %(got)s, but %(expected)s.")
        else:
            text = _("%(file)s: %(got)s, but %(expected)s.")
        return text % params

    @property
    def words(self) -> str:
        """The sentence without its place, beside the field that it is about."""
        words = _("%(got)s, but %(expected)s.") % {"got": self.got, "expected": self.expected}
        return words[:1].upper() + words[1:]

    def __str__(self) -> str:
        return self.sentence


class BadModule(Exception):
    """A module file that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(p.sentence for p in problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Flaw:
    """A problem before its place in the file is known: a path of names and positions."""

    code: str
    path: Path = ()
    params: Mapping[str, object] = field(default_factory=dict)
    line: int = 0
    name: str = ""

    def problem(self, file: str) -> Problem:
        params = {name: _("none") if value == "" else value for name, value in self.params.items()}
        got, expected = (str(part % params) for part in SENTENCES[self.code])
        return Problem(file, self.line, self.name, expected, got)
