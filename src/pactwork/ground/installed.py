"""What the installed apps give, put together; settings say where their manifests are."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from pactwork.ground.erasure import Erased
from pactwork.ground.manifest import (
    Act,
    Chapter,
    Digest,
    Email,
    Foreword,
    Job,
    Manifest,
    Panel,
    Sentence,
    Tick,
)
from pactwork.ground.personal_data import PersonalData
from pactwork.ground.refusals import REFUSALS


@cache
def manifests() -> tuple[Manifest, ...]:
    """From the ground up."""
    found: tuple[Manifest, ...] = import_string(settings.MANIFESTS)
    return found


@cache
def refusals() -> Mapping[str, Sentence]:
    """A sentence for every code."""
    return REFUSALS | {code: said for one in manifests() for code, said in one.refusals.items()}


@cache
def emails() -> Mapping[str, Email]:
    """By kind, as deliveries name them."""
    return {kind: email for one in manifests() for kind, email in one.emails.items()}


@cache
def forewords() -> tuple[Callable[[Any], Foreword | None], ...]:
    return tuple(one.foreword for one in manifests() if one.foreword)


@cache
def panels(place: str) -> tuple[Panel, ...]:
    found = [panel for one in manifests() for panel in one.panels if panel.place == place]
    return tuple(sorted(found, key=lambda panel: panel.order))


@cache
def jobs() -> tuple[Job, ...]:
    """Those that somebody waits for first, the slow ones last."""
    return tuple(sorted((job for one in manifests() for job in one.jobs), key=lambda job: job.pace))


@cache
def acts() -> Mapping[str, Act]:
    """How each act is told that is told at all."""
    return {name: act for one in manifests() for name, act in one.acts.items()}


@cache
def digests() -> tuple[Digest, ...]:
    return tuple(sorted((d for one in manifests() for d in one.digest), key=lambda d: d.order))


@cache
def ticks() -> Mapping[str, Tick]:
    found = sorted((tick for one in manifests() for tick in one.ticks), key=lambda t: t.order)
    return {tick.kind: tick for tick in found}


@cache
def chapters() -> tuple[Chapter, ...]:
    return tuple(sorted((c for one in manifests() for c in one.chapters), key=lambda c: c.order))


@cache
def personal_data() -> tuple[PersonalData, ...]:
    return tuple(sorted((one.personal_data for one in manifests()), key=lambda held: held.order))


@cache
def erased() -> tuple[Erased, ...]:
    """From the top down: apps above point to what is below."""
    return tuple(rows for one in reversed(manifests()) for rows in one.erased)
