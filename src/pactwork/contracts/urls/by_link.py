"""Addresses for the advocate, by mailed link."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
