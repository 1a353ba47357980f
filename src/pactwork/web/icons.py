"""Icons: one sprite, drawn for the product, used by name."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from markupsafe import Markup

SPRITE = "web/icons.svg"


@lru_cache(maxsize=512)
def icon(name: str, cls: str = "", label: str = "") -> Markup:
    """An icon beside words; give it a label only where it stands alone."""
    told = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    classes = f"icon {cls}".strip()
    return Markup(  # noqa: S704 - every part is escaped or ours
        f'<svg class="{Markup.escape(classes)}" {told}>'
        f'<use href="{Markup.escape(static(SPRITE))}#{Markup.escape(name)}"/></svg>'
    )
