"""Pages of teams, roles and the rules of signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to, refuse
from gudok.web.accounts.granting import may_grant
from gudok.web.accounts.ldap.models import directory
from gudok.web.accounts.models import OwnRole, Team
from gudok.web.accounts.oidc.models import provider
from gudok.web.accounts.rights import RIGHTS
from gudok.web.accounts.roles import ROLE_NAMES, ROLES
from gudok.web.accounts.security.models import rules
from gudok.web.setup.kinds import KINDS
from gudok.web.staff import actions
from gudok.web.staff.forms import ProviderForm, RoleForm, SecurityForm, TeamForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest


@open_to("staff.change")
@require_GET
def teams(request: SignedInRequest) -> HttpResponse:
    found = Team.objects.prefetch_related("leads", "queues", "members")
    return render(request, "staff/teams.html", {"teams": found, "here": "teams", "kinds": KINDS})


@open_to("staff.change")
@require_http_methods(["GET", "POST"])
def team(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """A team; only who sees the whole centre changes teams, for they decide who sees whom."""
    if request.user.sees == request.user.Sees.OWN:
        return refuse(request)
    row = get_object_or_404(Team, pk=pk) if pk else Team()
    form = TeamForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_team(request.user, row, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        return redirect("teams")
    title = get_object_or_404(Team, pk=pk).name if pk else _("New team")
    return render(request, "staff/row.html", _page("teams", form, title, "team_delete", pk))


@open_to("staff.change")
@require_POST
def delete_team(request: SignedInRequest, pk: int) -> HttpResponse:
    if request.user.sees == request.user.Sees.OWN:
        return refuse(request)
    row = get_object_or_404(Team, pk=pk)
    actions.delete(request.user, row)
    messages.success(request, _("Deleted: %(name)s") % {"name": row.name})
    return redirect("teams")


@open_to("staff.change")
@require_GET
def roles(request: SignedInRequest) -> HttpResponse:
    """The table: each right, and which role has it."""
    own = list(OwnRole.objects.all())
    columns = [
        *((str(name), 0, role.value, ROLES[role]) for role, name in ROLE_NAMES.items()),
        *((role.name, role.pk, f"own-{role.pk}", frozenset(role.rights)) for role in own),
    ]
    table = [(right, words, [right in column[3] for column in columns]) for right, words in RIGHTS.items()]
    return render(request, "staff/roles.html", {"columns": columns, "table": table, "here": "roles", "kinds": KINDS})


@open_to("staff.change")
@require_http_methods(["GET", "POST"])
def role(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """An own role; a new one may begin as a copy (`of`) of another."""
    row = get_object_or_404(OwnRole, pk=pk) if pk else OwnRole()
    if request.user.sees == request.user.Sees.OWN or not may_grant(request.user, row.rights):
        return refuse(request)
    copied = _rights_of(request.GET.get("of", ""))
    initial = {} if pk else {"rights": sorted(copied)}
    form = RoleForm(request.POST or None, instance=row, initial=initial, actor=request.user)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_role(request.user, row, form.cleaned_data["name"], form.cleaned_data["rights"])
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        return redirect("roles")
    title = get_object_or_404(OwnRole, pk=pk).name if pk else _("New role")
    return render(request, "staff/row.html", _page("roles", form, title, "role_delete", pk))


@open_to("staff.change")
@require_POST
def delete_role(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(OwnRole, pk=pk)
    if request.user.sees == request.user.Sees.OWN or not may_grant(request.user, row.rights):
        return refuse(request)
    try:
        actions.delete(request.user, row)
    except actions.InUseError:
        people = ", ".join(str(one) for one in row.people.all()[:5])
        messages.error(
            request,
            _("%(name)s cannot be deleted, these people have it: %(people)s.") % {"name": row, "people": people},
        )
        return redirect("role", pk=pk)
    messages.success(request, _("Deleted: %(name)s") % {"name": row.name})
    return redirect("roles")


@open_to("security.change")
@require_http_methods(["GET", "POST"])
def security(request: SignedInRequest) -> HttpResponse:
    """Passwords, idleness, who needs a second factor."""
    form = SecurityForm(request.POST or None, instance=rules())
    if request.method == "POST" and form.is_valid():
        actions.save_rules(request.user, form.save(commit=False), "security.changed")
        messages.success(request, _("Saved: %(name)s") % {"name": form.instance})
        return redirect("security")
    context = {"form": form, "provider": provider(), "directory": directory(), "here": "security", "kinds": KINDS}
    return render(request, "staff/security.html", context)


@open_to("security.change")
@require_http_methods(["GET", "POST"])
def company(request: SignedInRequest) -> HttpResponse:
    """The identity provider."""
    form = ProviderForm(request.POST or None, instance=provider())
    if request.method == "POST" and form.is_valid():
        actions.save_rules(request.user, form.save(commit=False), "provider.changed")
        messages.success(request, _("Saved: %(name)s") % {"name": form.instance})
        return redirect("security")
    return render(request, "staff/company.html", _page("security", form, _("Company account"), "", None))


def _rights_of(code: str) -> frozenset[str]:
    """The rights of a role by its code in the table's columns."""
    if code.startswith("own-"):
        row = OwnRole.objects.filter(pk=code.removeprefix("own-")).first() if code[4:].isdecimal() else None
        return frozenset(row.rights) if row else frozenset()
    return ROLES.get(code, frozenset())


def _page(here: str, form: object, title: str, delete: str, pk: int | None) -> dict[str, object]:
    return {"form": form, "title": title, "here": here, "kinds": KINDS, "delete": delete if pk else "", "pk": pk}
