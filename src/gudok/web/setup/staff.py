"""Pages of the staff: people, their roles, their telephones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.again.fresh import ask, held, is_fresh
from gudok.web.accounts.doors import open_to, refuse
from gudok.web.accounts.entry.queries import open_sessions
from gudok.web.accounts.factors.queries import has_factor
from gudok.web.accounts.granting import chosen_roles, may_change, people_of, role_choices
from gudok.web.accounts.models import User
from gudok.web.setup import actions
from gudok.web.setup.forms import PersonForm
from gudok.web.setup.kinds import KINDS
from gudok.web.setup.models import Operator
from gudok.web.telephones.provision import picture, token_of
from gudok.web.telephones.views import server_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

WEIGHTY = {"login", "email", "password", "roles"}
"""By these an account can be taken over: before them it is asked who sits there."""
_SHOW_ONCE = "telephone_to_show"
PAGE = 100


@open_to("staff.change")
@require_GET
def people(request: SignedInRequest) -> HttpResponse:
    # PostgreSQL refuses a NUL, and nobody has one in a name.
    text = request.GET.get("q", "").replace("\0", "").strip()
    names = dict(role_choices(None))
    page = Paginator(_found(people_of(request.user), text), PAGE).get_page(request.GET.get("page"))
    rows = [(user, [names[code] for code in chosen_roles(user)]) for user in page]
    return render(request, "setup/staff.html", {"rows": rows, "page": page, "q": text, "here": "staff", "kinds": KINDS})


def _found(people: QuerySet[User], text: str) -> QuerySet[User]:
    rows = people.select_related("team").prefetch_related("groups", "own_roles", "operator__queues")
    match = Q()
    for written in {text, text.lower(), text.capitalize(), text.title()}:
        match |= Q(full_name__contains=written) | Q(login__contains=written) | Q(team__name__contains=written)
    return rows.filter(match).order_by("-is_active", "full_name", "pk")


@open_to("staff.change")
@require_http_methods(["GET", "POST"])
def person(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    user = get_object_or_404(User, pk=pk) if pk else None
    if user and not may_change(request.user, user):
        return refuse(request)
    known = _has_sip(user) if user else False
    form = PersonForm(request.POST or held(request), instance=user, actor=request.user)
    if request.method == "POST" and form.is_valid():
        if not (is_fresh(request) or WEIGHTY.isdisjoint(form.changed_data)):
            return ask(request, secret=["password"])
        saved = actions.save_person(request.user, pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        if not pk and not form.cleaned_data["password"]:
            return _with_link(request, saved)
        if not known and _has_sip(saved):
            return _show_once(request, saved.operator)
        return redirect("setup_staff")
    page = {"form": form, "person": user, "here": "staff", "kinds": KINDS}
    return render(request, "setup/person.html", page | (_about(request, user) if user else {}))


def _has_sip(user: User) -> bool:
    return Operator.objects.filter(user=user, active=True).exclude(kind=Operator.Kind.BROWSER).exists()


def _about(request: SignedInRequest, user: User) -> dict[str, Any]:
    """What else the person's page shows: the telephone, the second factor, where the person is signed in."""
    return {
        "operator": Operator.objects.filter(user=user).first(),
        "has_factor": has_factor(user),
        "sessions": open_sessions(user),
        "this": request.session.session_key,
        "can_mail": bool(settings.GUDOK.mail.host and user.email),
    }


@open_to("staff.change")
@require_POST
def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new password for the telephone, shown once."""
    operator = get_object_or_404(Operator.objects.select_related("user"), user_id=pk)
    if not may_change(request.user, operator.user):
        return refuse(request)
    actions.renew_secret(request.user, operator)
    return _show_once(request, operator)


@open_to("staff.change")
@require_GET
def telephone(request: SignedInRequest) -> HttpResponse:
    """What to enter into a hardware telephone: shown once, right after the password was made."""
    operator = Operator.objects.filter(pk=request.session.pop(_SHOW_ONCE, None)).select_related("user").first()
    page: dict[str, Any] = {"operator": operator, "server": server_of(request), "here": "staff", "kinds": KINDS}
    if operator is not None:
        address = request.build_absolute_uri(reverse("telephone_file", args=[token_of(operator)]))
        page |= {"address": address, "code": picture(address)}
    return render(request, "setup/telephone.html", page)


def _show_once(request: SignedInRequest, operator: Operator) -> HttpResponse:
    request.session[_SHOW_ONCE] = operator.pk
    return redirect("setup_telephone")


def _with_link(request: SignedInRequest, user: User) -> HttpResponse:
    from gudok.web.staff.person import show_link

    return show_link(request, user)
