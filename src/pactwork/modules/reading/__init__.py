"""Reading a module file: a specification, or every problem in it with file, line and field."""

from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pactwork.modules.reading.expected import SHOWN, explained
from pactwork.modules.reading.files import brief_files, file_flaws
from pactwork.modules.reading.problem import BadModule, Flaw, Problem
from pactwork.modules.reading.written import MOST_BYTES, Written, written
from pactwork.modules.rules.consistency import faults
from pactwork.modules.rules.entries import GIVEN, TYPED
from pactwork.modules.rules.faults import MOST_FAULTS
from pactwork.modules.rules.faults import Path as Place
from pactwork.modules.rules.limits import too_long
from pactwork.modules.rules.specification import Specification

__all__ = ["BadModule", "Problem", "brief_files", "checked_values", "read", "read_bytes"]


def read(path: Path | str) -> Specification:
    """The module in a file, with the brief's files found beside it. Raises BadModule."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadModule(
            [Flaw("unopened", params={"name": path.name}).problem(path.name)]
        ) from error
    return read_bytes(content, path.name, path.parent)


def read_bytes(content: bytes, name: str, folder: Path | None = None) -> Specification:
    """The module in these bytes; without a folder, files that the brief names are not looked for."""
    source = written(content)
    flaws = list(source.flaws)
    spec = None
    if not flaws:
        spec, flaws = _checked(source, GIVEN)
    if spec is not None and folder is not None:
        flaws += file_flaws(spec, folder)
    if spec is None or flaws:
        placed = [flaw if flaw.code == "more" else source.placed(flaw) for flaw in flaws]
        problems = [flaw.problem(name) for flaw in placed]
        raise BadModule(sorted(problems, key=lambda problem: problem.line))
    return spec


def checked_values(value: Any) -> tuple[Specification | None, list[tuple[Place, str, str]]]:
    """The module in plain values, as a form gives them; or where each problem is, twice, and what."""
    source = Written(value)
    spec, flaws = _checked(source, TYPED)
    told = [(f.path, source.named(f.path), f.problem("").words) for f in flaws]
    return (None if told else spec), told


def _checked(source: Written, context: str) -> tuple[Specification | None, list[Flaw]]:
    """Of very many problems the first, and that there are more: nobody reads all of them."""
    spec, flaws = _judged(source, context)
    more = [Flaw("more", params={"most": MOST_FAULTS})] if len(flaws) > MOST_FAULTS else []
    return spec, [*more, *flaws[:MOST_FAULTS]]


def _judged(source: Written, context: str) -> tuple[Specification | None, list[Flaw]]:
    if long := [Flaw(f.code, f.path, params=f.params) for f in too_long(source.value)]:
        return None, long
    try:
        spec = Specification.model_validate(source.value, context=context)
    except ValidationError as error:
        flaws: dict[str, Flaw] = {}  # each once, in order
        for one in error.errors(include_url=False):
            flaw = _cause(explained(one), source)
            flaws.setdefault(repr(flaw), flaw)
            if len(flaws) > MOST_FAULTS:
                break
        return None, list(flaws.values())
    found = islice(faults(spec), MOST_FAULTS + 1)
    return spec, [Flaw(f.code, f.path, params=f.params) for f in found]


def _cause(flaw: Flaw, source: Written) -> Flaw:
    """A word that a comma cut off is no entry of its own, whatever else is wrong with it."""
    word = str(flaw.path[-1]) if flaw.path else ""
    of_format = flaw.code not in ("unknown_word", "misspelt") and word.isidentifier()
    if flaw.path not in source.loose or of_format:
        return flaw
    return Flaw("comma", flaw.path, params={"word": word[:SHOWN]})
