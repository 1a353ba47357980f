"""Which names lead back to themselves, as parties that wait for each other do. Pure."""

from collections.abc import Mapping, Sequence

Leads = Mapping[str, Sequence[str]]


def in_circles(leads: Leads) -> frozenset[str]:
    """Those from which one comes back to them; each lead is followed once there and once back.

    Who leads only to a circle is not in it. Names that lead nowhere need not be among ``leads``.
    """
    back: dict[str, list[str]] = {name: [] for name in leads}
    for name, further in leads.items():
        for one in further:
            if one in back:
                back[one].append(name)
    gone = set[str]()
    order = [name for start in leads for name in _walked(leads, start, gone)]
    found, returned = set[str](), set[str]()
    for name in reversed(order):
        together = _walked(back, name, returned)
        if len(together) > 1 or name in leads[name]:
            found.update(together)
    return frozenset(found)


def _walked(leads: Leads, start: str, seen: set[str]) -> list[str]:
    """Whatever is reached from a name and was not seen before, the furthest first."""
    if start in seen:
        return []
    seen.add(start)
    found, way = list[str](), [(start, iter(leads[start]))]
    while way:
        name, further = way[-1]
        after = next((one for one in further if one in leads and one not in seen), None)
        if after is None:
            found.append(name)
            way.pop()
        else:
            seen.add(after)
            way.append((after, iter(leads[after])))
    return found
