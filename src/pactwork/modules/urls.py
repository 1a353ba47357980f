"""The page of a run, the files of its brief, and the roster."""

from django.urls import path

from pactwork.modules.views import brief, copying, editing, people, roster, versions, who

app_name = "modules"
urlpatterns = [
    path("modules/<str:ref>/", brief.page, name="run"),
    path("modules/<str:ref>/people/", who.page, name="who"),
    path("introduction/", who.introduction, name="introduction"),
    path("modules/<str:ref>/change/", editing.overview, name="edit"),
    path("modules/<str:ref>/change/file/", editing.download, name="download"),
    path("modules/<str:ref>/versions/", versions.of_a_run, name="versions"),
    path(
        "modules/<str:ref>/versions/<str:version>/file/", versions.file, name="version_file"
    ),
    path("modules/<str:ref>/change/people/", people.page, name="people"),
    path("modules/<str:ref>/change/<str:part>/", editing.page, name="edit_part"),
    path("modules/<str:ref>/copy/", copying.page, name="copy"),
    path("files/<str:ref>/", brief.file, name="file"),
    path("roster/", roster.page, name="roster"),
    path("roster/example.csv", roster.example_file, name="roster_example"),
    path("roster/preview/", roster.preview, name="roster_preview"),
    path("roster/entry/", roster.enter, name="roster_entry"),
]
