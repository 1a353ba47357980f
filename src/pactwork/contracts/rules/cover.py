"""The sections that ever need somebody's yes, by the answers of a draft. Pure."""

from pactwork.contracts.rules.shown import Content, Shown, shown
from pactwork.modules.rules.specification import Template


def concerns(party: str, template: Template, content: Content) -> frozenset[str]:
    """The sections whose words need this party's yes at one time or another: it reads all of them."""
    now = Shown(template, content)
    return frozenset(
        section.key
        for section in shown(template, content).sections
        if any(n.party == party and now.holds(n.when) for n in section.yes)
    )
