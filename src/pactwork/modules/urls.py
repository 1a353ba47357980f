"""The page of a run, the files of its brief, and the roster."""

from django.urls import path

from pactwork.modules.views import brief, roster

app_name = "modules"
urlpatterns = [
    path("modules/<str:ref>/", brief.page, name="run"),
    path("files/<str:ref>/", brief.file, name="file"),
    path("roster/", roster.page, name="roster"),
    path("roster/example.csv", roster.example_file, name="roster_example"),
    path("roster/preview/", roster.preview, name="roster_preview"),
    path("roster/entry/", roster.enter, name="roster_entry"),
]
