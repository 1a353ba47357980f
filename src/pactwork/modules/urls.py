"""The page of a run and the files of its brief."""

from django.urls import path

from pactwork.modules import views

app_name = "modules"
urlpatterns = [
    path("modules/<str:ref>/", views.run_page, name="run"),
    path("files/<str:ref>/", views.file, name="file"),
]
