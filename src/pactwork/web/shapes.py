"""Drawings: the hill as numbers that an SVG can use, and the bars of a long list's rows."""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]

UP: Curve = ((4, 54), (62, 54), (88, 6), (136, 6))
DOWN: Curve = ((136, 6), (184, 6), (210, 54), (268, 54))


@dataclass(frozen=True)
class Hill:
    """The travelled part of the curve, and the dot at its end."""

    path: str
    x: float
    y: float


def _between(a: Point, b: Point, t: float) -> Point:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def _first_part(curve: Curve, t: float) -> Curve:
    """The part of a Bezier curve up to t (de Casteljau)."""
    a, b, c, d = curve
    ab, bc, cd = _between(a, b, t), _between(b, c, t), _between(c, d, t)
    abc, bcd = _between(ab, bc, t), _between(bc, cd, t)
    return (a, ab, abc, _between(abc, bcd, t))


def _drawn(curve: Curve) -> str:
    return "C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in curve[1:])


def hill(climbed: float, carried: float = 0.0) -> Hill:
    """climbed: share of the working-out done, 0 to 1; carried: share of the doing."""
    up = min(1.0, max(0.0, climbed))
    down = min(1.0, max(0.0, carried)) if up >= 1 else 0.0
    part = _first_part(UP, up)
    path = "M4 54" + _drawn(part)
    if down:
        part = _first_part(DOWN, down)
        path += _drawn(part)
    x, y = part[3]
    return Hill(path, round(x, 1), round(y, 1))


@lru_cache(maxsize=1024)
def segments(done: int, of: int) -> Markup:
    """So many small bars, the first of them full: two dashed lines, for a queue has many rows."""
    width = max(of, 1) * 9 - 2
    full = f'<path class="full" d="M.6 7h{done * 9 - 3}"/>' if done else ""
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="segments" viewBox="0 0 {width} 14" width="{width}" height="14"'
        f' aria-hidden="true"><path d="M.6 7h{max(of, 1) * 9 - 3}"/>{full}</svg>'
    )
