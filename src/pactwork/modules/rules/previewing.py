"""What somebody asked by link reads of a template, if every condition for asking them is met. Pure."""

from pactwork.modules.rules.specification import Party, Section, Template


def reads(section: Section, party: Party) -> bool:
    """A party reads what its yes is for, and what names it as a reader; of sections that name readers,
    and need another yes, nothing."""
    if any(need.party == party.key for need in section.yes):
        return True
    named = section.readers or ()
    return party.key in named or (party.by == "link" and "advocate" in named)


def read_by(template: Template, party: Party) -> list[Section]:
    return [section for section in template.sections if reads(section, party)]


def needs_yes_of(section: Section, party: Party) -> bool:
    return any(need.party == party.key for need in section.yes)
