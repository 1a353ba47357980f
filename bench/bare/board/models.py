"""A group, who is in it, and its tasks."""

from django.contrib.auth.models import User
from django.db import models


class Group(models.Model):
    name = models.CharField(max_length=100)


class Membership(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE)
    group = models.ForeignKey(Group, on_delete=models.CASCADE)


class Task(models.Model):
    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    author = models.ForeignKey(User, on_delete=models.CASCADE)
    title = models.CharField(max_length=200)
    words = models.TextField()
    due_on = models.DateField()
    done = models.BooleanField(default=False)
