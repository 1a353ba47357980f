"""The page of a run, the files of its brief, and the roster."""

from django.urls import path

from pactwork.modules.views import (
    brief,
    copying,
    drafting,
    editing,
    making,
    people,
    previewing,
    roster,
    students,
    versions,
    who,
)

app_name = "modules"
urlpatterns = [
    path("modules/", making.modules, name="list"),
    path("modules/new/", making.new, name="new"),
    path("modules/<str:ref>/", brief.page, name="run"),
    path("modules/<str:ref>/people/", who.page, name="who"),
    path("introduction/", who.introduction, name="introduction"),
    path("modules/<str:ref>/change/", editing.overview, name="edit"),
    path("modules/<str:ref>/change/file/", editing.download, name="download"),
    path("modules/<str:ref>/versions/", versions.of_a_run, name="versions"),
    path("modules/<str:ref>/versions/<str:version>/file/", versions.file, name="version_file"),
    path("modules/<str:ref>/change/people/", people.page, name="people"),
    path("modules/<str:ref>/change/students/", students.page, name="students"),
    path("modules/<str:ref>/change/<str:part>/", editing.page, name="edit_part"),
    path("modules/<str:ref>/copy/", copying.page, name="copy"),
    path("modules/<str:ref>/draft/", drafting.begin, name="draft_begin"),
    path("drafts/<str:ref>/", drafting.overview, name="draft"),
    path("drafts/<str:ref>/change/<str:part>/", drafting.page, name="draft_part"),
    path("drafts/<str:ref>/people/", drafting.people, name="draft_people"),
    path("drafts/<str:ref>/versions/", drafting.versions, name="draft_versions"),
    path(
        "drafts/<str:ref>/versions/<str:version>/file/",
        drafting.version_file,
        name="draft_version_file",
    ),
    path("drafts/<str:ref>/file/", drafting.download, name="draft_download"),
    path("drafts/<str:ref>/drop/", making.replace, name="draft_replace"),
    path("drafts/<str:ref>/student/", previewing.student, name="draft_student"),
    path("drafts/<str:ref>/workplace/", previewing.workplace, name="draft_workplace"),
    path("drafts/<str:ref>/difference/", drafting.difference, name="draft_difference"),
    path("drafts/<str:ref>/ask/", drafting.ask, name="draft_ask"),
    path("drafts/<str:ref>/in-force/", drafting.in_force, name="draft_in_force"),
    path("drafts/<str:ref>/discard/", drafting.drop, name="draft_drop"),
    path("files/<str:ref>/", brief.file, name="file"),
    path("roster/", roster.page, name="roster"),
    path("roster/example.csv", roster.example_file, name="roster_example"),
    path("roster/columns/", roster.columns, name="roster_columns"),
    path("roster/preview/", roster.preview, name="roster_preview"),
    path("roster/entry/", roster.enter, name="roster_entry"),
]
