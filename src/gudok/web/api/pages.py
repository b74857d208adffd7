"""Set-up pages of tokens: seen, made (the text is shown once), revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gudok.web.accounts.again.fresh import guarded
from gudok.web.accounts.doors import open_to
from gudok.web.accounts.models import User
from gudok.web.api import actions
from gudok.web.api.models import Token
from gudok.web.api.scopes import SCOPES
from gudok.web.setup.kinds import KINDS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.request import SignedInRequest

DAYS = [
    ("30", gettext_lazy("30 days")),
    ("90", gettext_lazy("90 days")),
    ("365", gettext_lazy("A year")),
    ("", gettext_lazy("Without end")),
]


HEADER = "Authorization: Bearer …"


class TokenForm(forms.ModelForm):
    """Who has no right over people makes tokens that act as oneself only: nobody gains rights by a token."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("May"),
        choices=[(name, scope.name) for name, scope in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Valid for"), choices=DAYS, coerce=int, empty_value=None, required=False, initial="90"
    )

    class Meta:
        model = Token
        fields = ("name", "person")

    def __init__(self, *args: Any, maker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True)
        if not maker.has_perm("staff.change"):
            people = people.filter(pk=maker.pk)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.initial["person"] = maker.pk


def context(request: SignedInRequest, here: str, **more: Any) -> dict[str, Any]:
    """What the set-up's frame needs, for who may see only this part of it too."""
    return {"here": here, "kinds": KINDS if request.user.has_perm("setup.change") else {}, **more}


@open_to("api.use")
@require_GET
def tokens(request: SignedInRequest) -> HttpResponse:
    rows = Token.objects.select_related("person")
    if not request.user.has_perm("staff.change"):
        rows = rows.filter(person=request.user)
    shown = [(row, [SCOPES[name].name for name in row.scopes if name in SCOPES]) for row in rows]
    return render(request, "api/tokens.html", context(request, "tokens", rows=shown))


@open_to("api.use")
@require_http_methods(["GET", "POST"])
@never_cache
@guarded
def new_token(request: SignedInRequest) -> HttpResponse:
    """The token stands in the answer to the form and is kept nowhere, so the answer is a page, not a way to one."""
    form = TokenForm(request.POST or None, maker=request.user)
    if request.method == "POST" and form.is_valid():
        token, text = actions.make_token(request.user, form.cleaned_data)
        return render(request, "api/token_made.html", context(request, "tokens", token=token, text=text, header=HEADER))
    return render(request, "api/token_new.html", context(request, "tokens", form=form))


@open_to("api.use")
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Token.objects.all()
    if not request.user.has_perm("staff.change"):
        rows = rows.filter(person=request.user)
    token = get_object_or_404(rows, pk=pk)
    actions.revoke_token(request.user, token)
    messages.success(request, _("Revoked: %(name)s") % {"name": token})
    return redirect("setup_tokens")
