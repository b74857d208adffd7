"""Pages of the staff: people, their roles, their telephones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.models import User
from gudok.web.accounts.roles import ROLE_NAMES, Role
from gudok.web.setup import actions
from gudok.web.setup.forms import PersonForm
from gudok.web.setup.kinds import KINDS
from gudok.web.setup.models import Operator

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

_SHOW_ONCE = "telephone_to_show"


@open_to("setup.change")
@require_GET
def people(request: SignedInRequest) -> HttpResponse:
    found = User.objects.prefetch_related("groups", "operator__queues").order_by("-is_active", "full_name")
    rows = [(user, [ROLE_NAMES[Role(name)] for name in user.role_names]) for user in found]
    return render(request, "setup/staff.html", {"rows": rows, "here": "staff", "kinds": KINDS})


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def person(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    user = get_object_or_404(User, pk=pk) if pk else None
    known = Operator.objects.filter(user=user, kind=Operator.Kind.SIP).exists() if user else False
    form = PersonForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_person(request.user, pk, form.cleaned_data)
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        if not known and Operator.objects.filter(user=saved, kind=Operator.Kind.SIP, active=True).exists():
            return _show_once(request, saved.operator)
        return redirect("setup_staff")
    operator = Operator.objects.filter(user=user).first() if user else None
    return render(
        request,
        "setup/person.html",
        {"form": form, "person": user, "operator": operator, "here": "staff", "kinds": KINDS},
    )


@open_to("setup.change")
@require_POST
def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new password for the telephone, shown once."""
    operator = get_object_or_404(Operator, user_id=pk)
    actions.renew_secret(request.user, operator)
    return _show_once(request, operator)


@open_to("setup.change")
@require_GET
def telephone(request: SignedInRequest) -> HttpResponse:
    """What to enter into a hardware telephone: shown once, right after the password was made."""
    operator = Operator.objects.filter(pk=request.session.pop(_SHOW_ONCE, None)).select_related("user").first()
    asterisk = settings.GUDOK.asterisk
    server = f"{request.get_host().rsplit(':', 1)[0]}:{asterisk.sip_port}"
    return render(
        request, "setup/telephone.html", {"operator": operator, "server": server, "here": "staff", "kinds": KINDS}
    )


def _show_once(request: SignedInRequest, operator: Operator) -> HttpResponse:
    request.session[_SHOW_ONCE] = operator.pk
    return redirect("setup_telephone")
