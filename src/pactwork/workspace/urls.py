"""Addresses for the student. Each says a ref, never a row number."""

from django.urls import URLPattern, path

from pactwork.workspace.views import (
    asking,
    leaving,
    mid_point,
    points,
    recording,
    sharing,
    workspace,
)
from pactwork.workspace.views import pausing as working

app_name = "contracts"
urlpatterns: list[URLPattern] = [
    path("modules/<ref>/contract/", workspace.start, name="start"),
    path("contracts/<ref>/", workspace.workspace, name="workspace"),
    path("contracts/<ref>/minutes/", workspace.minutes, name="minutes"),
    path("contracts/<ref>/steps/<key>/", workspace.step, name="step"),
    path("contracts/<ref>/steps/<key>/words/", workspace.words, name="words"),
    path("contracts/<ref>/check/", sharing.check, name="check"),
    path("contracts/<ref>/share/", sharing.share, name="share"),
    path("contracts/<ref>/form/", sharing.form, name="form"),
    path("contracts/<ref>/rest/", working.pausing, name="rest"),
    path("contracts/<ref>/rest/<move>/", working.move, name="rest_move"),
    path("contracts/<ref>/drafts/<int:number>/shared/", sharing.shared, name="shared"),
    path("contracts/<ref>/ask/<seat>/", asking.ask, name="ask"),
    path("contracts/<ref>/ask/<seat>/withdrawal/", asking.withdraw_ask, name="withdraw_ask"),
    path("contracts/<ref>/ask/<seat>/second/", asking.second, name="second"),
    path("contracts/<ref>/seats/<work>/record/", recording.record, name="record"),
    path("contracts/<ref>/seats/<work>/leaving/", leaving.leaving, name="leaving"),
    path("contracts/<ref>/answers/<written>/page/", recording.signed_page, name="signed_page"),
    path("contracts/<ref>/mid-point/", mid_point.look_again, name="mid_point"),
    path("contracts/<ref>/points/", points.points, name="points"),
    path("contracts/<ref>/points/<point>/", points.point, name="point"),
]
