"""The institution's logo at the head of the first page: how large it is there."""

from pactwork.files.kept_logos import KeptLogo

MOST = (80, 12)  # millimetres
DOT = 25.4 / 96  # of a screen: what is small there is not blown up on paper


def millimetres(logo: KeptLogo) -> tuple[float, float]:
    width, height = logo.within(MOST, DOT)
    return round(width, 2), round(height, 2)
