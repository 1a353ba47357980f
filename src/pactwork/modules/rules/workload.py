"""How much work a module is: its credits, and the hours they come to. Pure."""

from dataclasses import dataclass

from pactwork.modules.rules.entries import bounds
from pactwork.modules.rules.specification import Credit, Specification, Variant

Number = int | float  # in whole or half steps, which a float holds exactly
Range = tuple[Number, Number]


def whole(number: Number) -> Number:
    """The same number, and never a float where it is whole."""
    return int(number) if number == int(number) else number


def plural(number: Number) -> int:
    """The whole number by which a language chooses between one and many: 1.5 hours are many."""
    return int(number) if number == int(number) else 2


def span(pair: Range) -> str:
    """One number, or from and to."""
    low, high = pair
    return f"{whole(low)}" if low == high else f"{whole(low)}–{whole(high)}"


@dataclass(frozen=True)
class Workload:
    """Credits and hours of one code, each from and to; nothing where the module has none."""

    credit: Credit | None = None
    credits: Range | None = None
    hours: Range | None = None

    @property
    def size(self) -> str:
        """``15 credits``, ``1–6 semester credits``, in the module's own words."""
        if self.credit is None or self.credits is None:
            return ""
        name = self.credit.one if self.credits == (1, 1) else self.credit.many
        return f"{span(self.credits)} {name}"

    @property
    def each(self) -> str:
        """Hours of one credit, as a number or from and to."""
        return span(bounds(self.credit.hours)) if self.credit else ""

    def hours_of(self, chosen: Number | None) -> Range | None:
        """What the whole plan has to come to, once the student has chosen how many credits."""
        if chosen is None or self.credit is None or self.hours is None:
            return self.hours
        low, high = bounds(self.credit.hours)
        return chosen * low, chosen * high


def workload(spec: Specification, variant: Variant | None) -> Workload:
    """Without credits the bounds of the kinds say how many hours it is; without kinds nobody plans any."""
    amount = variant.credits if variant and variant.credits is not None else spec.credits
    kinds = [kind.bounds for kind in spec.hours]
    hours = (sum(low for low, _ in kinds), sum(high for _, high in kinds)) if kinds else None
    if amount is None or spec.credit is None:
        return Workload(hours=hours)
    (low, high), (least, most) = bounds(amount), bounds(spec.credit.hours)
    wanted = (low * least, high * most)
    return Workload(spec.credit, (low, high), wanted if kinds else None)
