"""The form of a queue's routing: the choice, its settings, the skills, and how each operator stands in the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gudok.web.routing import options
from gudok.web.routing.fields import fault, queue_ids, unreadable
from gudok.web.routing.lines import LINES
from gudok.web.routing.models import Skill
from gudok.web.routing.names import AGENTS, CALLS, grouped
from gudok.web.routing.pictures import picture
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise
    from django.utils.safestring import SafeString

    from gudok.web.setup.models import Operator

NUMBERS = ("needs_for_s", "route_weight", "route_ratio", "route_cost", "reserve_1_s", "reserve_2_s")


class Panel(NamedTuple):
    """What is shown of one algorithm: its picture, its sentence, the fields of its settings."""

    name: str
    picture: SafeString
    help: _StrOrPromise
    fields: list[forms.BoundField]
    chosen: bool


class RoutingForm(forms.ModelForm):
    """Who gets a call of the queue, and which call is first."""

    agents = forms.ChoiceField(label=_("Who gets a call"), choices=grouped(AGENTS), required=False)
    calls = forms.ChoiceField(
        label=_("Which call first"), choices=grouped(CALLS), required=False,
        help_text=_("Between queues of different orders, VIPs go first and then who came first."),
    )  # fmt: skip
    skills = forms.CharField(
        label=_("Skills wanted, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Code and level: english 3. “english 3 60:2 120:0” gives way: after 60 s level 2 will do, after 120 s none "
            "is needed. “*2” gives it twice the weight."
        ),
    )  # fmt: skip

    class Meta:
        model = Queue
        fields = ("needs", *NUMBERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NUMBERS:
            self.fields[name].required = False
        self.values = {"algorithm": self.instance.algorithm, "call_order": self.instance.call_order}
        self.initial["agents"] = self.values["algorithm"].get("algorithm", "")
        self.initial["calls"] = self.values["call_order"].get("algorithm", "")
        self.initial["skills"] = LINES["wants"][0](self.instance.wants)
        for side, (table, _rules) in options.SIDES.items():
            for name, settings in table.items():
                for field, option in settings.items():
                    self._add(side, name, field, option)

    def _add(self, side: str, name: str, field: str, option: options.Option) -> None:
        key = f"{side}-{name}-{field}"
        self.fields[key] = options.field_of(option)
        now = self.values[side] if self.values[side].get("algorithm") == name else {}
        value = now[field] if field in now else options.usual_of(side, name, field)
        self.initial[key] = options.shown(option, value)
        if option.kind == "function":
            self.fields[key].widget = forms.Select(choices=options.functions(value))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name in NUMBERS:
            if values.get(name) is None:
                values[name] = Queue._meta.get_field(name).get_default()  # type: ignore[union-attr]
                setattr(self.instance, name, values[name])
        values["algorithm"] = self._rule("algorithm", "agents", values)
        values["call_order"] = self._rule("call_order", "calls", values)
        values["wants"] = self._wants(values.get("skills") or "")
        if wrong := unreadable(values.get("needs") or ""):
            self.add_error("needs", wrong)
        return values

    def _rule(self, side: str, choice: str, values: dict[str, Any]) -> dict[str, Any]:
        """The choice with its settings as data; what the form has no field for stays as it was."""
        name = values.get(choice) or ""
        if not name:
            return {}
        made = {key: value for key, value in self.values[side].items() if self.values[side].get("algorithm") == name}
        made["algorithm"] = name
        for field, option in options.SIDES[side][0].get(name, {}).items():
            key = f"{side}-{name}-{field}"
            try:
                value = options.taken(option, values.get(key))
            except (ValueError, IndexError):
                self.add_error(key, gettext("It cannot be read: write it as the label says."))
                continue
            made.pop(field, None)
            if value is not None:
                made[field] = value
        if wrong := fault(side, made) or unknown_queue(made):
            self.add_error(choice, wrong)
        return made

    def _wants(self, text: str) -> list[dict[str, Any]]:
        try:
            wants = LINES["wants"][1](text)
        except (ValueError, IndexError):
            self.add_error("skills", gettext("It cannot be read: write it as the label says."))
            return []
        known = set(Skill.objects.values_list("code", flat=True))
        unknown = [want["skill"] for want in wants if want["skill"] not in known]
        if unknown:
            self.add_error("skills", gettext("No such skill: %(name)s") % {"name": ", ".join(unknown)})
        return wants

    def panels(self, side: str) -> list[Panel]:
        """What is shown of each algorithm of a side."""
        choices, choice = (AGENTS, "agents") if side == "algorithm" else (CALLS, "calls")
        chosen = self[choice].value() or ""
        return [
            Panel(
                name, picture(one.picture), one.help,
                [self[f"{side}-{name}-{field}"] for field in options.SIDES[side][0].get(name, {})], name == chosen,
            )
            for name, one in choices.items()
        ]  # fmt: skip

    def of_operators(self) -> list[Panel]:
        return self.panels("algorithm")

    def of_calls(self) -> list[Panel]:
        return self.panels("call_order")

    def saved(self) -> dict[str, Any]:
        """What of it the queue keeps."""
        names = ("needs", *NUMBERS, "algorithm", "call_order", "wants")
        return {name: self.cleaned_data[name] for name in names}


def unknown_queue(made: dict[str, Any]) -> str:
    """What is wrong with the queues that an algorithm names; empty when nothing is."""
    named = {one["of"] for one in made.get("helps", ()) if one.get("of")}
    unknown = sorted(named - queue_ids().keys()) if named else []
    return gettext("No such queue: %(name)s") % {"name": ", ".join(unknown)} if unknown else ""


class Column(NamedTuple):
    """A number of an operator's standing, with its limits and what it usually is."""

    name: str
    label: _StrOrPromise
    least: int
    most: int
    usual: int


COLUMNS = (
    Column("penalty", _("Penalty"), 0, 100, 0),
    Column("rank", _("Rank"), -9, 9, 0),
    Column("level", _("Level"), 1, 16, 1),
    Column("grade", _("Grade"), 1, 10, 1),
    Column("weight", _("Weight"), 0, 100, 1),
    Column("share", _("Share, %"), 0, 100, 0),
    Column("priority", _("Order of queues"), 1, 99, 1),
    Column("ring", _("Ring"), 1, 6, 1),
    Column("delay", _("Calls from, s"), 0, 9999, 0),
    Column("reserve", _("In reserve"), 0, 2, 0),
    Column("limit", _("Calls a day"), 0, 10_000, 0),
)
TIMES = ("delay",)


class StandingForm(forms.Form):
    """How the queue's operators stand in it: a line for each."""

    def __init__(self, data: Any, queue: Queue) -> None:
        super().__init__(data)
        self.code = queue.code
        self.people: list[Operator] = list(queue.operators.filter(active=True).select_related("user"))
        for operator in self.people:
            own = operator.standing.get(self.code, {})
            for column in COLUMNS:
                value = own.get(column.name, column.usual)
                self.fields[f"{operator.pk}-{column.name}"] = forms.IntegerField(
                    label=column.label, required=False, min_value=column.least, max_value=column.most,
                    initial=value // 1000 if column.name in TIMES else value,
                )  # fmt: skip

    def lines(self) -> list[tuple[Operator, list[forms.BoundField]]]:
        return [(one, [self[f"{one.pk}-{column.name}"] for column in COLUMNS]) for one in self.people]

    def columns(self) -> tuple[Column, ...]:
        return COLUMNS

    def standing(self) -> dict[Operator, dict[str, int]]:
        """What is unlike everybody's, by operator."""
        found: dict[Operator, dict[str, int]] = {}
        for operator in self.people:
            given = {column: self.cleaned_data.get(f"{operator.pk}-{column.name}") for column in COLUMNS}
            found[operator] = {
                column.name: value * 1000 if column.name in TIMES else value
                for column, value in given.items()
                if value is not None and value != column.usual
            }
        return found


class SkillForm(forms.ModelForm):
    class Meta:
        model = Skill
        fields = ("name",)


class LevelsForm(forms.Form):
    """The operators' levels of a skill; empty for who has not got it."""

    def __init__(self, data: Any, skill: Skill, people: list[Operator]) -> None:
        super().__init__(data)
        self.people = people
        for operator in people:
            self.fields[str(operator.pk)] = forms.IntegerField(
                label=str(operator), required=False, min_value=0, max_value=100,
                initial=operator.skills.get(skill.code),
            )  # fmt: skip

    def levels(self) -> dict[Operator, int]:
        return {operator: self.cleaned_data.get(str(operator.pk)) or 0 for operator in self.people}
