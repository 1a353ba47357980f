"""What somebody typed, as the acts take it."""

from dataclasses import dataclass

from pactwork.ground.names import can_be_seen


@dataclass(frozen=True)
class Begun:
    """What somebody typed to begin a thread. ``place`` and ``key`` name what it is about."""

    title: str
    text: str
    audience: str = "cohort"
    place: str = "module"
    key: str = ""
    tell: tuple[str, ...] = ()  # refs of people who are told of it

    @property
    def words(self) -> str:
        """Whoever has no more to say than the question has asked it in one line."""
        return self.text if can_be_seen(self.text) else self.title


@dataclass(frozen=True)
class Clear:
    """What a clarification says. ``readings`` only where several are fine."""

    kind: str
    text: str
    readings: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        clean = (line.strip() for line in self.readings)
        return [line for line in clean if line]
