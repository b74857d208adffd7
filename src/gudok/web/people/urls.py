from __future__ import annotations

from django.urls import path

from gudok.web.people import views

urlpatterns = [
    path("", views.customers, name="people"),
    path("new/", views.new, name="customer_new"),
    path("<int:pk>/", views.customer, name="customer"),
    path("<int:pk>/delete/", views.delete, name="customer_delete"),
]
