"""Addresses of what was agreed and what happened, for everyone who may see the contract."""

from django.urls import path

from pactwork.contracts.views import agreement

urlpatterns = [
    path("contracts/<str:ref>/agreement/", agreement.agreement, name="agreement"),
    path("contracts/<str:ref>/history/", agreement.history, name="history"),
]
