"""Who speaks with which voice, and the list of all sentences to be spoken."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from gudok.city.people import ROBOTS
from gudok.city.talks import TALKS, greeting


class Voice(NamedTuple):
    """A profile of the synthesizer; `rate` and `pitch` in per cent of its own."""

    profile: str
    rate: int = 100
    pitch: int = 100


class Sentence(NamedTuple):
    """`path`: where the sound file stands below the voices' folder, without suffix."""

    path: str
    voice: Voice
    text: str


# Only voices with a free licence are used (elena GPL-3, aleksandr-hq CC-BY-SA-4.0, the others with the program).
OPERATORS = {
    "olga": Voice("elena", rate=105),
    "maxim": Voice("aleksandr-hq", rate=105),
    "daria": Voice("anna", rate=100),
    "irina": Voice("irina", rate=110),
    "igor": Voice("aleksandr", rate=110, pitch=90),
}
CALLERS = {
    "f": (Voice("irina", pitch=115), Voice("anna", rate=95, pitch=92), Voice("elena", pitch=110)),
    "m": (Voice("aleksandr", pitch=88), Voice("aleksandr-hq", rate=95, pitch=112)),
}


def sentences() -> list[Sentence]:
    """Everything that is ever said."""
    said = []
    for robot in ROBOTS:
        voice, home = OPERATORS[robot.login], f"operators/{robot.login}"
        said.append(Sentence(f"{home}/hello", voice, greeting(robot.first)))
        for talk in TALKS:
            said += [Sentence(f"{home}/{talk.name}-{n}", voice, text) for n, (_, text) in enumerate(talk.lines, 1)]
    for sex, voices in CALLERS.items():
        for talk, voice in zip(TALKS, cycle(voices), strict=False):
            home = f"callers/{sex}/{talk.name}"
            said += [Sentence(f"{home}-{n}", voice, text) for n, (text, _) in enumerate(talk.lines, 1)]
    return said


def caller_base(voices: Path, sex: str, talk: str) -> str:
    """The beginning of the paths of a caller's sentences; `-1`, `-2`… follow."""
    return str(voices / "callers" / sex / talk)


def operator_base(voices: Path, login: str) -> str:
    """The folder of an operator's sentences."""
    return str(voices / "operators" / login)
