"""Every kind of letter that an act on a contract may cause, with what writes it."""

from pactwork.contracts.letters import people, workplace
from pactwork.contracts.letters.agreed import agreed
from pactwork.contracts.letters.base import Builder

LETTERS: dict[str, Builder] = {
    "asked": workplace.asked,
    "receipt": workplace.receipt,
    "withdrawn": workplace.withdrawn,
    "superseded": workplace.superseded,
    "fresh_code": workplace.fresh_code,
    "answered": people.answered,
    "passed_on": people.passed_on,
    "talk": people.talk,
    "handed_over": people.handed_over,
    "waived": people.waived,
    "yes_withdrawn": people.yes_withdrawn,
    "left_alone": people.left_alone,
    "agreed": agreed,
}
