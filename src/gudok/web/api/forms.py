"""The house's forms behind the API: the same checks as in the browser, the errors as a problem with its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.web.api.problems import invalid

if TYPE_CHECKING:
    from django.forms import BaseForm


def changed_by(form: BaseForm) -> dict[str, Any]:
    """The form's clean values; raises Problem 422 that names each wrong field."""
    if form.is_valid():
        return form.cleaned_data
    raise invalid(
        [
            {"field": "" if field == "__all__" else field, "code": error.code or "invalid", "message": str(text)}
            for field, errors in form.errors.items()
            for error, text in zip(errors.as_data(), errors, strict=True)
        ]
    )
