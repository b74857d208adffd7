"""Sign in, sign out, home by role, profile, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts import actions
from gudok.web.accounts.again.fresh import ask, guarded, held, is_fresh
from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.doors import open_to, open_to_strangers, refuse
from gudok.web.accounts.entry.actions import admit, done, end_all
from gudok.web.accounts.entry.models import Entry
from gudok.web.accounts.factors import passkeys
from gudok.web.accounts.forms import ProfileForm, SignInForm
from gudok.web.accounts.ldap.queries import is_theirs
from gudok.web.accounts.oidc.models import provider

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    from gudok.web.accounts.request import SignedInRequest

# The first right a person has decides where the day begins.
HOMES = (
    ("desk.use", "desk"),
    ("wall.see", "wall"),
    ("calls.see_all", "calls"),
    ("calls.see_team", "calls"),
    ("setup.change", "setup"),
    ("staff.change", "setup_staff"),
    ("audit.see", "audit"),
    ("customers.see", "people"),
    ("cases.serve", "cases"),
)


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponseRedirect:
        user = form.get_user()
        how = Entry.How.DIRECTORY if user.directory_id else Entry.How.PASSWORD
        return admit(self.request, user, self.get_success_url(), how)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "provider": provider(),
            "passkeys": passkeys.possible(self.request),
        }


sign_in = open_to_strangers(SignIn.as_view())
sign_out = open_to_strangers(LogoutView.as_view())


@open_to()
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    from gudok.web.guide.steps import is_open

    has = rights_of(request.user)
    if "setup.change" in has and is_open():
        return redirect("guide")
    for right, name in HOMES:
        if right in has:
            return redirect(name)
    return refuse(request)


@open_to()
@require_http_methods(["GET", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    form = ProfileForm(request.POST or held(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        if "email" in form.changed_data and not is_fresh(request):
            return ask(request)
        actions.change_profile(request.user, form.cleaned_data)
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form})


@open_to(first=True)
@require_http_methods(["GET", "POST"])
@guarded
def password(request: SignedInRequest) -> HttpResponse:
    """Change the password; all other sessions end."""
    if is_theirs(request.user):
        messages.error(request, _("Your password is kept in the company's directory: change it there."))
        return redirect("profile")
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_password(request.user, form.cleaned_data["new_password1"])
        old = request.session.session_key
        update_session_auth_hash(request, request.user)
        Entry.objects.filter(session=old).update(session=request.session.session_key)
        end_all(request.user, but=request.session.session_key or "")
        asked = "password" in request.session.get("must", [])
        done(request, "password")
        return redirect("home" if asked else "profile")
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
