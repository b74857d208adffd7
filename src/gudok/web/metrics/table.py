"""Every metric by name, with its kind and what it says: nothing is measured that does not stand here."""

from __future__ import annotations

from typing import NamedTuple


class Metric(NamedTuple):
    """`kind` is Prometheus's own word; a counter's name in the answer ends with `_total`."""

    kind: str
    says: str
    labels: tuple[str, ...] = ()


METRICS: dict[str, Metric] = {
    "gudok_info": Metric("gauge", "Always 1; the version as a label", ("version",)),
    "gudok_up": Metric("gauge", "1 when this part answers: engine, telephony, asterisk, records", ("part",)),
    "gudok_engine_turns": Metric("counter", "Turns the engine has decided"),
    "gudok_engine_inbox": Metric("gauge", "Inputs that wait for the engine's next turn"),
    "gudok_engine_timers": Metric("gauge", "Timers that are set"),
    "gudok_engine_unsaved_turns": Metric("gauge", "Turns since the snapshot: what a restart decides again"),
    "gudok_engine_memory_bytes": Metric("gauge", "Memory the engine holds"),
    "gudok_engine_cpu_seconds": Metric("counter", "Processor time the engine has used"),
    "gudok_engine_uptime_seconds": Metric("gauge", "How long the engine runs"),
    "gudok_journal_turns": Metric("counter", "Turns in the journal"),
    "gudok_journal_bytes": Metric("gauge", "Size of the journal's file"),
    "gudok_records_lag_turns": Metric("gauge", "Turns the records are behind the journal"),
    "gudok_live_lag_turns": Metric("gauge", "Turns the screens are behind the journal"),
    "gudok_queue_waiting": Metric("gauge", "Callers who wait", ("queue",)),
    "gudok_queue_oldest_seconds": Metric("gauge", "How long the one waits who waits longest", ("queue",)),
    "gudok_queue_operators": Metric("gauge", "Operators of the queue who are ready or busy", ("queue", "state")),
    "gudok_queue_answered": Metric("counter", "Calls answered since midnight", ("queue",)),
    "gudok_queue_lost": Metric("counter", "Calls lost since midnight", ("queue",)),
    "gudok_queue_in_time": Metric("counter", "Calls answered within the service level since midnight", ("queue",)),
    "gudok_operators": Metric("gauge", "Operators by state", ("state",)),
    "gudok_calls": Metric("gauge", "Calls that go on, by state", ("state",)),
    "gudok_asterisk_channels": Metric("gauge", "Channels in Asterisk"),
    "gudok_asterisk_bridges": Metric("gauge", "Bridges in Asterisk"),
    "gudok_asterisk_endpoints": Metric("gauge", "Telephones and trunks in Asterisk by state", ("state",)),
    "gudok_asterisk_uptime_seconds": Metric("gauge", "How long Asterisk runs"),
    "gudok_web_requests": Metric("counter", "Requests answered", ("room", "method", "status")),
    "gudok_web_request_seconds": Metric("histogram", "Time to the answer, streams to their beginning", ("room",)),
    "gudok_web_streams": Metric("gauge", "Open streams: desks and walls, programs", ("kind",)),
    "gudok_webhooks": Metric("gauge", "Webhooks by state: works, failing, given_up, off", ("state",)),
    "gudok_webhook_lag_turns": Metric("gauge", "Turns a webhook in use is behind the journal", ("webhook",)),
    "gudok_disk_free_bytes": Metric("gauge", "Free space where the data folder stands"),
    "gudok_disk_bytes": Metric("gauge", "Space where the data folder stands"),
}
