"""The sets app."""

from django.apps import AppConfig


class SetsConfig(AppConfig):
    name = "pactwork.sets"
    label = "sets"
