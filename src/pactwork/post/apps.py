"""The post app."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "pactwork.post"
    label = "post"
