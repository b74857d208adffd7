from __future__ import annotations

from django.urls import path

from gudok.web.people import views
from gudok.web.people.companies import views as companies
from gudok.web.people.merging import views as merging

urlpatterns = [
    path("", views.customers, name="people"),
    path("new/", views.new, name="customer_new"),
    path("<int:pk>/", views.customer, name="customer"),
    path("<int:pk>/delete/", views.delete, name="customer_delete"),
    path("companies/", companies.companies, name="companies"),
    path("companies/new/", companies.new, name="company_new"),
    path("companies/<int:pk>/", companies.company, name="company"),
    path("companies/<int:pk>/delete/", companies.delete, name="company_delete"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("<int:pk>/merge/<int:other>/", merging.merge, name="customer_merge"),
    path("merges/<int:pk>/undo/", merging.undo, name="merge_undo"),
]
