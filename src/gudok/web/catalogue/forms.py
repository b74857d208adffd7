"""Forms of the catalogue: money and quantities as people write them become kopecks and thousandths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.catalogue import money, queries
from gudok.web.catalogue.models import Category, Good, price_now
from gudok.web.together import TogetherForm

if TYPE_CHECKING:
    from collections.abc import Callable


class Amount(forms.CharField):
    """An amount in its smallest part; None for nothing written."""

    def __init__(self, read: Callable[[str], int], show: Callable[[int], str], **kwargs: Any) -> None:
        self.read, self.show = read, show
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), max_length=24, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return self.show(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.read(text)
        except ValueError:
            raise ValidationError(_("Write a number, for instance 1234.50."), code="invalid") from None


def category_choices(empty: Any) -> list[tuple[Any, Any]]:
    """The tree as a list, each category by its path."""
    return [("", empty), *((branch.row.pk, branch.path) for branch in queries.tree())]


class GoodForm(TogetherForm, forms.ModelForm):
    kopecks = Amount(money.kopecks, money.plain_money, label=_("Price, roubles"), required=False)
    since = forms.DateTimeField(
        label=_("The price is valid from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("Empty: from now on."),
    )
    stock = Amount(
        money.thousandths,
        money.show_quantity,
        label=_("In stock"),
        required=False,
        help_text=_("Empty: stock is not kept."),
    )

    class Meta:
        model = Good
        fields = ("article", "name", "category", "unit", "service", "stock", "active")

    field_order = ["article", "name", "category", "kopecks", "since", "unit", "stock", "service", "active"]  # noqa: RUF012 as Django has it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices("—")  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["kopecks"] = price_now(self.instance)


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ("name", "parent", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = queries.within(self.instance.pk) if self.instance.pk else set()
        choices = [choice for choice in category_choices("—") if choice[0] not in inside]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]
        self.inside = inside

    def clean_parent(self) -> Category | None:
        parent: Category | None = self.cleaned_data["parent"]
        if parent is not None and parent.pk in self.inside:
            raise ValidationError(_("A category cannot stand within itself."))
        return parent


class GoodFilter(forms.Form):
    """The filter in the address of the list."""

    q = forms.CharField(label=_("Name or article number"), required=False, max_length=200)
    category = forms.TypedChoiceField(label=_("Category"), required=False, coerce=int, empty_value=None)
    active = forms.ChoiceField(
        label=_("Shown"),
        required=False,
        choices=[("", _("what can be ordered")), ("no", _("what is sold no more")), ("all", _("everything"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices(_("all"))  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is asked for; what cannot be asked for is not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
