"""What a line of a log looks like: text for people, or a JSON object for collectors; a call is named by its id."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from collections.abc import MutableMapping

CALL = re.compile(r"\bc[0-9a-f]{12}\b")
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def call_in(*texts: object) -> str:
    """The first call's id that these name; empty without one."""
    for text in texts:
        found = CALL.search(str(text))
        if found:
            return found[0]
    return ""


class JsonFormatter(logging.Formatter):
    """One object a line: at (ISO 8601, UTC), level, logger, event, call if one is named, error, and all extras."""

    def format(self, record: logging.LogRecord) -> str:
        event = record.getMessage()
        extras = {name: value for name, value in vars(record).items() if name not in _PLAIN}
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event,
        }
        if call := str(extras.pop("call", "")) or call_in(event, *extras.values()):
            line["call"] = call
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        # Django puts the request itself beside its message.
        line |= {name: value for name, value in extras.items() if isinstance(value, str | int | float | bool)}
        return json.dumps(line, ensure_ascii=False)


def formatter(form: str) -> logging.Formatter:
    """For Python's own logging: `text` or `json`."""
    return (
        JsonFormatter() if form == "json" else logging.Formatter("{asctime} {levelname} {name}: {message}", style="{")
    )


def configure(form: str) -> None:
    """For the processes that log with structlog, and what their libraries log with Python's own."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        with_call,
    ]
    last: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if form == "json"
        else [structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), timestamp_key="at")]
    )
    structlog.configure(processors=[*shared, *last])
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def with_call(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Name the call that a line is about, where its words do it only in passing."""
    if not event.get("call") and (call := call_in(*event.values())):
        event["call"] = call
    return event
