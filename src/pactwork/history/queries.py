"""Reading the history: one subject's entries, and whether the chains are whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hmac import compare_digest

from django.db import OperationalError
from django.db.models import QuerySet

from pactwork.history.chain import body_of, commit_to, link
from pactwork.history.models import Entry, Head, Name
from pactwork.history.names import fits, marks_in

# The key under which a subject's words were sealed, by chain and subject: empty once they were
# erased, None where nobody knows the subject.
Keys = Callable[[str, str], str | None]
ERASED, NAMELESS = "erased", "person_erased"


def entries_about(subject: str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=subject).order_by("seq")


@dataclass(frozen=True)
class Broken:
    """The first entry of a chain that does not fit, and how."""

    chain: str
    seq: int
    why: str


@dataclass
class Walk:
    """One chain, walked from its beginning. ``erased`` counts entries whose words are gone."""

    chain: str
    keys: Keys
    length: int = 0
    hash: str = ""
    erased: int = 0
    gone: dict[str, int] = field(default_factory=dict)  # subject -> its first entry without words
    told: set[str] = field(default_factory=set)  # subjects that an entry says were erased
    nameless: dict[str, int] = field(
        default_factory=dict
    )  # mark -> its first entry, if no name fits
    told_nameless: set[str] = field(default_factory=set)  # marks that an entry says were erased
    broken: Broken | None = None

    def __post_init__(self) -> None:
        before = self._head()
        try:
            for entry in self._entries():
                if why := self._fault(entry):
                    self.broken = Broken(self.chain, self.length + 1, why)
                    return
                self.length, self.hash = entry.seq, entry.hash
        except (ValueError, TypeError, OverflowError, OperationalError) as error:
            # Not a date, not JSON, not even letters; a database that went away is another matter.
            if isinstance(error, OperationalError) and "decode" not in str(error):
                raise
            self.broken = Broken(self.chain, self.length + 1, "the entry cannot be read")
            return
        self.broken = self._end(before)

    @cached_property
    def _names(self) -> set[str]:
        """The marks that a name fits."""
        return {row.mark for row in Name.objects.filter(chain=self.chain) if fits(row)}

    def _head(self) -> Head:
        return Head.objects.filter(chain=self.chain).first() or Head(chain=self.chain)

    def _entries(self) -> Iterator[Entry]:
        return Entry.objects.filter(chain=self.chain).order_by("seq").iterator()

    def _fault(self, entry: Entry) -> str:
        if entry.seq != self.length + 1 or entry.previous != self.hash:
            return "an entry is missing or out of order"
        if link(entry.previous, body_of(entry)) != entry.hash:
            return "the entry was changed after it was written"
        return self._words(entry)

    def _words(self, entry: Entry) -> str:
        """Whether the words beside the entry are those it was sealed over."""
        key = self.keys(self.chain, entry.subject)
        if key is None:
            return "nobody knows what it is about, so its words cannot be compared"
        if key == "":
            self.erased += 1
            self.gone.setdefault(entry.subject, entry.seq)
            return "it was to be erased, and its words are still there" if entry.payload else ""
        if not compare_digest(commit_to(key, entry.payload), entry.commitment):
            return "its words were changed after they were written"
        if entry.act == ERASED:
            self.told.add(str(entry.payload.get("subject")))
        if entry.act == NAMELESS:
            self.told_nameless.update(entry.payload.get("marks", ()))
            return ""
        for mark in marks_in(entry.payload) - self._names:
            self.nameless.setdefault(mark, entry.seq)
        return ""

    def _end(self, before: Head) -> Broken | None:
        """The head was read before and after the walk, for others go on writing meanwhile."""
        after = self._head()
        same_end = all(h.hash == self.hash for h in (before, after) if h.length == self.length)
        if not (before.length <= self.length <= after.length and same_end):
            return Broken(self.chain, self.length + 1, "the chain and its head do not meet")
        untold = [seq for subject, seq in self.gone.items() if subject not in self.told]
        if untold:
            return Broken(self.chain, min(untold), "its words are gone, and no entry says why")
        lost = [seq for mark, seq in self.nameless.items() if mark not in self.told_nameless]
        if lost:
            return Broken(
                self.chain, min(lost), "a name in it is gone or changed, and no entry says why"
            )
        return None


def walks(keys: Keys) -> Iterator[Walk]:
    """Walk every chain, those that have lost their head among them."""
    heads = set(Head.objects.values_list("chain", flat=True))
    headless = set(Entry.objects.order_by().values_list("chain", flat=True).distinct())
    for chain in sorted(heads | headless):
        yield Walk(chain, keys)


def broken_chains(keys: Keys) -> Iterator[Broken]:
    """The first bad entry of each chain that has one."""
    for walk in walks(keys):
        if walk.broken:
            yield walk.broken
