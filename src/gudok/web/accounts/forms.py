"""Signing in, and a person's own profile."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.ldap.errors import DeniedError, TroubleError
from gudok.web.accounts.ldap.words import at_the_door
from gudok.web.accounts.models import User, known_zones
from gudok.web.accounts.throttle import throttle


class SignInForm(AuthenticationForm):
    error_messages = {  # noqa: RUF012
        "invalid_login": _("The login or the password is wrong."),
        "inactive": _("This person may not sign in."),
        "throttled": _("Too many wrong passwords. Please try again in five minutes."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = _("Login")

    def clean(self) -> dict[str, Any]:
        login = self.cleaned_data.get("username", "")
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        if throttle.is_closed(login, address):
            raise ValidationError(self.error_messages["throttled"], code="throttled")
        try:
            values = super().clean()
        except ValidationError:
            throttle.failed(login, address)
            raise
        except (TroubleError, DeniedError) as error:
            # Also while the directory is silent: a password of ours was tried before it was asked.
            throttle.failed(login, address)
            raise ValidationError(at_the_door(error), code="directory") from None
        throttle.succeeded(login, address)
        return values


@cache
def time_zones() -> list[tuple[str, str]]:
    """Zones of Russia's neighbourhood and the world, by name; «posix/» doubles and bare letters left out."""
    return [
        (name, name.replace("_", " "))
        for name in sorted(known_zones())
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/"))
    ] + [("UTC", "UTC")]


class ProfileForm(forms.ModelForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    class Meta:
        model = User
        fields = ("full_name", "email", "language", "time_zone")
