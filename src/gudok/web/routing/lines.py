"""Settings that are written as lines: each pair shows them and reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SECOND = 1000
Data = list[Any]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def parts_of(line: str) -> tuple[str, str]:
    """The two sides of a bar; the second may be missing."""
    first, _, second = (part.strip() for part in line.partition("|"))
    return first, second


def show_rings(value: Data) -> str:
    return "\n".join(" ".join([str(one["lasts"] // SECOND), *one.get("drop", ())]) for one in value)


def read_rings(text: str) -> Data:
    """«30 cards»: thirty seconds, then the skill is wanted no more."""
    rows = [line.split() for line in lines_of(text)]
    return [{"lasts": int(row[0]) * SECOND} | ({"drop": row[1:]} if row[1:] else {}) for row in rows]


def show_steps(value: Data) -> str:
    return "\n".join(one["needs"] + (f" | {one['lasts'] // SECOND}" if one.get("lasts") else "") for one in value)


def read_steps(text: str) -> Data:
    """«english >= 3 | 30»; without seconds it holds for ever."""
    return [{"needs": needs, "lasts": int(lasts or 0) * SECOND} for needs, lasts in map(parts_of, lines_of(text))]


def show_helps(value: Data) -> str:
    return "\n".join(f"{', '.join(one['groups'])} | {one['when']}{guard_of(one)}" for one in value)


def guard_of(one: dict[str, Any]) -> str:
    return f"; {one['of']}: {one['guard']}" if one.get("of") else f"; {one['guard']}" if one.get("guard") else ""


def read_helps(text: str) -> Data:
    """«North, South | queue.waiting > 5; support: queue.ready > 1»: what is to be true there is after its code."""
    found: Data = []
    for groups, rest in map(parts_of, lines_of(text)):
        when, _, guard = (part.strip() for part in rest.partition(";"))
        of, colon, there = (part.strip() for part in guard.partition(":"))
        if not groups or not when or (colon and not (of and there)):
            raise ValueError(rest)
        help_ = {"groups": [name.strip() for name in groups.split(",") if name.strip()], "when": when}
        found.append(help_ | ({"guard": there, "of": of} if colon else {"guard": of} if of else {}))
    return found


def show_ratios(value: Data) -> str:
    return "\n".join(f"{group} {share}" for group, share in value)


def read_ratios(text: str) -> Data:
    """«North 60»."""
    rows = [line.rpartition(" ") for line in lines_of(text)]
    return [[group.strip(), int(share)] for group, _, share in rows]


def show_wants(value: Data) -> str:
    return "\n".join(
        " ".join(
            [
                one["skill"],
                str(one.get("level", 1)),
                *(f"{after // SECOND}:{level}" for after, level in one.get("relax", ())),
            ]
        )
        + (f" *{one['weight']}" if one.get("weight", 1) != 1 else "")
        for one in value
    )


def read_wants(text: str) -> Data:
    """«english 3 60:2 120:0 *2»: level 3, after a minute 2, after two not at all; its weight is 2."""
    found = []
    for line in lines_of(text):
        skill, *rest = line.split()
        want: dict[str, Any] = {"skill": skill, "level": 1}
        relax = []
        for word in rest:
            if ":" in word:
                after, _, level = word.partition(":")
                relax.append([int(after) * SECOND, int(level)])
            elif word.startswith("*"):
                want["weight"] = int(word[1:])
            else:
                want["level"] = int(word)
        found.append(want | ({"relax": relax} if relax else {}))
    return found


ANYBODY = "*"


def show_targets(value: Data) -> str:
    return "\n".join(show_target(one) for one in value)


def show_target(one: dict[str, Any]) -> str:
    seconds = one.get("timeout", 0) // SECOND
    parts = [
        one.get("expression", "") or ANYBODY, one.get("order_by", ""), str(seconds or ""),
        "skip" if one.get("skip_if_none") else "", one.get("known_worker", ""),
    ]  # fmt: skip
    return re.sub(r"(; )+$", "", "; ".join(parts))


def read_targets(text: str) -> Data:
    """«english >= 3; worker.level DESC; 30; skip»: who, in which order, how long, passed over if nobody is there."""
    found: Data = []
    for line in lines_of(text):
        parts = [part.strip() for part in line.split(";")]
        who, order, seconds, skip, worker, *more = [*parts, *[""] * 5][: max(5, len(parts))]
        if more or skip not in ("", "skip"):
            raise ValueError(line)
        given = {"expression": "" if who == ANYBODY else who, "order_by": order, "timeout": int(seconds or 0) * SECOND}
        made = given | {"skip_if_none": bool(skip), "known_worker": worker}
        found.append({name: one for name, one in made.items() if one})
    return found


LIMITS = ("max_penalty", "min_penalty", "raise_penalty")


def show_changes(value: Data) -> str:
    rows = [[one["after"] // SECOND, *("" if one.get(name, -1) < 0 else one[name] for name in LIMITS)] for one in value]
    return "\n".join(",".join(str(part) for part in row).rstrip(",") for row in rows)


def read_changes(text: str) -> Data:
    """«60,5,1»: as in queuerules.conf, from a minute on the greatest penalty 5 and the smallest 1; empty as before."""
    found: Data = []
    for line in lines_of(text):
        after, *limits = (part.strip() for part in line.removeprefix("penaltychange =>").split(","))
        if len(limits) > len(LIMITS) or not any(limits):
            raise ValueError(line)
        given = {name: int(limit) for name, limit in zip(LIMITS, limits, strict=False) if limit}
        if min(given.values()) < 0 or int(after) < 0:
            raise ValueError(line)
        found.append({"after": int(after) * SECOND} | given)
    return found


def show_tiers(value: Data) -> str:
    return "\n".join(f"{one['least']} | {one['lasts'] // SECOND}" for one in value)


def read_tiers(text: str) -> Data:
    """«80 | 20»: for twenty seconds only those of the score 80 or more."""
    return [{"least": int(least), "lasts": int(lasts) * SECOND} for least, lasts in map(parts_of, lines_of(text))]


def show_pairs(value: dict[str, Any]) -> str:
    return "\n".join(f"{name} = {one}" for name, one in sorted(value.items()))


def read_pairs(text: str) -> dict[str, Any]:
    """«longest = 5»: whole numbers are numbers, all else is text."""
    found: dict[str, Any] = {}
    for line in lines_of(text):
        name, sign, value = (part.strip() for part in line.partition("="))
        if not name or not sign:
            raise ValueError(line)
        found[name] = int(value) if value.lstrip("-").isdecimal() else value
    return found


LINES: dict[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    "rings": (show_rings, read_rings),
    "steps": (show_steps, read_steps),
    "helps": (show_helps, read_helps),
    "ratios": (show_ratios, read_ratios),
    "targets": (show_targets, read_targets),
    "changes": (show_changes, read_changes),
    "tiers": (show_tiers, read_tiers),
    "pairs": (show_pairs, read_pairs),
    "wants": (show_wants, read_wants),
}
