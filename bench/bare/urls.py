"""One page, and the address that its rows link to."""

from django.urls import path

from bench.bare import views

urlpatterns = [
    path("", views.board, name="board"),
    path("", views.board, name="home"),  # what our server asks for before it forks
    path("tasks/<int:pk>/", views.board, name="task"),
]
