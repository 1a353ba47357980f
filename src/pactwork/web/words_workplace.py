"""Who speaks for a workplace, why that is uncertain; and how many emails one may cause."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

WORKPLACE: dict[str, Any] = {
    "same_mailbox": _("This is the student’s own mailbox."),
    "same_domain": _("This address is at the same place as the student’s own address."),
    "same_family_name": _("The student and this person have the same family name."),
    "students_mailbox": _("This is the mailbox of another student."),
    "university_address": _("This is an address at the university, and no member of staff’s."),
    "free_mail": _("Anybody can have an address there; it shows no workplace."),
    "many_name_it": _("Several students have named this mailbox."),
    "other_domain": _("This is another domain than the one known for this workplace."),
    "refused_before": _("Staff could not confirm the person at this address before."),
    "speaks_for_others": _(
        "This name is, or has in it, what the university, the module or another party is called."
    ),
    "serves_many": ngettext_lazy(
        "This person speaks for %(count)s student.",
        "This person speaks for %(count)s students.",
        "count",
    ),
    "nothing_to_vouch": _("There is nobody here to confirm."),
    "how_missing": _("Say how you know, in a sentence of a few words. It stays on record."),
    "why_not_confirmed": _(
        "Say why you cannot confirm them, in a sentence of a few words. It stays on record."
    ),
    "own_person": _("This is your own address, so a colleague has to say who you are."),
    "to_confirm": _(
        "The answer is yes. The university has still to confirm who gave it, so nobody is asked again."
    ),
    "too_many_outside": _(
        "%(most)s emails have gone to people outside the university because of you in the last day, "
        "and that is the most. Nothing was sent. Go on tomorrow."
    ),
    "too_many_emails": _(
        "%(most)s emails have gone out because of you in the last day, and that is the most. "
        "Nothing was sent. Go on tomorrow."
    ),
    "holder_changed": _(
        "Somebody else has been named since you opened this page. Look again before you confirm."
    ),
}
