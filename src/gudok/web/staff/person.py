"""What an administrator does for one person: a link for the password, a lost telephone, sessions, a closed login."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from gudok.web.accounts.again.fresh import guarded
from gudok.web.accounts.doors import open_to, refuse
from gudok.web.accounts.entry import actions as entry
from gudok.web.accounts.entry.models import Entry
from gudok.web.accounts.factors.actions import forget_factors as forget
from gudok.web.accounts.granting import may_change
from gudok.web.accounts.invite.actions import invite
from gudok.web.accounts.ldap.queries import is_theirs
from gudok.web.accounts.models import User
from gudok.web.accounts.security.models import rules
from gudok.web.accounts.throttle import throttle
from gudok.web.setup.kinds import KINDS
from gudok.web.staff.mail import can_mail, mail

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

LINK = "link_to_show"


@open_to("staff.change")
@require_POST
@guarded
def link(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a link by which the person chooses a password; shown once, and mailed where mail is set up."""
    user = get_object_or_404(User, pk=pk)
    if not may_change(request.user, user):
        return refuse(request)
    if is_theirs(user):
        messages.error(request, _("This person's password is kept in the company's directory."))
        return redirect("setup_person", pk=pk)
    return show_link(request, user)


def show_link(request: SignedInRequest, user: User) -> HttpResponse:
    address = link_address(request, invite(request.user, user))
    request.session[LINK] = {"person": user.pk, "address": address}
    if request.POST.get("mail") and user.email and can_mail():
        with override(user.language):
            text = _("%(name)s, choose your password here: %(link)s") % {"name": user.full_name, "link": address}
            sent = mail(user.email, _("Your account in Gudok"), text)
        if not sent:
            messages.error(request, _("The mail could not be sent; give the link in another way."))
    return redirect("person_link_shown")


@open_to("staff.change")
@require_GET
def link_shown(request: SignedInRequest) -> HttpResponse:
    """The link, once."""
    shown = request.session.pop(LINK, None)
    context = {
        "person": User.objects.filter(pk=shown["person"]).first() if shown else None,
        "address": shown["address"] if shown else "",
        "hours": rules().invitation_hours,
        "here": "staff",
        "kinds": KINDS,
    }
    return render(request, "staff/link.html", context)


@open_to("staff.change")
@require_POST
@guarded
def forget_factors(request: SignedInRequest, pk: int) -> HttpResponse:
    """The person lost telephone and paper."""
    user = get_object_or_404(User, pk=pk)
    if not may_change(request.user, user):
        return refuse(request)
    forget(request.user, user)
    entry.end_all(user, but=request.session.session_key or "")
    messages.success(request, _("The second factor is taken away; all sessions of the person are ended."))
    return redirect("setup_person", pk=pk)


@open_to("staff.change")
@require_POST
def open_login(request: SignedInRequest, pk: int) -> HttpResponse:
    """Too many wrong passwords closed the login for somebody's address: open it at once."""
    user = get_object_or_404(User, pk=pk)
    throttle.open(user.login)
    messages.success(request, _("The login can be tried again."))
    return redirect("setup_person", pk=pk)


@open_to("staff.change")
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Entry.objects.select_related("user"), pk=pk)
    if not may_change(request.user, row.user):
        return refuse(request)
    entry.end_session(request.user, row)
    messages.success(request, _("The session is ended."))
    return redirect("setup_person", pk=row.user_id)


def link_address(request: SignedInRequest, secret: str) -> str:
    """The whole address of an invitation."""
    from django.conf import settings

    path = reverse("invitation", kwargs={"secret": secret})
    return (
        f"{settings.GUDOK.web.public_url}{path}" if settings.GUDOK.web.public_url else request.build_absolute_uri(path)
    )
