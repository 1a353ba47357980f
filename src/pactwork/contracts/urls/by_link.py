"""Addresses for the advocate, by mailed link."""

from django.urls import path

from pactwork.contracts.views import plan, plan_moves, plan_open, plan_roads

urlpatterns = [
    path(
        "plan/<str:ref>.<str:token>/agreement",
        plan_open.plan_open_agreement,
        name="plan_open_agreement",
    ),
    path("plan/<str:ref>.<str:token>", plan_open.plan_open, name="plan_open"),
    path("plan/<str:ref>/", plan.plan, name="plan"),
    path("plan/<str:ref>/answer/", plan.plan_answer, name="plan_answer"),
    path("plan/<str:ref>/code/", plan.plan_code, name="plan_code"),
    path("plan/<str:ref>/withdrawal/", plan_moves.plan_withdrawal, name="plan_withdrawal"),
    path("plan/<str:ref>/objection/", plan_moves.plan_objection, name="plan_objection"),
    path("plan/<str:ref>/dispute/", plan_roads.plan_dispute, name="plan_dispute"),
    path("plan/<str:ref>/page/", plan_roads.plan_page, name="plan_page"),
    path("plan/<str:ref>/letter/", plan_roads.plan_letter, name="plan_letter"),
    path("plan/<str:ref>/stop/", plan_moves.plan_stop, name="plan_stop"),
    path("plan/<str:ref>/agreement/", plan_moves.plan_agreement, name="plan_agreement"),
]
