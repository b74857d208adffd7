"""The form of a set of results: one a line, as quick to write as to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.setup.codes import free_code
from gudok.web.setup.day import ResultSet

if TYPE_CHECKING:
    from gudok.web.setup.day import ResultRow

MOST = 40
LONGEST = 60
CALL_BACK = "!"


class ResultSetForm(forms.ModelForm):
    """`Group: result` a line; a mark at the end offers a call back."""

    results = forms.CharField(
        label=gettext_lazy("Results, one a line"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "The first nine are chosen by the digits 1 to 9. “Group: result” makes a group. "
            "An exclamation mark at the end offers to plan a call back."
        ),
    )

    class Meta:
        model = ResultSet
        fields = ("name", "results")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before: list[ResultRow] = list(self.instance.results or [])
        self.initial["results"] = "\n".join(written(row) for row in self.before)

    def clean_results(self) -> list[ResultRow]:
        rows = read(self.cleaned_data["results"], self.before)
        if not rows:
            raise ValidationError(_("Write at least one result."))
        if len(rows) > MOST:
            raise ValidationError(_("Not more than %(most)d results.") % {"most": MOST})
        long = next((row for row in rows if len(row["name"]) > LONGEST or len(row["group"]) > LONGEST), None)
        if long:
            raise ValidationError(_("Too long: %(name)s") % {"name": long["name"]})
        return rows


def written(row: ResultRow) -> str:
    """A result as a line of the form."""
    group = f"{row['group']}: " if row["group"] else ""
    return f"{group}{row['name']}{CALL_BACK if row['callback'] else ''}"


def read(text: str, before: list[ResultRow]) -> list[ResultRow]:
    """The results of the lines. One that was there before under the same name keeps its code, and so its calls."""
    known = {(row["group"], row["name"]): row["code"] for row in before}
    taken = {row["code"] for row in before}
    rows: dict[tuple[str, str], ResultRow] = {}
    for line in text.splitlines():
        bare = line.strip().removesuffix(CALL_BACK).strip()
        group, colon, name = (part.strip() for part in bare.partition(":"))
        key = (group, name) if colon and name else ("", bare.strip(": "))
        if not key[1] or key in rows:
            continue
        code = known.get(key) or free_code(key[1], taken)
        taken.add(code)
        rows[key] = {"code": code, "group": key[0], "name": key[1], "callback": line.strip().endswith(CALL_BACK)}
    return list(rows.values())
