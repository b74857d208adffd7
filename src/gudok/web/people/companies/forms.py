from __future__ import annotations

from typing import ClassVar

from django import forms

from gudok.web.people.companies.models import Company
from gudok.web.together import TogetherForm


class CompanyForm(TogetherForm, forms.ModelForm):
    class Meta:
        model = Company
        fields = ("name", "tax_id", "note")
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 4})}
