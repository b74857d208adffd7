"""Forms of what cases are chosen from, and of what is added to a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.cases.choices import WANTED, CaseKind, CaseRules, Service
from gudok.web.cases.queries import responsible


class PeopleField(forms.CharField):
    """People, one a line by name or login; kept as logins, which go along in files."""

    def __init__(self, **options: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 4})
        super().__init__(required=False, widget=rows, help_text=_("One a line: the name, or the login."), **options)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        names = {user.login: str(user) for user in responsible().filter(login__in=value)}
        return "\n".join(names.get(login, str(login)) for login in value)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        people = list(responsible()) if lines else []
        return list(dict.fromkeys(self._login(line, people) for line in lines))

    def _login(self, line: str, people: list[Any]) -> str:
        wanted = line.casefold()
        found = [user.login for user in people if wanted in (str(user).casefold(), user.login.casefold())]
        if len(found) != 1:
            raise ValidationError(_("There is no one person of this name: %(line)s"), params={"line": line})
        login: str = found[0]
        return login


class KindForm(forms.ModelForm):
    chain = PeopleField(label=_("Responsible, one after another"))
    required = forms.MultipleChoiceField(
        label=_("Must be filled in"), required=False, choices=WANTED.items, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = CaseKind
        fields = ("name_ru", "name_en", "place", "enabled", "deadline_h", "schedule", "chain", "climb_h", "required")


class ServiceForm(forms.ModelForm):
    people = PeopleField(label=_("People"))

    class Meta:
        model = Service
        fields = ("name", "people", "deadline_h", "schedule", "enabled")


class RulesForm(forms.ModelForm):
    class Meta:
        model = CaseRules
        fields = ("most_mb", "most_files", "types")
