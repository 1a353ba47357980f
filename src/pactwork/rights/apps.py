"""The rights app: it has no tables of its own."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "pactwork.rights"
    label = "rights"
