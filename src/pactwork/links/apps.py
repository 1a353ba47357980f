"""The links app."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "pactwork.links"
    label = "links"
