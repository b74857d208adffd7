"""Reading a scenario: a mistake is told by its field."""

from __future__ import annotations

import csv
import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from gudok.core.settings import Break, Number, Operator, Queue, Settings
from gudok.twin.laws import Law, problem
from gudok.twin.scenario import Base, Calls, Recorded, Scenario
from gudok.twin.spans import Clock, Span, clock, span


class ScenarioError(ValueError):
    """A scenario that cannot be: its text names the field."""


def read(path: Path) -> Scenario:
    """A scenario from its file; raises ScenarioError for one that is not there or cannot be."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: {error}") from error
    return scenario(data, path.parent)


def scenario(data: dict[str, Any], folder: Path | None = None) -> Scenario:
    """A scenario from its tables; recorded calls are read from files in `folder`."""
    try:
        found = msgspec.convert(data, Scenario, dec_hook=_hook)
    except msgspec.ValidationError as error:
        raise ScenarioError(_worded(str(error))) from error
    _check(found)
    settings(found)
    calls = tuple(_recorded(found, n, calls, folder) for n, calls in enumerate(found.calls))
    return msgspec.structs.replace(found, calls=calls)


def _hook(kind: type, value: object) -> object:
    return {Span: span, Clock: clock}[kind](value)


def _worded(text: str) -> str:
    """msgspec's «… - at `$.calls[0].talk`» as «calls[0].talk: …»."""
    what, at, path = text.rpartition(" - at `")
    return f"{path.rstrip('`').removeprefix('$').removeprefix('.')}: {what}" if at else text


# what must fit together


def _check(found: Scenario) -> None:
    if problems := [f"{where}: {what}" for where, what in _problems(found) if what]:
        raise ScenarioError("\n".join(problems))


def _problems(found: Scenario) -> list[tuple[str, str]]:
    ids = [queue.id for queue in found.queues]
    told = [("queues", "" if ids else "at least one is needed")]
    told += [(f"queues[{n}].id", f"{id_!r} is there already") for n, id_ in enumerate(ids) if id_ in ids[:n]]
    told += [("start", ""), ("length", "" if found.length > 0 else "must be longer than nothing")]
    told += [("runs", "" if 1 <= found.runs <= 10_000 else "must be from 1 to 10000")]
    counted = found.length - found.warm_up - found.cool_down
    told += [("warm_up", "" if counted > 0 else "nothing is left between warm_up and cool_down")]
    told += [("date", _no_date(found.date)), ("zone", _no_zone(found.zone))]
    for n, calls in enumerate(found.calls):
        told += [(f"calls[{n}].{where}", what) for where, what in _of_calls(calls, ids)]
    names = [staff.name for staff in found.staff]
    for n, staff in enumerate(found.staff):
        told += [(f"staff[{n}].queues", f"no queue {queue!r}") for queue in staff.queues if queue not in ids]
        told += [(f"staff[{n}].pace", f"no queue {queue!r}") for queue in staff.pace if queue not in [*ids, "*"]]
        told += [(f"staff[{n}].pace", "must be above 0") for pace in staff.pace.values() if pace <= 0]
        told += [(f"staff[{n}].count", "" if 0 <= staff.count <= 50_000 else "must be from 0 to 50000")]
        told += [(f"staff[{n}].name", f"{staff.name!r} is there already" if staff.name in names[:n] else "")]
        refused = staff.declines + staff.misses
        told += [(f"staff[{n}].declines", "" if staff.declines >= 0 and refused <= 1 else "shares are from 0 to 1")]
        told += [(f"staff[{n}].misses", "" if staff.misses >= 0 else "shares are from 0 to 1")]
        if staff.shift is not None and staff.shift[0] >= staff.shift[1]:
            told.append((f"staff[{n}].shift", "ends before it begins"))
    return told + _of_laws(found, "")


def _of_calls(calls: Calls, ids: list[str]) -> list[tuple[str, str]]:
    told = [("queue", "" if calls.queue in ids else f"no queue {calls.queue!r}")]
    told += [(name, "shares are from 0 to 1") for name in ("vip", "hangs_up") if not 0 <= getattr(calls, name) <= 1]
    told += [("rate", "" if calls.rate >= 0 else "cannot be below 0")]
    told += [("profile", "calls in a quarter-hour cannot be below 0") for calls_ in calls.profile if calls_ < 0]
    told += [("bursts", "calls cannot be below 0") for burst in calls.bursts if burst.calls < 0]
    ways = sum(map(bool, (calls.rate, calls.profile, calls.replay or calls.recorded)))
    told += [("rate", "give one of rate, profile and replay" if ways > 1 or not (ways or calls.bursts) else "")]
    if calls.retry is not None and not (0 <= calls.retry.share <= 1 and calls.retry.most >= 0):
        told.append(("retry", "share is from 0 to 1, most not below 0"))
    return told


def _of_laws(value: object, at: str) -> list[tuple[str, str]]:
    """Every law in a scenario that cannot be."""
    if isinstance(value, get_args(Law)):
        return [(at, problem(value))]
    if isinstance(value, Base):
        dot = f"{at}." if at else ""
        return [one for name in value.__struct_fields__ for one in _of_laws(getattr(value, name), f"{dot}{name}")]
    if isinstance(value, tuple) and value and isinstance(value[0], Base):
        return [one for n, item in enumerate(value) for one in _of_laws(item, f"{at}[{n}]")]
    return []


def _no_date(text: str) -> str:
    try:
        datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 only whether it is one
    except ValueError:
        return f"{text!r} is no date: write it as in '2026-11-24'"
    return ""


def _no_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError):
        return f"{text!r} is no time zone"
    return ""


# what the core is given


def begins(found: Scenario) -> int:
    """The first moment of the world, UTC ms."""
    return midnight(found) + found.start


def midnight(found: Scenario) -> int:
    """The day's midnight in its zone, UTC ms."""
    day = datetime.fromisoformat(found.date).replace(tzinfo=ZoneInfo(found.zone))
    return int(day.timestamp()) * 1000


def settings(found: Scenario) -> Settings:
    """The centre's settings as the core takes them; raises ScenarioError where a rule is none of the core's."""
    queues = tuple(
        _core(Queue, {"id": table.id, "name": table.name or table.id, **table.rules}, f"queues[{n}].rules")
        for n, table in enumerate(found.queues)
    )
    numbers = tuple(Number(number(n), queue.id) for n, queue in enumerate(queues))
    operators = tuple(
        _core(
            Operator,
            {"id": name, "name": name, "endpoint": f"tel-{name}", "queues": staff.queues, **staff.rules},
            f"staff[{n}].rules",
        )
        for n, staff in enumerate(found.staff)
        for name in names(found, n)
    )
    breaks = tuple(_core(Break, table, f"breaks[{n}]") for n, table in enumerate(found.breaks))
    return Settings(1, queues, numbers, operators, zone=found.zone, breaks=breaks)


def number(queue: int) -> str:
    """The number that leads to the n-th queue."""
    return f"{1000 + queue}"


def names(found: Scenario, staff: int) -> list[str]:
    """The operators' ids of a group."""
    table = found.staff[staff]
    return [f"{table.name}-{n + 1:0{len(str(table.count))}}" for n in range(table.count)]


def _core(kind: type, data: dict[str, Any], at: str) -> Any:
    """A struct of the core; its durations may be written as such."""
    whole = {name for name, hint in get_type_hints(kind).items() if hint is int}
    try:
        plain = {
            name: int(span(value)) if name in whole and isinstance(value, str) else value
            for name, value in data.items()
        }
        return msgspec.convert(plain, kind)
    except ValueError as error:
        what = re.sub(r" - at `[$][.]?(.*)`", r" (\1)", str(error))
        raise ScenarioError(f"{at}: {what}") from error


# recorded calls


def _recorded(found: Scenario, n: int, calls: Calls, folder: Path | None) -> Calls:
    """The table with its recorded calls read from the file it names."""
    if not calls.replay:
        return calls
    path = (folder or Path()) / calls.replay
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = tuple(
                _row(row, found, f"calls[{n}].replay: {path.name}, line {line}")
                for line, row in enumerate(csv.DictReader(file), 2)
            )
    except OSError as error:
        raise ScenarioError(f"calls[{n}].replay: {path}: {error.strerror}") from error
    return msgspec.structs.replace(calls, recorded=tuple(sorted(rows, key=lambda row: row.at)))


def _row(row: dict[str, str], found: Scenario, at: str) -> Recorded:
    """A line of recorded calls: `at` (time of day), `vip`, and in seconds `talk`, `wrapup`, `patience`, `waited`."""
    came = re.fullmatch(r"(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d+)?))?", row.get("at") or "")
    if came is None:
        raise ScenarioError(f"{at}: at: {row.get('at')!r} is no time of day: write it as in '09:30:15'")
    known = {}
    for name in ("talk", "wrapup", "patience", "waited"):
        try:
            if row.get(name):
                known[name] = round(float(row[name]) * 1000)
        except ValueError as error:
            raise ScenarioError(f"{at}: {name}: {row[name]!r} is no number of seconds") from error
    time = timedelta(hours=int(came[1]), minutes=int(came[2]), seconds=float(came[3] or 0))
    return Recorded(midnight(found) + round(time.total_seconds() * 1000), row.get("vip") in ("1", "true"), **known)
