"""The rule of length, as the centre set it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

from gudok.web.accounts.security.models import rules


class CentresLength:
    """Django's validator of a password's length with the length from the records."""

    def validate(self, password: str, user: object = None) -> None:
        least = rules().password_length
        if len(password) < least:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        least = rules().password_length
        return ngettext(
            "The password must have at least %(n)d character.",
            "The password must have at least %(n)d characters.",
            least,
        ) % {"n": least}
