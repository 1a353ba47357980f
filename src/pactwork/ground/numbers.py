"""Numbers as people of a language write them."""

from decimal import Decimal

from django.utils.formats import number_format


def grouped(number: int) -> str:
    """With the sign between thousands: 32,400."""
    return number_format(number, force_grouping=True)


def money(amount: str) -> str:
    """``1200.5`` as people read it: 1,200.50."""
    places = 2 if "." in amount else 0
    return number_format(Decimal(amount), decimal_pos=places, force_grouping=True)
