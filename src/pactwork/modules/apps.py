"""The modules app."""

from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "pactwork.modules"
    label = "modules"
