"""Callers out of hours: keys they press, and the wish to be called back."""

from __future__ import annotations

from gudok.core.words.base import Caller, Fact
from gudok.core.words.inputs import Input


class KeyPressed(Input, frozen=True):
    """The caller pressed a key of the telephone."""

    call: str
    key: str


HoursInput = KeyPressed


class CallbackWished(Fact, frozen=True):
    """The caller asked to be called back."""

    call: str
    caller: Caller
    queue: str
    did: str


HoursFact = CallbackWished
