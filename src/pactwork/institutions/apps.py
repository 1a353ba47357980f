"""The institutions app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "pactwork.institutions"
    label = "institutions"
