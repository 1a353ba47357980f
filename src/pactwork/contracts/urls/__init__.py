"""Addresses about contracts. Each says a ref, never a row number."""

from pactwork.contracts.urls.by_link import urlpatterns as by_link
from pactwork.contracts.urls.paper import urlpatterns as paper
from pactwork.contracts.urls.staff import urlpatterns as staff
from pactwork.contracts.urls.student import urlpatterns as student

app_name = "contracts"
urlpatterns = [*student, *staff, *by_link, *paper]
