"""Who speaks with which voice, and the list of all sentences to be spoken."""

from __future__ import annotations

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
    said = [Sentence(f"operators/{robot.login}/hello", OPERATORS[robot.login], greeting(robot.first)) for robot in ROBOTS]
    for n, talk in enumerate(TALKS):
        for line, (caller, operator) in enumerate(talk.lines, start=1):
            said += [Sentence(f"operators/{login}/{talk.name}-{line}", voice, operator) for login, voice in OPERATORS.items()]
            said += [
                Sentence(f"callers/{sex}/{talk.name}-{line}", voices[n % len(voices)], caller)
                for sex, voices in CALLERS.items()
            ]
    return said


def caller_base(voices: Path, sex: str, talk: str) -> str:
    """The beginning of the paths of a caller's sentences; `-1`, `-2`… follow."""
    return str(voices / "callers" / sex / talk)


def operator_base(voices: Path, login: str) -> str:
    """The folder of an operator's sentences."""
    return str(voices / "operators" / login)
