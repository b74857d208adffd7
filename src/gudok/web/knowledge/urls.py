from __future__ import annotations

from django.urls import path

from gudok.web.knowledge import desk, views, writing

urlpatterns = [
    path("", views.articles, name="knowledge"),
    path("new/", writing.new, name="article_new"),
    path("find/", desk.find, name="knowledge_find"),
    path("due/", desk.to_read, name="knowledge_due"),
    path("<slug:code>/article/", views.article, name="article"),
    path("<slug:code>/beside/", desk.beside, name="article_beside"),
    path("<slug:code>/read/<int:n>/", desk.confirm, name="article_confirm"),
    path("<slug:code>/edit/", writing.edit, name="article_edit"),
    path("<slug:code>/draft/", writing.draft, name="article_draft"),
    path("<slug:code>/about/", writing.about, name="article_about"),
    path("<slug:code>/publish/", writing.publish, name="article_publish"),
    path("<slug:code>/away/", writing.put_away, name="article_away"),
    path("<slug:code>/versions/", views.history, name="article_history"),
    path("<slug:code>/versions/<int:n>/", views.edition, name="article_edition"),
    path("<slug:code>/versions/<int:n>/back/", writing.back, name="article_back"),
    path("<slug:code>/readers/", views.readers, name="article_readers"),
]
