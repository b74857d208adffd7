"""How every form looks: one field template, Tabler's classes on the controls."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class TablerField(BoundField):
    """A field whose control has the class of its kind and says when it is wrong."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        kind = _class(widget or self.field.widget)
        if kind and "class" not in (widget or self.field.widget).attrs:
            built["class"] = f"{kind} is-invalid" if self.errors else kind
        return built

    @property
    def is_check(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def choices_drawn(self) -> list[Any]:
        """The boxes of a group of boxes; empty for every other control."""
        return list(self.subwidgets) if isinstance(self.field.widget, forms.CheckboxSelectMultiple) else []


class Renderer(TemplatesSetting):
    form_template_name = "form/fields.html"
    field_template_name = "form/field.html"
    bound_field_class = TablerField


def _class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
