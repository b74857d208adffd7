"""extensions.conf of the city: how a robot caller waits and talks, how a robot operator answers and talks.

Neither knows when the other has finished but by listening, as people do; so a robot also talks with a person.
"""

from __future__ import annotations

from pathlib import Path

from gudok.city.asterisk.pjsip import OPERATORS
from gudok.city.talks import TALKS
from gudok.city.voices.cast import operator_base
from gudok.city.world import Robot, World

CALLERS = "callers"
"""The callers' context. The driver gives BASE, LINES, KEY, TALK, PATIENCE, and GO_<KEY> when an operator answers."""
LONGEST_CALL_S = 900
LISTEN = ("WaitForNoise(200,1,{start})", "WaitForSilence(600,1,20)")
"""Wait until the other begins to speak (at most so many seconds) and then until he has finished."""
REFUSES, MISSES = 3, 5
"""Of a hundred calls: up to 3 are refused, up to 5 (so 2) ring until the centre gives up."""


def extensions_conf(world: World) -> str:
    return "\n".join([
        "; Written by Gudok's demonstration; changes made here are lost.",
        "[general]", "static=yes", "writeprotect=yes", "",
        f"[{CALLERS}]", *caller(), "",
        f"[{OPERATORS}]", *(row for robot in world.robots for row in own(robot, Path(world.voices))), *operator(), "",
    ])  # fmt: skip


def caller() -> list[str]:
    """Hear music until the driver says GO, or lose patience; then talk, and hang up if the operator does not."""
    return extension(
        "call",
        f"Set(TIMEOUT(absolute)={LONGEST_CALL_S})",
        # What the caller wants is left where the operator's robot finds it by the caller's number.
        "Set(GLOBAL(TALK_${KEY})=${TALK})",
        "Set(GLOBAL(GO_${KEY})=)",
        "Set(UNTIL=$[${EPOCH} + ${PATIENCE}])",
        "(wait)Wait(0.25)",
        'GotoIf($["${GLOBAL(GO_${KEY})}" != ""]?talk)',
        "GotoIf($[${EPOCH} < ${UNTIL}]?wait)",
        "Hangup()",
        "(talk)Set(I=1)",
        "(turn)" + LISTEN[0].format(start=6),
        LISTEN[1],
        "Playback(${BASE}-${I})",
        "Set(I=$[${I} + 1])",
        "GotoIf($[${I} <= ${LINES}]?turn)",
        *(step.format(start=6) for step in LISTEN),
        "Wait(5)",
        "Hangup()",
    )


def own(robot: Robot, voices: Path) -> list[str]:
    """A robot's telephone: with her voice into what all of them do."""
    return extension(robot.endpoint, f"Set(BASE={operator_base(voices, robot.login)})", "Goto(answer,1)")


def operator() -> list[str]:
    """Mostly answer after a moment, greet, talk along with the caller, say good-bye."""
    lines = [f'ExecIf($["${{TALK}}" = "{talk.name}"]?Set(LINES={len(talk.lines)}))' for talk in TALKS]
    return extension(
        "answer",
        "Ringing()",
        "Set(DICE=${RAND(1,100)})",
        "Wait(${RAND(2,6)})",
        f"GotoIf($[${{DICE}} <= {REFUSES}]?refuse)",
        f"GotoIf($[${{DICE}} <= {MISSES}]?miss)",
        "Answer()",
        "Set(TALK=${GLOBAL(TALK_${FILTER(0-9,${CALLERID(num)})})})",
        f'ExecIf($["${{TALK}}" = ""]?Set(TALK={TALKS[0].name}))',
        *lines,
        "Wait(0.4)",
        "Playback(${BASE}/hello)",
        "Set(I=1)",
        "(turn)" + LISTEN[0].format(start=8),
        LISTEN[1],
        "Playback(${BASE}/${TALK}-${I})",
        "Set(I=$[${I} + 1])",
        "GotoIf($[${I} <= ${LINES}]?turn)",
        "Wait(1)",
        "Hangup()",
        "(refuse)Hangup(17)",
        "(miss)Wait(90)",
        "Hangup()",
    )


def extension(name: str, *steps: str) -> list[str]:
    """An extension's rows; a step like `(label)App()` can be jumped to."""
    rows = []
    for n, step in enumerate(steps):
        label, app = split_label(step)
        start = f"exten => {name},1" if n == 0 else " same => n"
        rows.append(f"{start}{label},{app}")
    return rows


def split_label(step: str) -> tuple[str, str]:
    """`(label)App()` → `(label)`, `App()`."""
    if step.startswith("("):
        label, _, app = step.partition(")")
        return f"{label})", app
    return "", step
