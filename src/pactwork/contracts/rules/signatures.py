"""Whether a name that was signed is the name of whoever was asked, in every script."""

from pactwork.ground.names import name_words


def _initial(one: str, other: str) -> bool:
    """One is the first letter of the other. Only alphabets with capitals have initials."""
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and short.upper() != short and long.startswith(short)


def same_name(asked: str, signed: str) -> bool:
    """In any order, with or without middle names, spelt out or by initials.

    Every word of the shorter name has to be in the longer one, and one of them in full.
    """
    one, other = name_words(asked), name_words(signed)
    if "".join(one) == "".join(other) or "".join(sorted(one)) == "".join(sorted(other)):
        return True
    few, many = sorted((one, other), key=len)
    rest = list(many)
    left = []
    for word in few:
        if word in rest:
            rest.remove(word)
        else:
            left.append(word)
    if len(left) == len(few):
        return False
    for word in left:
        long = next((r for r in rest if _initial(word, r)), None)
        if long is None:
            return False
        rest.remove(long)
    return True
