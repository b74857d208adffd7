"""Fields of durations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def whole(
    label: StrOrPromise, default: int, low: int, high: int, text: StrOrPromise = ""
) -> models.PositiveIntegerField:
    """A whole number within limits: seconds, minutes or hours, as the label says."""
    limits = [MinValueValidator(low), MaxValueValidator(high)]
    return models.PositiveIntegerField(label, default=default, validators=limits, help_text=text)
