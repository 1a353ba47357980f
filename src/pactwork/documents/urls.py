"""Addresses of what was agreed and what happened, on screen and as files."""

from django.urls import path

from pactwork.documents.views import agreement, drafts, paper

app_name = "contracts"
urlpatterns = [
    path("contracts/<ref>/drafts/", drafts.drafts, name="drafts"),
    path("contracts/<ref>/drafts/<int:number>/", drafts.draft, name="draft"),
    path("contracts/<ref>/compare/", drafts.compare, name="compare"),
    path("contracts/<str:ref>/agreement/", agreement.agreement, name="agreement"),
    path("contracts/<str:ref>/history/", agreement.history, name="history"),
    path("contracts/<str:ref>/evidence/", paper.evidence, name="evidence"),
    path("contracts/<str:ref>/drafts/<int:number>/sheet.pdf", paper.sheet, name="sheet"),
    path("contracts/<str:ref>/drafts/<int:number>/paper.<str:form>", paper.paper, name="paper"),
]
