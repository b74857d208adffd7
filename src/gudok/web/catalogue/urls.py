from __future__ import annotations

from django.urls import path

from gudok.web.catalogue import views
from gudok.web.catalogue.imports import views as imports

urlpatterns = [
    path("", views.goods, name="goods"),
    path("new/", views.new_good, name="good_new"),
    path("<int:pk>/", views.good, name="good"),
    path("export/", views.export, name="goods_export"),
    path("import/", imports.upload, name="goods_upload"),
    path("import/<int:pk>/", imports.one, name="goods_import"),
    path("find/", views.find, name="goods_find"),
    path("categories/", views.categories, name="categories"),
    path("categories/new/", views.category, name="category_new"),
    path("categories/<int:pk>/", views.category, name="category"),
    path("categories/<int:pk>/delete/", views.delete_category, name="category_delete"),
]
