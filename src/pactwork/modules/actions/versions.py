"""Every load and every edit of a module leaves a version behind."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict, Unpack

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.modules.models import ModuleDraft, Run, SpecVersion
from pactwork.modules.rules.specification import Specification
from pactwork.people.models import Institution


class Said(TypedDict):
    """What else is known of a version: who made it, of which draft, and on which page of the editor."""

    by: str
    draft: NotRequired[ModuleDraft | None]
    part: NotRequired[str]
    source: NotRequired[str]


def named_files(spec: Specification, files: Mapping[str, str]) -> dict[str, str]:
    """Of these files, those that the brief names."""
    named = {file.path for part in spec.brief for file in part.files}
    return {path: ref for path, ref in files.items() if path in named}


def keep_version(
    institution: Institution,
    spec: Specification,
    files: Mapping[str, str],
    *,
    run: Run | None,
    in_force: bool,
    **said: Unpack[Said],
) -> SpecVersion:
    """One more version, whole; ``source`` is the file as it was written, where there was one."""
    body = spec.model_dump(mode="json")
    return SpecVersion.objects.create(
        institution=institution,
        run=run,
        key=spec.key,
        title=spec.title,
        name=spec.run,
        in_force=in_force,
        specification=body,
        digest=digest(body),
        files=named_files(spec, files),
        made_at=clock.now(),
        **said,
    )
