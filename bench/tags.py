"""What the port to Django's engine needs of the product's own template functions."""

from typing import Any

from django import template

from pactwork.ground.dates import clock
from pactwork.web import icons, marks, shapes

register = template.Library()
RINGS = {
    "now": "pen", "asked": "clock", "yes": "check", "lapsed": "undo", "revise": "talk",
    "waived": "flag", "waiting": "lock",
}  # fmt: skip


@register.simple_tag
def icon(name: str, cls: str = "", label: str = "") -> str:
    return icons.icon(name, cls, label)


@register.simple_tag
def ring_icon(state: str) -> str:
    return icons.icon(RINGS[state])


@register.simple_tag
def hill(at: tuple[float, float]) -> Any:
    return shapes.hill(*at)


register.filter("lines", marks.lines)
register.filter("initials", marks.initials)
register.filter("tint", marks.tint)
register.filter("hhmm", clock)


@register.filter
def share(at: tuple[float, float]) -> int:
    return round(at[0] * 100)


@register.filter
def is_text(crumb: object) -> bool:
    return isinstance(crumb, str)
