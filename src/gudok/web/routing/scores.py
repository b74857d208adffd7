"""Scores of operators, as a person writes them: a line each, «Anna Ivanova 80»; the name, or the login."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gudok.web.routing.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gudok.web.setup.models import Operator

MOST = 1_000


class ScoresField(forms.CharField):
    """`key` is what a row keeps of an operator: the id in the core, or the login, which goes along in files."""

    def __init__(self, key: Callable[[Operator], str], **options: Any) -> None:
        self.key = key
        super().__init__(
            required=False,
            label=_("Preferred operators"),
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_(
                "One a line with a score from 1 to 1000: Anna Ivanova 80. For queues that go by “Preferred operators”."
            ),
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        return self.shown(value) if isinstance(value, dict) else value

    def shown(self, scores: Mapping[str, int]) -> str:
        """The best first; who is an operator no more is left out."""
        names = {self.key(row): row for row in operators()}
        best = sorted((-score, str(names[key])) for key, score in scores.items() if key in names)
        return "\n".join(f"{name} {-score}" for score, name in best)

    def clean(self, value: Any) -> Any:
        text, found = super().clean(value), {}
        rows = operators()
        for line in lines_of(text):
            name, _space, score = line.rpartition(" ")
            named = [row for row in rows if name.strip().casefold() in (str(row).casefold(), row.user.login.casefold())]
            if not score.isdecimal() or not 0 < int(score) <= MOST:
                raise ValidationError(
                    _("A name and a score from 1 to 1000 are needed: %(line)s"), params={"line": line}
                )
            if len(named) != 1:
                raise ValidationError(_("There is no one operator of this name: %(line)s"), params={"line": line})
            found[self.key(named[0])] = int(score)
        return found


def operators() -> list[Operator]:
    """Who takes calls."""
    from gudok.web.setup.models import Operator

    return list(Operator.objects.filter(active=True).select_related("user"))


def core_id(row: Operator) -> str:
    return row.core_id


def login(row: Operator) -> str:
    return row.user.login


def fits(scores: Any) -> bool:
    """Whether data can be such scores."""
    return isinstance(scores, dict) and all(
        isinstance(score, int) and not isinstance(score, bool) and 0 < score <= MOST for score in scores.values()
    )
