"""Forms of the knowledge base: a new article, where one belongs, publishing, the filter of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from gudok.web.knowledge.models import LONGEST_TITLE, Article, ArticleTag, Section

MOST_TAGS, LONGEST_TAG = 12, 40


class Words(forms.CharField):
    """Names separated by commas, in small letters, each once."""

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        found = dict.fromkeys(" ".join(part.split()).lower()[:LONGEST_TAG] for part in text.split(","))
        return [name for name in found if name][:MOST_TAGS]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(one) for one in value) if isinstance(value, list) else value


class NewForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    section = forms.CharField(
        label=_("Section"), required=False, max_length=80, widget=forms.TextInput(attrs={"list": "sections"})
    )


class AboutForm(forms.ModelForm):
    """Where an article belongs; a section or a tag of a new name is made."""

    section = forms.CharField(
        label=_("Section"), required=False, max_length=80, widget=forms.TextInput(attrs={"list": "sections"})
    )
    tags = Words(label=_("Tags"), required=False, max_length=400, help_text=_("Separated by commas."))

    class Meta:
        model = Article
        fields = ("section", "tags", "queues", "must_read")
        widgets: dict[str, Any] = {"queues": forms.CheckboxSelectMultiple}  # noqa: RUF012 as Django has it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["section"] = str(self.instance.section or "")
        self.initial["tags"] = [str(tag) for tag in self.instance.tags.all()]

    def _post_clean(self) -> None:
        """The action writes, not the form: names are not rows yet."""


class PublishForm(forms.Form):
    note = forms.CharField(label=_("What is new"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ArticleFilter(forms.Form):
    """The filter in the address of the list; drafts and what is put away only for who writes."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    section = forms.TypedChoiceField(label=_("Section"), required=False, coerce=int, empty_value=None)
    tag = forms.TypedChoiceField(label=_("Tag"), required=False, coerce=int, empty_value=None)
    queue = forms.TypedChoiceField(label=_("Queue"), required=False, coerce=int, empty_value=None)
    which = forms.ChoiceField(
        label=_("Shown"),
        required=False,
        choices=[
            ("", _("published")),
            ("must", _("what must be read")),
            ("drafts", _("drafts")),
            ("away", _("put away")),
        ],
    )

    def __init__(self, *args: Any, writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        queues = apps.get_model("setup", "Queue").objects
        for name, rows in (("section", Section.objects), ("tag", ArticleTag.objects), ("queue", queues)):
            self.fields[name].choices = [("", _("any")), *((row.pk, str(row)) for row in rows.all())]  # type: ignore[attr-defined]
        if not writes:
            self.fields["which"].choices = self.fields["which"].choices[:2]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is asked for; what cannot be asked for is not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
