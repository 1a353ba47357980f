"""The settings of an institution, and what every page of it loads."""

from django.urls import path

from pactwork.institutions import views

app_name = "institutions"
urlpatterns = [
    path("institution/", views.settings, name="settings"),
    path("institutions/<str:ref>/<str:look>.css", views.style, name="style"),
    path("institutions/<str:ref>/logo/<str:digest>/", views.logo, name="logo"),
]
