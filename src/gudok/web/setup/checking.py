"""A form checked while it is typed: the page sends it as it is, and gets the faults by field; nothing is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse

if TYPE_CHECKING:
    from django.forms import BaseForm

CHECK = "X-Check"
"""The header that asks for a check alone."""


def checked(form: BaseForm, note: list[str] | None = None) -> JsonResponse:
    """What is wrong with the form, as texts by field ("" for the whole), and lines to be shown beside it."""
    faults = {"" if name == "__all__" else name: list(map(str, told)) for name, told in form.errors.items()}
    return JsonResponse({"faults": faults, "note": note or []})
