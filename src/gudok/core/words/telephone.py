"""Which telephone an operator has, and the line that stands to it for the whole shift (nailed up)."""

from __future__ import annotations

from typing import Literal

from gudok.core.words.base import Command, Fact
from gudok.core.words.inputs import Ask, Input


class TelephoneAsked(Ask, frozen=True):
    """The operator wants her calls at the telephone on her desk, or in the browser: from the next one on."""

    desk: bool


class NailedUp(Input, frozen=True):
    """The operator's telephone took the line of the shift."""

    agent: str
    line: int


class NailedGone(Input, frozen=True):
    """The line of the shift is no more. `cause` is Q.850, `how` as in LegGone."""

    agent: str
    line: int
    cause: int = 16
    how: Literal["told", "torn", "lost", "failed"] = "told"


class TelephoneChosen(Fact, frozen=True):
    """The next call rings at the operator's desk telephone, or in her browser."""

    agent: str
    desk: bool


class SpareReachable(Fact, frozen=True):
    """The operator's other telephone, which does not ring now, is registered, or is not."""

    agent: str
    up: bool


class NailedChanged(Fact, frozen=True):
    """The line of the shift `rings` or is `up`; empty when there is none any more. `line` counts them."""

    agent: str
    line: int
    stage: Literal["rings", "up", ""]


class RingNailed(Command, frozen=True):
    """Ring the operator's telephone for the line of the shift; `timeout` in milliseconds."""

    agent: str
    line: int
    endpoint: str
    codec: str
    timeout: int


class DropNailed(Command, frozen=True):
    """Take the line of the shift down."""

    agent: str
    line: int


TelephoneInput = TelephoneAsked | NailedUp | NailedGone
TelephoneFact = TelephoneChosen | SpareReachable | NailedChanged
TelephoneCommand = RingNailed | DropNailed
