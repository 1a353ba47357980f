"""The yardstick page: the user's place, their tasks with who set them, and how many are open."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bench.bare.board.models import Membership, Task


@login_required
def board(request: HttpRequest, pk: int = 0) -> HttpResponse:
    membership = Membership.objects.select_related("group").get(user=request.user)
    tasks = Task.objects.filter(group=membership.group).select_related("author").order_by("due_on")
    left = Task.objects.filter(group=membership.group, done=False).count()
    context = {"membership": membership, "tasks": tasks[:44], "left": left}
    return render(request, "board.html", context)
