from __future__ import annotations

from django.urls import path

from gudok.web.people import views
from gudok.web.people.companies import views as companies
from gudok.web.people.held import views as held
from gudok.web.people.merging import views as merging
from gudok.web.people.story_views import whole
from gudok.web.people.tables import views as tables

urlpatterns = [
    path("", views.customers, name="people"),
    path("new/", views.new, name="customer_new"),
    path("<int:pk>/", views.customer, name="customer"),
    path("<int:pk>/story/", whole, name="customer_story"),
    path("<int:pk>/held/", held.whole, name="customer_held"),
    path("<int:pk>/held.zip", held.file, name="customer_held_file"),
    path("<int:pk>/erase/", held.erase, name="customer_erase"),
    path("<int:pk>/delete/", views.delete, name="customer_delete"),
    path("companies/", companies.companies, name="companies"),
    path("companies/new/", companies.new, name="company_new"),
    path("companies/<int:pk>/", companies.company, name="company"),
    path("companies/<int:pk>/delete/", companies.delete, name="company_delete"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("<int:pk>/merge/<int:other>/", merging.merge, name="customer_merge"),
    path("merges/<int:pk>/undo/", merging.undo, name="merge_undo"),
    path("import/", tables.upload, name="customers_import"),
    path("import/<int:pk>/", tables.one, name="customer_import"),
    path("import/<int:pk>/state/", tables.state, name="customer_import_state"),
    path("import/<int:pk>/<str:what>/", tables.act, name="customer_import_act"),
    path("export.<str:kind>", tables.download, name="customers_export"),
]
