"""The words of a person's name without the titles before it."""

_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "rev"}


def plain_names(name: str) -> list[str]:
    """["Helen", "Marsh"] for Dr Helen Marsh; a name that is all title stays as it is."""
    words = name.replace(".", " ").split()
    kept = [word for word in words if word.casefold() not in _TITLES]
    return kept or words
