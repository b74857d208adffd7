"""The settings of algorithms as fields of a form: which there are, and how a person writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import msgspec
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gudok.core.ranking.agents.simple import Simple
from gudok.core.ranking.catalogue import AGENT_RULES, CALL_RULES, name_of
from gudok.core.ranking.plugins import versions
from gudok.web.routing.lines import LINES
from gudok.web.routing.names import AGENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

    from gudok.core.ranking.rule import Rule

UNITS = {"s": 1_000, "min": 60_000, "days": 86_400_000}


class Option(NamedTuple):
    """A setting: `kind` is a unit of time, `n`, `flag`, `then`, `function`, one of `lines.LINES`, or the choices."""

    label: _StrOrPromise
    kind: str | tuple[tuple[str, _StrOrPromise], ...]
    help: _StrOrPromise = ""


def terms(*names: str) -> tuple[tuple[str, str], ...]:
    """Choices that are terms of another system, the same in every language."""
    return tuple((name, name) for name in names)


SCOPE = Option(_("Counted in"), (("queue", _("this queue")), ("all", _("all queues"))))
PER = Option(_("Counted"), (("hour", _("for each hour at work")), ("sum", _("in sum"))))
BY = Option(
    _("Compared by"),
    (("sum", _("the sum")), ("weighted", _("the weighted sum")), ("order", _("the first skill first")),
     ("average", _("the average"))),
)  # fmt: skip
THEN = Option(_("Among equals"), "then")
RINGS = Option(_("Seconds of each ring, one a line; then skills no longer wanted"), "rings")
STEPS = Option(_("Condition and seconds it holds, one a line: english >= 3 | 30"), "steps")
FUNCTION = Option(_("Function"), "function")
PAIRS = Option(_("Settings of the function, one a line: name = value"), "pairs")
OPTIONS: dict[str, dict[str, Option]] = {
    "longest-idle": {
        "since": Option(_("Idle since"), (("ready", _("being ready")), ("call-end", _("the last talk's end")))),
        "short": Option(_("Talks shorter than this do not count, s"), "s"),
    },
    "least-occupied": {"scope": SCOPE},
    "least-talk-time": {"scope": SCOPE, "per": PER},
    "fewest-calls": {"scope": SCOPE, "per": PER},
    "fewest-offered": {"scope": SCOPE, "per": PER},
    "most-handled": {"scope": SCOPE},
    "shortest-aht": {"scope": SCOPE},
    "expert": {
        "then": Option(_("Among equals"), (("idle", _("the longest idle")), ("occupancy", _("least occupied"))))
    },
    "most-skilled": {"by": BY},
    "least-skilled": {"by": BY},
    "ringall": {"most": Option(_("At most so many at once (0: all)"), "n")},
    "ring-progressive": {"delay": Option(_("One more every, s"), "s")},
    "sticky": {
        "window": Option(_("Remembered for, days"), "days"),
        "patience": Option(_("Waits for her alone, s"), "s"),
        "then": THEN,
    },
    "bullseye": {"rings": RINGS, "then": THEN},
    "criteria": {"steps": STEPS, "skip_empty": Option(_("Skip a step that fits nobody at work"), "flag"), "then": THEN},
    "conditional-groups": {
        "helps": Option(
            _("Teams and when they help, one a line: North, South | queue.waiting > 5"),
            "helps",
            _(
                "Only while their own queue can spare them (by its code): "
                "North | queue.waiting > 5; support: queue.ready > 1"
            ),
        ),
        "then": THEN,
    },
    "preferred": {
        "tiers": Option(_("Score at least, and for how many seconds, one a line: 80 | 20"), "tiers"),
        "then": THEN,
    },
    "predicted": {
        "model": Option(_("Function with the model; none: the forecasts in the records"), "function"),
        "patience": Option(_("Waits for a good forecast, s"), "s"),
        "least": Option(_("A good forecast is at least"), "n"),
        "then": THEN,
    },
    "custom": {"function": FUNCTION, "settings": PAIRS},
    "qir": {"ratios": Option(_("Team and its share, %, one a line: North 60"), "ratios")},
    "gcmu": {"fair": Option(_("Nobody is idle for longer than, min"), "min")},
    "value-index": {
        "idle": Option(_("Weight of a second idle"), "n"),
        "skill": Option(_("Weight of a skill point"), "n"),
        "rank": Option(_("Weight of the rank"), "n"),
    },
    "as-asterisk": {
        "strategy": Option("strategy", terms(
            "ringall", "rrmemory", "rrordered", "linear", "random", "wrandom", "fewestcalls", "leastrecent",
        )),
        "max_penalty": Option("QUEUE_MAX_PENALTY", "n"),
        "min_penalty": Option("QUEUE_MIN_PENALTY", "n"),
        "raise_penalty": Option("QUEUE_RAISE_PENALTY", "n"),
        "changes": Option(_("Rules of penalties, one a line: seconds,max,min,raise, as in queuerules.conf"), "changes"),
        "shared_lastcall": Option("shared_lastcall", "flag"),
    },
    "as-freeswitch": {
        "strategy": Option("strategy", terms(
            "longest-idle-agent", "agent-with-least-talk-time", "agent-with-fewest-calls",
            "sequentially-by-agent-order", "random", "round-robin", "top-down", "ring-all", "ring-progressively",
        )),
        "progressive_delay": Option("ring-progressively-delay", "s"),
        "tier_rules": Option("tier-rules-apply", "flag"),
        "tier_wait": Option("tier-rule-wait-second", "s"),
    },
    "as-vicidial": {"next_agent_call": Option("next_agent_call", terms(
        "random", "oldest_call_start", "oldest_call_finish", "oldest_inbound_call_start", "oldest_inbound_call_finish",
        "inbound_group_rank", "inbound_group_rank_wait_time", "ingroup_grade_random", "fewest_calls",
        "fewest_calls_wait_time", "longest_wait_time", "ring_all",
    ))},
    "as-uccx": {"criterion": Option("Resource Selection Criteria", terms(
        "longest-available", "linear", "circular", "most-handled", "shortest-average-handle-time", "most-skilled",
        "least-skilled", "most-skilled-by-weight", "least-skilled-by-weight", "most-skilled-by-order",
        "least-skilled-by-order",
    ))},
    "as-taskrouter": {
        "targets": Option(
            _("Targets, one a line: english >= 3; worker.level DESC; 30; skip"),
            "targets",
            _("Who (* is anybody), in which order, for how many seconds, passed over if nobody is there."),
        ),
    },
    "as-avaya": {
        "group": Option("Group Type", terms("ucd-mia", "ucd-loa", "ead-mia", "ead-loa", "ddc", "circ", "pad")),
        "across": Option("MIA Across Splits/Skills", "flag"),
        "acw_idle": Option("ACW Agents Considered Idle", "flag"),
    },
    "as-connect": {"steps": STEPS},
    "as-genesys": {"evaluation": Option("Evaluation Method", terms("all", "best", "disregard")), "rings": RINGS},
}  # fmt: skip
CALL_OPTIONS: dict[str, dict[str, Option]] = {
    "head-start": {"vip": Option(_("Head start of VIPs, min"), "min")},
    "slope": {"vip": Option(_("A VIP's wait counts so many times"), "n")},
    "service-objective": {"predicted": Option(_("With the wait still expected"), "flag")},
    "gcmu": {"usual": Option(_("Handling where nothing is known yet, s"), "s")},
    "value-index": {
        "wait": Option(_("Weight of a second waited"), "n"),
        "skill": Option(_("Weight of a skill point"), "n"),
        "vip": Option(_("Weight of a VIP"), "n"),
    },
    "as-asterisk": {
        "autofill": Option("autofill", "flag"),
        "force_longest": Option("force_longest_waiting_caller", terms("no", "yes", "prio")),
    },
    "as-avaya": {
        "preference": Option("Call Handling Preference", terms(
            "skill-level", "greatest-need", "percent-allocation", "service-objective",
        )),
        "override_at": Option("Service Level Supervisor, s", "s"),
    },
    "custom": {"function": FUNCTION, "settings": PAIRS},
    "as-taskrouter": {"order": Option("TaskOrder", terms("fifo", "lifo"))},
}  # fmt: skip
Side = tuple["dict[str, dict[str, Option]]", "Mapping[str, type[Rule]]"]
SIDES: dict[str, Side] = {"algorithm": (OPTIONS, AGENT_RULES), "call_order": (CALL_OPTIONS, CALL_RULES)}
THENS = tuple((name_of(kind), AGENTS[name_of(kind)].name) for kind in get_args(Simple))


def field_of(option: Option) -> forms.Field:
    """The field that asks for a setting; nothing has to be filled in."""
    kind = option.kind
    if isinstance(kind, tuple):
        return forms.ChoiceField(label=option.label, choices=kind, required=False)
    if kind == "then":
        return forms.ChoiceField(label=option.label, choices=THENS, required=False)
    if kind == "function":
        return forms.CharField(label=option.label, required=False, widget=forms.Select(choices=functions()))
    if kind == "flag":
        return forms.BooleanField(label=option.label, required=False)
    if kind in LINES:
        return forms.CharField(
            label=option.label, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=option.help
        )
    return forms.IntegerField(label=option.label, required=False, min_value=0, max_value=100_000)


def functions(chosen: str = "") -> list[tuple[str, _StrOrPromise]]:
    """The functions of the house's own; one that is chosen and gone is told as gone."""
    known = versions()
    here: list[tuple[str, _StrOrPromise]] = [
        (name, f"{name} ({known[name]})" if known[name] else name) for name in known
    ]
    gone = [(chosen, gettext("%(name)s (not installed)") % {"name": chosen})] if chosen and chosen not in known else []
    return [("", _("none")), *here, *gone]


def usual_of(side: str, name: str, field: str) -> Any:
    """What an algorithm's setting is where nothing is said, as plain data."""
    return msgspec.to_builtins(getattr(SIDES[side][1][name](), field))


def shown(option: Option, value: Any) -> Any:
    """A setting as the field shows it."""
    kind = option.kind
    if kind == "then":
        return (value or {}).get("algorithm", "longest-idle")
    if isinstance(kind, str) and kind in UNITS:
        return value // UNITS[kind]
    return LINES[kind][0](value) if isinstance(kind, str) and kind in LINES else value


def taken(option: Option, value: Any) -> Any:
    """What a person wrote as the setting; nothing for the usual one. ValueError when it cannot be read."""
    kind = option.kind
    if kind == "flag":
        return bool(value)
    if value in ("", None):
        return None
    if kind == "then":
        return {"algorithm": value}
    if isinstance(kind, str) and kind in UNITS:
        return value * UNITS[kind]
    return LINES[kind][1](value) if isinstance(kind, str) and kind in LINES else value
