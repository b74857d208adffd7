"""Pages of routing: a queue's, and the levels of a skill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.routing import actions
from gudok.web.routing.forms import LevelsForm, RoutingForm, StandingForm
from gudok.web.routing.models import Skill
from gudok.web.setup.models import Operator, Queue

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def queue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who gets a call of the queue, and which call is first."""
    from gudok.web.setup.kinds import KINDS

    found = get_object_or_404(Queue, pk=pk)
    form, standing = RoutingForm(request.POST or None, instance=found), StandingForm(request.POST or None, found)
    if request.method == "POST" and form.is_valid() and standing.is_valid():
        actions.save_routing(request.user, found, form.saved(), standing.standing())
        messages.success(request, _("Saved: %(name)s") % {"name": found})
        return redirect("setup_row", kind="queues", pk=pk)
    name = str(get_object_or_404(Queue, pk=pk))
    page = {"form": form, "standing": standing, "name": name, "pk": pk, "here": "queues", "kinds": KINDS}
    return render(request, "routing/queue.html", page | {"skills": list(Skill.objects.all())})


def people() -> list[Operator]:
    return list(Operator.objects.filter(active=True).select_related("user"))


def levels_of(request: SignedInRequest, skill: Any) -> dict[str, Any]:
    """What the page of a skill shows beside its form."""
    return {"levels": LevelsForm(None, skill, people()), "skill": skill}


@open_to("setup.change")
@require_POST
def levels(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who has the skill, and how well."""
    skill = get_object_or_404(Skill, pk=pk)
    form = LevelsForm(request.POST, skill, people())
    if form.is_valid():
        actions.save_levels(request.user, skill, form.levels())
        messages.success(request, _("Saved: %(name)s") % {"name": skill})
    else:
        messages.error(request, _("A level is a number from 1 to 100."))
    return redirect("setup_row", kind="skills", pk=pk)
