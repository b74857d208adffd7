"""Working at an article: the draft that saves itself, publishing, where it belongs, and the way back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.drafts.merge import Change
from gudok.web.knowledge import actions
from gudok.web.knowledge.forms import AboutForm, NewForm, PublishForm
from gudok.web.knowledge.markdown import render as as_html
from gudok.web.knowledge.models import Article, ArticleTag, Section
from gudok.web.knowledge.words import words

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

SEAT = 40


@open_to("knowledge.change")
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.add_article(request.user, form.cleaned_data["title"], section=form.cleaned_data["section"])
        return redirect("article_edit", code=row.code)
    return render(request, "knowledge/new.html", {"form": form, "sections": Section.objects.all()})


@open_to("knowledge.change")
@require_GET
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    row = _one(code)
    context = {
        "article": row,
        "about": AboutForm(instance=row),
        "publishing": PublishForm(initial={"seen": row.version}),
        "sections": Section.objects.all(),
        "tags": ArticleTag.objects.all(),
        "words": words(),
    }
    return render(request, "knowledge/edit.html", context)


@open_to("knowledge.change")
@require_http_methods(["GET", "POST"])
def draft(request: SignedInRequest, code: str) -> HttpResponse:
    """The draft as it is, and with `changes` ([[field, value, version seen]]) of a page `seat` what becomes of it.

    {version, title, text, html, saved, drafted, conflicts: {field: {theirs, who}}}.
    """
    row = _one(code)
    conflicts: dict[str, dict[str, str]] = {}
    if request.method == "POST":
        try:
            changes = _changes(json.loads(request.POST.get("changes", "")))
        except (ValueError, TypeError):
            return HttpResponse(status=400)
        row, conflicts = actions.save_draft(request.user, row.pk, changes, request.POST.get("seat", "")[:SEAT])
    shown = {
        "version": row.version,
        "title": row.draft_title,
        "text": row.draft_text,
        "html": as_html(row.draft_text, 3),
        "drafted": row.drafted,
        "saved": timezone.localtime(row.drafted_at).strftime("%H:%M"),
    }
    return JsonResponse(shown | {"conflicts": conflicts})


def _changes(sent: Any) -> list[Change]:
    if not isinstance(sent, list):
        raise TypeError
    made = [Change(*one) for one in sent]
    if not all(isinstance(one.field, str) and isinstance(one.value, str) and type(one.base) is int for one in made):
        raise TypeError
    return made


@open_to("knowledge.change")
@require_POST
def publish(request: SignedInRequest, code: str) -> HttpResponse:
    row, form = _one(code), PublishForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    made = actions.publish(request.user, row.pk, form.cleaned_data["seen"], form.cleaned_data["note"])
    if made is None:
        messages.error(request, _("Not published: the draft is empty, says nothing new, or was changed just now."))
        return redirect("article_edit", code=code)
    messages.success(request, _("Published: version %(n)d") % {"n": made.n})
    return redirect("article", code=code)


@open_to("knowledge.change")
@require_POST
def about(request: SignedInRequest, code: str) -> HttpResponse:
    row = _one(code)
    form = AboutForm(request.POST, instance=row)
    if form.is_valid():
        actions.keep_about(request.user, row.pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": row})
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("article_edit", code=code)


@open_to("knowledge.change")
@require_POST
def put_away(request: SignedInRequest, code: str) -> HttpResponse:
    """Put it away, or with `back` among the others again."""
    actions.put_away(request.user, _one(code).pk, away="back" not in request.POST)
    return redirect("article", code=code)


@open_to("knowledge.change")
@require_POST
def back(request: SignedInRequest, code: str, n: int) -> HttpResponse:
    """Publish an old version anew."""
    row = _one(code)
    get_object_or_404(row.editions, n=n)
    made = actions.go_back(request.user, row.pk, n)
    if made is None:
        messages.error(request, _("Nothing differs: there is nothing to change."))
        return redirect("article_history", code=code)
    messages.success(request, _("Published: version %(n)d") % {"n": made.n})
    return redirect("article", code=code)


def _one(code: str) -> Article:
    return get_object_or_404(Article.objects.select_related("published", "section"), code=code)
