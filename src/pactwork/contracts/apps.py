"""The contracts app."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "pactwork.contracts"
    label = "contracts"
