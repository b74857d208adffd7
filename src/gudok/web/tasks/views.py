"""Tasks: the operator's list in the middle of the desk, the page of all, and what is done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.roles import SEE_FULL_NUMBERS
from gudok.web.lists import keyset
from gudok.web.lists.tables import shown
from gudok.web.lists.views import MOST_TAKEN, take_away
from gudok.web.people.models import Customer
from gudok.web.tasks import actions, queries
from gudok.web.tasks.filters import SHOW, TABLE, TaskFilter, cells
from gudok.web.tasks.forms import SOON, TaskForm, moment_of
from gudok.web.tasks.models import Task
from gudok.web.why.formats import moment

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest


@open_to("tasks.use")
@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """What this operator has to do today, as a part of the desk."""
    return _mine(request)


def _mine(request: SignedInRequest) -> HttpResponse:
    return render(request, "tasks/mine.html", {"tasks": queries.to_do_today(request.user), "soon": SOON})


@open_to("tasks.use")
@require_GET
def tasks(request: SignedInRequest) -> HttpResponse:
    """All tasks one may see, open ones first."""
    form = _filter(request)
    page = keyset.page(form.rows(), form.order, request.GET.get("after", ""))
    context = {"page": page, "form": form, "show": form.which, "which": SHOW, "shown": shown(request.GET, TABLE)}
    return render(request, "tasks/tasks.html", context)


@open_to("tasks.export")
@require_GET
def file(request: SignedInRequest) -> HttpResponse:
    """The list as it is seen, with its columns."""
    masked, chosen = not request.user.has_perm(SEE_FULL_NUMBERS), shown(request.GET, TABLE)
    rows = [cells(task, chosen, masked=masked) for task in _filter(request).rows()[:MOST_TAKEN]]
    return take_away(request, "tasks", rows)


def _filter(request: SignedInRequest) -> TaskFilter:
    # PostgreSQL refuses a NUL, and nobody has one in a name.
    return TaskFilter({name: str(value).replace("\0", "") for name, value in request.GET.items()}, request.user)


@open_to("tasks.use")
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Plan a task: as a page, or from the desk as a script that gets {ok, said} or {errors}."""
    form = TaskForm(request.POST or None, user=request.user, initial=_known(request))
    scripted = "application/json" in request.headers.get("Accept", "")
    if request.method == "POST" and form.is_valid():
        task = actions.add_task(request.user, form.cleaned_data)
        said = _("Planned: %(when)s") % {"when": moment(task.at)}
        if scripted:
            return JsonResponse({"ok": True, "said": said})
        messages.success(request, said)
        return redirect("tasks")
    if request.method == "POST" and scripted:
        wrong = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"ok": False, "said": " ".join(wrong)})
    page = "tasks/form.html" if request.headers.get("HX-Request") else "tasks/new.html"
    return render(request, page, {"form": form})


def _known(request: SignedInRequest) -> dict[str, Any]:
    """What a link from a customer's card brings along; a number only for who may see it."""
    pk = request.GET.get("customer", "")
    customer = Customer.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 18 else None
    if customer is None:
        return {"soon": "60"}
    phone = customer.phones.first() if request.user.has_perm(SEE_FULL_NUMBERS) else None
    return {"soon": "60", "customer": customer, "name": customer.name, "number": phone.e164 if phone else ""}


@open_to("tasks.use")
@require_POST
def act(request: SignedInRequest, pk: int, what: str) -> HttpResponse:
    """Take, finish, drop, postpone or reopen one; answers with the list it was pressed in."""
    task = get_object_or_404(queries.tasks_seen(request.user), pk=pk)
    try:
        done = _act(request, task, what)
    except ValueError:
        return HttpResponse(status=400)
    if request.headers.get("HX-Request"):
        return _mine(request)
    wants_page = "application/json" not in request.headers.get("Accept", "")
    return redirect("tasks") if wants_page else JsonResponse({"ok": done})


def _act(request: SignedInRequest, task: Task, what: str) -> bool:
    if what == "take":
        return actions.take_task(request.user, task)
    if what == "later":
        return actions.postpone_task(request.user, task, moment_of(request.POST.get("soon", "")))
    if what == "reopen":
        return actions.reopen_task(request.user, task)
    states = {"done": Task.State.DONE, "drop": Task.State.DROPPED}
    if what not in states:
        raise ValueError(what)
    return actions.close_task(request.user, task, states[what])
