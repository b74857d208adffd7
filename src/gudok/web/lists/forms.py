from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gudok.web.lists import tables


class ViewForm(forms.Form):
    """`query` is what stands in the address bar."""

    name = forms.CharField(label=_("Name"), max_length=60)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    shared = forms.BooleanField(label=_("Shared with others"), required=False)

    def clean_query(self) -> str:
        return tables.query(QueryDict(self.cleaned_data["query"]))[:2000]
