"""Sign in, sign out, home by role, profile, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts import actions
from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.doors import open_to, open_to_strangers, refuse
from gudok.web.accounts.forms import ProfileForm, SignInForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gudok.web.accounts.request import SignedInRequest

# The first right a person has decides where the day begins.
HOMES = (("desk.use", "desk"), ("wall.view", "wall"))

sign_in = open_to_strangers(
    LoginView.as_view(template_name="accounts/sign_in.html", form_class=SignInForm, redirect_authenticated_user=True)
)
sign_out = open_to_strangers(LogoutView.as_view())


@open_to()
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    has = rights_of(request.user)
    for right, name in HOMES:
        if right in has:
            return redirect(name)
    return refuse(request)


@open_to()
@require_http_methods(["GET", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(request.user, form.cleaned_data)
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form})


@open_to()
@require_http_methods(["GET", "POST"])
def password(request: SignedInRequest) -> HttpResponse:
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_password(request.user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        return redirect("profile")
    return render(request, "accounts/password.html", {"form": form})


@open_to_strangers
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language: kept on the person, and in a cookie for the page before signing in."""
    code, back = request.POST.get("language", ""), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if check_for_language(code) and code in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 86400, samesite="Lax", httponly=True)
        if request.user.is_authenticated:
            actions.choose_language(request.user, code)
    return response
