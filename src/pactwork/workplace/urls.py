"""Addresses for somebody asked by mailed link."""

from django.urls import path

from pactwork.workplace.views import copies, moves, opening, plan

app_name = "contracts"
urlpatterns = [
    path(
        "plan/<str:ref>.<str:token>/agreement",
        opening.plan_open_agreement,
        name="plan_open_agreement",
    ),
    path("plan/<str:ref>.<str:token>", opening.plan_open, name="plan_open"),
    path("plan/<str:ref>/", plan.plan, name="plan"),
    path("plan/<str:ref>/answer/", plan.plan_answer, name="plan_answer"),
    path("plan/<str:ref>/code/", plan.plan_code, name="plan_code"),
    path("plan/<str:ref>/withdrawal/", moves.plan_withdrawal, name="plan_withdrawal"),
    path("plan/<str:ref>/objection/", moves.plan_objection, name="plan_objection"),
    path("plan/<str:ref>/dispute/", moves.plan_dispute, name="plan_dispute"),
    path("plan/<str:ref>/page/", copies.plan_page, name="plan_page"),
    path("plan/<str:ref>/letter/", moves.plan_letter, name="plan_letter"),
    path("plan/<str:ref>/stop/", moves.plan_stop, name="plan_stop"),
    path("plan/<str:ref>/agreement/", copies.plan_agreement, name="plan_agreement"),
    path("plan/<str:ref>/sheet.pdf", copies.plan_sheet, name="plan_sheet"),
    path("plan/<str:ref>/paper.<str:form>", copies.plan_paper, name="plan_paper"),
]
