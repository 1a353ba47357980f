"""A yes as somebody else heard it, as typed; and what is wrong with it, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from pactwork.contracts.rules.answers import reason_problem
from pactwork.contracts.rules.holders import bad_holder
from pactwork.contracts.rules.spoken import HOW, wrong_day
from pactwork.contracts.typed import Told
from pactwork.files.scans import MOST_BYTES, Scan, scan_of
from pactwork.files.uploads import Upload, upload_in
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_days import day_in
from pactwork.ground.typed_numbers import number_in


@dataclass(frozen=True)
class TypedYes:
    """``chosen``: a file came along; it cannot be shown again in the form."""

    draft: int = 0
    how: str = ""
    said_on: str = ""
    name: str = ""
    email: str = ""
    job: str = ""
    reason: str = ""
    scan: Scan | Refusal | None = None

    @property
    def chosen(self) -> bool:
        return self.scan is not None

    @property
    def day(self) -> date | None:
        return found if isinstance(found := day_in(self.said_on), date) else None

    def problems(self, days: tuple[date, date], *, by_student: bool) -> Mapping[str, Refusal]:
        found = bad_holder(self.name, self.email, job=self.job, without_email=not by_student)
        if by_student and not self.email.strip():
            found["email"] = Refusal("receipt_address_missing")
        if self.how not in HOW:
            found["how"] = Refusal("choose_how")
        said_on = day_in(self.said_on)
        if isinstance(said_on, Refusal):
            found["said_on"] = said_on
        elif refusal := wrong_day(said_on, *days):
            found["said_on"] = refusal
        if refusal := reason_problem(self.reason):
            found["reason"] = refusal
        if self.how == "paper" and not isinstance(self.scan, Scan):
            found["page"] = self.scan or Refusal("paper_missing")
        return found

    @property
    def told(self) -> Told:
        """Only once nothing is wrong with it."""
        if self.day is None:
            raise ValueError("the day was not checked")
        return Told(self.how, self.day, self.name, self.email, self.job, self.reason)

    @property
    def page(self) -> Scan | None:
        """The page on which it was said, where it was said on one."""
        return self.scan if self.how == "paper" and isinstance(self.scan, Scan) else None


def typed_yes(request: HttpRequest) -> TypedYes:
    """A file is looked at only where one is asked for: a yes that was said on paper."""

    def said(name: str) -> str:
        return typed_in(request.POST, name)

    how = said("how")[:20]
    file = upload_in(request, "page", MOST_BYTES) if how == "paper" else None
    return TypedYes(
        draft=number_in(request.POST.get("draft", "")) or 0,
        how=how,
        said_on=said("said_on")[:40],
        name=said("name"),
        email=said("email"),
        job=said("job"),
        reason=said("reason"),
        scan=scan_of(file.content) if isinstance(file, Upload) else file,
    )
