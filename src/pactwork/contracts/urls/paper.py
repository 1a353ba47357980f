"""Addresses of what was agreed and what happened, on screen and as files."""

from django.urls import path

from pactwork.contracts.views import agreement, paper

urlpatterns = [
    path("contracts/<str:ref>/agreement/", agreement.agreement, name="agreement"),
    path("contracts/<str:ref>/history/", agreement.history, name="history"),
    path("contracts/<str:ref>/evidence/", paper.evidence, name="evidence"),
    path("contracts/<str:ref>/drafts/<int:number>/sheet.pdf", paper.sheet, name="sheet"),
    path("contracts/<str:ref>/drafts/<int:number>/paper.<str:form>", paper.paper, name="paper"),
    path("plan/<str:ref>/sheet.pdf", paper.plan_sheet, name="plan_sheet"),
    path("plan/<str:ref>/paper.<str:form>", paper.plan_paper, name="plan_paper"),
]
