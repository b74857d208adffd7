"""Where a prompt is used: every field of the set-up that can hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models

from gudok.web.setup.flows import FlowUse
from gudok.web.setup.sounds import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterator


def users_of(prompt: Prompt) -> list[str]:
    """«Queue Sales: Welcome», for each use."""
    return [f"{row}: {row._meta.get_field(field).verbose_name}" for row, field in uses_of(prompt)]  # type: ignore[union-attr]


def uses_of(prompt: Prompt) -> Iterator[tuple[models.Model, str]]:
    """Each row that uses it, and the field."""
    for model, field in holders():
        for row in model._default_manager.filter(**{field.name: prompt}):
            # A voice menu names prompts within its nodes; its uses are noted in rows of their own.
            yield (row.flow, "nodes") if isinstance(row, FlowUse) else (row, field.name)


def holders() -> Iterator[tuple[type[models.Model], models.ForeignKey[models.Model, models.Model]]]:
    """Every field that names a prompt."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Prompt:
                yield model, field
