from __future__ import annotations

from django.urls import path

from gudok.web.orders import desk, views

urlpatterns = [
    path("", views.orders, name="orders"),
    path("export/", views.export, name="orders_export"),
    path("new/", views.new, name="order_new"),
    path("of-call/<slug:call>/", desk.of_call, name="order_of_call"),
    path("<int:pk>/", views.order, name="order"),
    path("<int:pk>/look/", desk.look, name="order_look"),
    path("<int:pk>/save/", desk.save, name="order_save"),
    path("<int:pk>/place/", desk.place, name="order_place"),
    path("<int:pk>/drop/", desk.drop, name="order_drop"),
    path("<int:pk>/move/", desk.move, name="order_move"),
]
