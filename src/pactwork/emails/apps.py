"""The emails app."""

from django.apps import AppConfig


class EmailsConfig(AppConfig):
    name = "pactwork.emails"
    label = "emails"
