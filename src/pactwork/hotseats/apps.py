"""The hotseats app."""

from django.apps import AppConfig


class HotseatsConfig(AppConfig):
    name = "pactwork.hotseats"
    label = "hotseats"
