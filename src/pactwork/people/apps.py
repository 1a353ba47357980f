"""Institutions, accounts and persons."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pactwork.people"
    label = "people"
