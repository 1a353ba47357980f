"""The workplace app."""

from django.apps import AppConfig


class WorkplaceConfig(AppConfig):
    name = "pactwork.workplace"
    label = "workplace"
