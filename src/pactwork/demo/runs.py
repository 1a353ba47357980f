"""What is on: four runs with their teams and cohorts. The first is the one a newcomer sees."""

from dataclasses import dataclass

from pactwork.demo.bank import composed
from pactwork.demo.cast import Part, parts

WEEKS_IN = 3  # whole weeks since this year's runs began, when the demo opens
A_YEAR = 52


@dataclass(frozen=True)
class Group:
    """A cohort: the people of some files, then so many of the bank from a number on."""

    name: str
    files: str = ""
    first: int = 0
    count: int = 0

    def people(self, module: str) -> list[Part]:
        told = parts(self.files) if self.files else []
        return told + composed(module, self.first, self.count)


@dataclass(frozen=True)
class Show:
    """One run: who facilitates it (the first two answer), and its cohorts."""

    module: str
    name: str  # of the run; none: as the file says
    team: tuple[str, ...]
    cohorts: tuple[Group, ...]
    weeks_in: int = WEEKS_IN
    lead: bool = False  # the first of its people is left at the newcomer's own step

    @property
    def back(self) -> int:
        """Days before the others that all of this happened."""
        return (self.weeks_in - WEEKS_IN) * 7


RUNS = (
    Show(
        "action-inquiry",
        "",
        ("helen", "owen"),
        (Group("Thursday evenings", files="inquiry-*.yaml"),),
        lead=True,
    ),
    Show(
        "action-inquiry",
        "2026 to 2027, at a distance",
        ("bronwen", "imran", "devika"),
        (
            Group("Health and care", first=0, count=58),
            Group("Councils and charities", first=58, count=49),
        ),
    ),
    Show(
        "empowering-london",
        "",
        ("yetunde", "piotr"),
        (
            Group("Holloway", files="london.yaml", first=167, count=35),
            Group("Deptford", first=202, count=41),
        ),
    ),
    Show(
        "action-inquiry",
        "2025 to 2026",
        ("samuel", "owen"),
        (Group("Last year, Thursday evenings", first=107, count=60),),
        weeks_in=WEEKS_IN + A_YEAR,
    ),
)
