"""Numbers as people of a language write them."""

from django.utils.formats import number_format


def grouped(number: int) -> str:
    """With the sign between thousands: 32,400."""
    return number_format(number, force_grouping=True)
