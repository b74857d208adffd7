"""The pages of the guide: one task a page, the steps at the left."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.core.words import TrialAsked
from gudok.edges.bus.unix import NoEngine, ask
from gudok.web.accounts.doors import open_to
from gudok.web.guide import actions
from gudok.web.guide.checks import checks
from gudok.web.guide.forms import CentreForm
from gudok.web.guide.models import Progress
from gudok.web.guide.status import status_of
from gudok.web.guide.steps import BY_NAME, CLOSED, STEPS, first_open, stands
from gudok.web.record.models import Call
from gudok.web.setup.checking import CHECK, checked
from gudok.web.setup.models import Number, Trunk
from gudok.web.why.wording import explain

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

MARKS = {"done": Progress.State.DONE, "skip": Progress.State.SKIPPED}
ANY_NUMBER = "100"
"""What is dialled where only «every other number» leads to a queue."""


@open_to("setup.change")
@require_GET
def guide(request: SignedInRequest) -> HttpResponse:
    return redirect("guide_step", step=first_open(stands()).name)


@open_to("setup.change")
@require_GET
def step(request: SignedInRequest, step: str) -> HttpResponse:
    if step not in BY_NAME:
        raise Http404
    return _page(request, step)


def _page(request: SignedInRequest, name: str, **more: Any) -> HttpResponse:
    found = stands()
    page: dict[str, Any] = {
        "stands": found,
        "step": BY_NAME[name],
        "state": next(stand.state for stand in found if stand.step.name == name),
        "next": _after(name),
        "done": sum(stand.state == "done" for stand in found),
        "template": f"guide/steps/{name}.html",
    }
    if name == "centre":
        page["form"] = CentreForm()
    elif name in {"call", "history"}:
        page["call"] = Call.objects.filter(answered_at__isnull=False).order_by("-arrived_at").first()
    elif name == "number":
        page["trunks"] = Trunk.objects.all()
    return render(request, "guide/guide.html", page | more)


def _after(name: str) -> str:
    names = [step.name for step in STEPS]
    return names[min(names.index(name) + 1, len(names) - 1)]


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def centre(request: SignedInRequest) -> HttpResponse:
    """The first step's form."""
    form = CentreForm(request.POST or None)
    if CHECK in request.headers:
        return checked(form)
    if request.method == "POST" and form.is_valid():
        actions.begin_centre(request.user, form.cleaned_data)
        return redirect("guide_step", step="server")
    return _page(request, "centre", form=form)


@open_to("setup.change")
@require_POST
def mark(request: SignedInRequest, step: str, how: str) -> HttpResponse:
    """A step is done or passed over; or the guide is closed."""
    if step == CLOSED:
        actions.note(request.user, CLOSED, Progress.State.DONE)
        return redirect("setup")
    if step not in BY_NAME or how not in MARKS or (how == "skip" and BY_NAME[step].needed):
        raise Http404
    actions.note(request.user, step, MARKS[how])
    return redirect("guide_step", step=_after(step))


@open_to("setup.change")
@require_GET
async def server(request: SignedInRequest) -> HttpResponse:
    """The self-check's lines, asked anew by the page."""
    found = await checks(request)
    good = all(check.state != "bad" for check in found)
    return await sync_to_async(render)(request, "guide/checks.html", {"checks": found, "good": good})


@open_to("setup.change")
@require_POST
async def trial(request: SignedInRequest) -> HttpResponse:
    """«Call me»: the engine has a robot call the first number."""
    number = await Number.objects.exclude(did=Number.ANY).afirst()
    did = number.did if number else ANY_NUMBER
    try:
        answer = await ask(settings.DATA.engine_socket, TrialAsked(0, did, str(request.user)), patience=2.5)
        refused = "" if answer.ok else str(explain(answer.code, answer.numbers, {}))
    except NoEngine:
        refused = str(explain("telephony_down", {}, {}))
    if refused:
        await sync_to_async(messages.error)(request, refused)
    return redirect("guide_step", step="call")


@open_to("setup.change")
@require_GET
async def status(request: SignedInRequest) -> HttpResponse:
    """How the first call stands, asked anew by the page every second."""
    found = await status_of(request.user)
    # A link that is drawn anew each second escapes the mouse: what the page shows already is not sent.
    if request.GET.get("seen") == found["seen"]:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return await sync_to_async(render)(request, "guide/status.html", found)


@open_to("setup.change")
@require_GET
def story(request: SignedInRequest) -> HttpResponse:
    """The story of the last answered call: the step is done when it is opened."""
    call = Call.objects.filter(answered_at__isnull=False).order_by("-arrived_at").first()
    if call is None:
        return redirect("guide_step", step="call")
    actions.note(request.user, "history", Progress.State.DONE)
    return redirect(reverse("call", args=[call.pk]) + "#recording")
