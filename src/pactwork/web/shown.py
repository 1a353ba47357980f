"""What allauth's pages need to look like ours: the summary of what went wrong."""

from typing import Any

from django.forms import BaseForm


def problems(form: BaseForm) -> list[tuple[str, str]]:
    """What the error summary on top of a page lists: the field, and one sentence."""
    return [
        ("" if field == "__all__" else field, str(words[0])) for field, words in form.errors.items()
    ]


class Shown:
    """In front of a view of allauth's: ``errors`` for the frame, empty while nothing was sent."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        form = context.get("form")
        sent = isinstance(form, BaseForm) and form.is_bound
        return {**context, "errors": problems(form) if sent and form else []}
