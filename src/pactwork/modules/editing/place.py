"""Where a module is changed: on a run, where everybody sees it at once, or in a draft of it."""

from dataclasses import dataclass
from functools import cached_property

from pactwork.ground.addresses import address
from pactwork.modules.editing.fields import Part
from pactwork.modules.editing.parts import parts
from pactwork.modules.models import ModuleDraft, Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.rules.specification import Specification


@dataclass(frozen=True)
class Place:
    """``says`` is what stands there now. A draft of a new module may still be renamed."""

    says: Run | SpecVersion
    draft: ModuleDraft | None = None

    @property
    def title(self) -> str:
        return self.says.title

    @property
    def name(self) -> str:
        return self.says.name

    @property
    def spec(self) -> Specification:
        return specification(self.says)

    @cached_property
    def parts(self) -> dict[str, Part]:
        return parts(self.spec, new=self.draft is not None and self.draft.run_id is None)

    @property
    def home(self) -> str:
        if self.draft is not None:
            return address("modules:draft", self.draft.ref)
        return address("modules:edit", self.says.ref)

    def page(self, key: str) -> str:
        if self.draft is not None:
            return address("modules:draft_part", self.draft.ref, key)
        return address("modules:edit_part", self.says.ref, key)
