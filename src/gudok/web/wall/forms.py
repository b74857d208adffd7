"""The forms of a wall, of a tile and of a television."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.accounts.scope import scope_of
from gudok.web.wall import queries
from gudok.web.wall.models import Wall
from gudok.web.wall.names import CHART_NAMES, FIGURE_NAMES, KIND_NAMES, refusal
from gudok.web.wall.tiles import KINDS, STANDARD, BadTileError, Tile, plain, read_one

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

BOXES = forms.CheckboxSelectMultiple
MINE, CENTRE, TEAMS = "mine", "centre", "teams"
SHARED = {
    MINE: gettext_lazy("Mine alone"),
    CENTRE: gettext_lazy("Everybody who may open the wall"),
    TEAMS: gettext_lazy("The teams chosen"),
}
STANDARD_KEY = "standard"


class WallForm(forms.ModelForm):
    """Name, whose it is, and for a new one what it begins with."""

    begin = forms.ChoiceField(label=gettext_lazy("Begin with"), required=False)
    shared = forms.ChoiceField(label=gettext_lazy("For whom"))

    class Meta:
        model = Wall
        fields = ("name", "begin", "shared", "teams", "first", "names")

    field_order = ("name", "begin", "shared", "teams", "first", "names")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        row = self.instance
        teams = queries.teams_to_share_with(user)
        shares = user.has_perm(queries.SHARE)
        keys = [MINE, *([CENTRE] if shares and scope_of(user) is None else []), *([TEAMS] if shares and teams else [])]
        self.fields["shared"].choices = [(key, SHARED[key]) for key in keys]  # type: ignore[attr-defined]
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]
        self.fields["teams"].widget = BOXES(choices=self.fields["teams"].choices)  # type: ignore[attr-defined]
        if row.pk:
            del self.fields["begin"]
            self.initial["shared"] = MINE if row.owner_id else TEAMS if row.teams.exists() else CENTRE
        else:
            walls = [(str(wall.pk), wall.name) for wall in queries.visible(user)]
            self.fields["begin"].choices = [("", _("An empty wall")), (STANDARD_KEY, _("The usual wall")), *walls]  # type: ignore[attr-defined]
            self.initial.setdefault("shared", MINE)
        if not shares:
            del self.fields["teams"], self.fields["first"]
        elif not teams:
            del self.fields["teams"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("shared") == TEAMS and not values.get("teams"):
            self.add_error("teams", _("Choose at least one team."))
        return values

    def _post_clean(self) -> None:
        """The action writes the row and checks it there."""

    @property
    def values(self) -> dict[str, Any]:
        """The row's fields."""
        found = self.cleaned_data
        mine = found["shared"] == MINE
        told = {"name": found["name"], "names": found["names"], "owner": self.user if mine else None}
        told["first"] = bool(found.get("first")) and not mine
        if "begin" in self.fields:
            told["tiles"] = self.tiles(found["begin"])
        return told

    @property
    def shared_with(self) -> list[Any]:
        return list(self.cleaned_data.get("teams") or ()) if self.cleaned_data["shared"] == TEAMS else []

    def tiles(self, begin: str) -> list[dict[str, Any]]:
        if begin == STANDARD_KEY:
            return plain(STANDARD)
        row = queries.visible(self.user).filter(pk=begin).first() if begin else None
        return list(row.tiles) if row else []


class TileForm(forms.Form):
    """The settings a tile of its kind has. Without queues those of all, without teams everybody."""

    title = forms.CharField(
        label=gettext_lazy("Heading"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Empty: what the tile shows."),
    )
    figure = forms.ChoiceField(label=gettext_lazy("What it shows"))
    text = forms.CharField(label=gettext_lazy("Text"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    queues = forms.MultipleChoiceField(
        label=gettext_lazy("Queues"), required=False, widget=BOXES, help_text=gettext_lazy("None chosen: all.")
    )
    teams = forms.MultipleChoiceField(
        label=gettext_lazy("Teams"), required=False, widget=BOXES, help_text=gettext_lazy("None chosen: everybody.")
    )
    limits = forms.ChoiceField(
        label=gettext_lazy("Thresholds"),
        choices=[
            ("usual", gettext_lazy("Those of the alerts")),
            ("own", gettext_lazy("Of its own")),
            ("none", gettext_lazy("None, no colour")),
        ],
    )
    warn = forms.IntegerField(label=gettext_lazy("Attention from"), required=False, min_value=0, max_value=1_000_000)
    bad = forms.IntegerField(
        label=gettext_lazy("Bad from"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Seconds of waiting, per cent, or a number; level, answered and ready: below it."),
    )
    sound = forms.BooleanField(label=gettext_lazy("A chime when it is bad"), required=False)

    def __init__(self, *args: Any, tile: Tile, user: User, **kwargs: Any) -> None:
        kwargs |= {"initial": plain((tile,))[0], "prefix": "tile"}
        super().__init__(*args, **kwargs)
        self.tile = tile
        takes = KINDS[tile.kind].takes | {"title"}
        for name in [name for name in self.fields if name not in takes]:
            del self.fields[name]
        names = CHART_NAMES if tile.kind == "chart" else FIGURE_NAMES
        self._choices("figure", list(names.items()))
        self._choices("queues", [(row.core_id, row.name) for row in queries.queues_seen(user)])
        self._choices("teams", [(str(row.pk), row.name) for row in queries.teams_to_share_with(user)])
        if tile.kind == "text":
            self.fields["title"].help_text = ""

    def _choices(self, name: str, choices: list[Any]) -> None:
        if name in self.fields and choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        elif name in self.fields:
            del self.fields[name]

    @property
    def heading(self) -> str:
        return str(KIND_NAMES[self.tile.kind])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        if values.get("limits", "own") != "own":
            values |= {"warn": None, "bad": None}
        sent = {name: value for name, value in values.items() if value not in (None, "", [], False)}
        place = {name: getattr(self.tile, name) for name in ("id", "kind", "x", "y", "w", "h")}
        try:
            self.changed = read_one(place | sent)
        except BadTileError as error:
            field = error.field.partition(".")[2].partition(".")[0]
            self.add_error(field if field in self.fields else None, refusal(error))
        return values


class TelevisionForm(forms.Form):
    """Which walls a television shows in turn, and how long each (s)."""

    walls = forms.MultipleChoiceField(widget=BOXES)
    every = forms.IntegerField(label=gettext_lazy("Seconds each"), min_value=5, max_value=3600, initial=30)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        walls = [(str(wall.pk), wall.name) for wall in queries.visible(user)]
        self.fields["walls"].choices = [(STANDARD_KEY, _("The usual wall")), *walls]  # type: ignore[attr-defined]
