"""The set-up's rows as the documents other processes need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from gudok.core import settings as core
from gudok.core.ivr.flow import Flow as CoreFlow
from gudok.edges.asterisk.words import Telephony
from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.ivr import shape
from gudok.web.routing.fields import of_operator, of_queue, plugins_of
from gudok.web.setup.centre import the_centre
from gudok.web.setup.flows import Flow
from gudok.web.setup.hours import Schedule, sounds
from gudok.web.setup.models import Number, Operator, PauseReason, Queue, ResultSet, SettingsVersion, Trunk
from gudok.web.setup.outgoing import the_outgoing
from gudok.web.setup.waiting import life

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import QuerySet

QUEUE_NEEDS = (
    "result_set", "schedule", "welcome", "announcement", "closed_prompt", "late_prompt", "music", "callback_offer",
    "callback_thanks",
)  # fmt: skip
PROMPTS_OF_HOURS = ("closed_prompt", "thanks_prompt")
SECOND = 1000
MINUTE = 60 * SECOND


def settings_version() -> int:
    """Grows with every change of the settings; 0 before the first."""
    return SettingsVersion.objects.filter(pk=1).values_list("n", flat=True).first() or 0


def settings_document() -> core.Settings:
    """The centre's settings for the core; durations in milliseconds, no secrets."""
    # The version is read first: rows that change meanwhile are read again at the next look, never missed.
    version, used = settings_version(), {row.pk: row for row in _trunks()}
    rows = Queue.objects.select_related("overflow_queue", *QUEUE_NEEDS).order_by("pk")
    queues = tuple(_queue(queue) for queue in rows)
    people = list(active_operators())
    ids = {row.user.login: row.core_id for row in people}
    return core.Settings(
        version=version,
        zone=the_centre().zone,
        queues=queues,
        numbers=tuple(_number(row, ids) for row in Number.objects.select_related("queue", "schedule", "flow")),
        operators=tuple(_operator(operator) for operator in people),
        breaks=tuple(_break(row) for row in PauseReason.objects.order_by("pk")),
        schedules=tuple(row.rules() for row in Schedule.objects.select_related(*PROMPTS_OF_HOURS).order_by("pk")),
        trunks=tuple(_way_out(row, used) for row in used.values()),
        outgoing=the_outgoing().rules(),
        flows=_flows(),
        plugins=plugins_of(queues),
        results=tuple(result for row in ResultSet.objects.order_by("pk") for result in _results(row)),
    )


def active_operators() -> QuerySet[Operator]:
    people = ("queues", "user__groups", "user__own_roles")
    return Operator.objects.filter(active=True).select_related("user__team").prefetch_related(*people).order_by("pk")


def _trunks() -> QuerySet[Trunk]:
    return Trunk.objects.filter(enabled=True).order_by("pk")


def _way_out(row: Trunk, used: dict[int, Trunk]) -> core.Trunk:
    rules = {"id": row.section, "name": row.name, "form": row.writing, "shown": row.reserve_number}
    return msgspec.convert(rules | {"reserve": _reserve(row, used)}, core.Trunk)


def _reserve(row: Trunk, used: dict[int, Trunk]) -> str:
    """The first trunk in use along the reserves: one that is switched off is passed over for its own."""
    every = {trunk.pk: trunk.reserve_id for trunk in Trunk.objects.all()} if row.reserve_id else {}
    seen, at = {row.pk}, row.reserve_id
    while at is not None and at not in seen and at not in used:
        seen.add(at)
        at = every.get(at)
    return used[at].section if at in used and at != row.pk else ""


def telephony_document() -> Telephony:
    """All telephones and trunks with their secrets: for Asterisk's configuration, and for nobody else."""
    phones = [phone for row in active_operators() for phone in _phones(row)]
    trunks = [_trunk(row) for row in _trunks()]
    music = sorted(set(Queue.objects.exclude(music=None).values_list("music__file", flat=True)))
    return msgspec.convert({"phones": phones, "trunks": trunks, "music": music}, Telephony)


def _phones(row: Operator) -> list[dict[str, Any]]:
    """An operator's telephones: of two, the one on the desk has the same password under a name of its own."""
    own = _fields(row, "secret", "codec")
    first = own | {"endpoint": row.endpoint, "kind": "browser" if row.in_browser else "sip", "nailed": row.nailed}
    return [first, own | {"endpoint": row.desk_endpoint, "kind": "sip"}] if row.desk_endpoint else [first]


def _fields(row: models.Model, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _trunk(row: Trunk) -> dict[str, Any]:
    names = (
        "kind", "host", "port", "user", "secret", "did", "number_in_from", "auth_user", "domain", "proxy", "transport",
        "codecs",
    )  # fmt: skip
    return _fields(row, *names) | {"name": row.section, "dtmf": row.tones}


def _queue(row: Queue) -> core.Queue:
    rules = {
        "id": row.core_id,
        "name": row.name,
        "ring": row.ring_timeout_s * SECOND,
        "wrapup": row.wrapup_s * SECOND,
        "max_wait": row.max_wait_s * SECOND,
        "overflow": row.overflow,
        "overflow_queue": row.overflow_queue.core_id if row.overflow_queue else "",
        "sl": row.sl_seconds * SECOND,
        "sl_target": row.sl_target,
        "record": row.record,
        "decline": row.decline_allowed,
        "auto_answer": row.auto_answer,
        "record_pause": row.record_pause_s * SECOND,
        "show_listening": row.show_listening,
        "announce_first": row.announce_first_s * SECOND,
        "announce_every": row.announce_every_s * SECOND,
        "results": row.result_set.ids() if row.result_set else (),
        "result_needed": row.result_needed,
        "unfinished": row.unfinished,
        "overtime": row.overtime_s * SECOND,
        "hours": row.schedule.core_id if row.schedule else "",
        "record_share": row.record_percent,
        "welcome": sounds(row.welcome),
        "announcement": sounds(row.announcement),
        "closed": sounds(row.closed_prompt),
        "late": sounds(row.late_prompt),
        "music": row.music.file if row.music else "",
        "trunk": f"trunk-{row.out_trunk_id}" if row.out_trunk_id else "",
        "shown": row.out_number,
        "callback_offer": sounds(row.callback_offer),
        "callback_thanks": sounds(row.callback_thanks),
    }
    return msgspec.convert(rules | life(row) | of_queue(row), core.Queue)


def _number(row: Number, ids: dict[str, str]) -> core.Number:
    hours, flow = (one.core_id if one else "" for one in (row.schedule, row.flow))
    preferred = tuple(sorted((ids[name], score) for name, score in row.preferred.items() if name in ids))
    return core.Number(row.did, row.queue.core_id, hours, flow, preferred)


def _flows() -> tuple[CoreFlow, ...]:
    """The voice menus in use."""
    rows = list(Flow.objects.exclude(nodes={}).order_by("pk"))
    known = shape.choices() if rows else None
    return tuple(shape.for_core(shape.read(row.body, row.core_id, row.name), known) for row in rows if known)


def _break(row: PauseReason) -> core.Break:
    rules = _fields(row, "most", "scope", "full", "outgoing")
    times = {"once": row.once_min * MINUTE, "daily": row.daily_min * MINUTE}
    return msgspec.convert(rules | times | {"id": row.code}, core.Break)


def _results(row: ResultSet) -> list[core.Result]:
    return [
        core.Result(
            row.core_id(one), one["name"], one["group"], one["callback"], one.get("opens", ""), one.get("article", "")
        )
        for one in row.results
    ]


def _operator(row: Operator) -> core.Operator:
    return core.Operator(
        id=row.core_id,
        name=str(row.user),
        endpoint=row.endpoint,
        queues=tuple(sorted(queue.core_id for queue in row.queues.all())),
        codec=msgspec.convert(row.codec, Literal["auto", "opus", "g711"]),
        browser=row.in_browser,
        dials="dial.out" in rights_of(row.user),
        masked=SEE_FULL_NUMBERS not in rights_of(row.user),
        desk=row.desk_endpoint,
        nailed=row.nailed,
        group=row.user.team.name if row.user.team else "",
        **of_operator(row, {queue.code: queue.core_id for queue in row.queues.all()}),
    )
