"""The form of a set of results: one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.setup.day import ResultSet
from gudok.web.setup.result_lines import opens, read, written

if TYPE_CHECKING:
    from gudok.web.setup.day import ResultRow

MOST = 40
LONGEST = 60


class ResultSetForm(forms.ModelForm):
    """One a line, as `result_lines` reads it."""

    results = forms.CharField(
        label=gettext_lazy("Results, one a line"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "The first nine are chosen by the digits 1 to 9. “Group: result” makes a group. "
            "An exclamation mark at the end offers to plan a call back; “> %(words)s” opens that form; "
            "“#code” shows an article of the knowledge base."
        ),
    )

    class Meta:
        model = ResultSet
        fields = ("name", "results")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before: list[ResultRow] = list(self.instance.results or [])
        words = {"words": " / ".join(opens().values())}
        self.fields["results"].help_text = str(self.fields["results"].help_text) % words
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
        self._find_articles({row["article"] for row in rows if "article" in row})
        return rows

    def _find_articles(self, codes: set[str]) -> None:
        # The knowledge base is a room beside ours: it is only asked for by name.
        articles = apps.get_model("knowledge", "Article").objects
        missing = codes - set(articles.filter(code__in=codes).values_list("code", flat=True))
        if missing:
            raise ValidationError(_("No such article in the knowledge base: %(code)s") % {"code": min(missing)})
