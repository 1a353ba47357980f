"""The digests app."""

from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "pactwork.digests"
    label = "digests"
