"""What is to be done outside."""

from __future__ import annotations

from gudok.core.words.base import Caller, Command


class RingAgent(Command, frozen=True):
    """Ring the operator's telephone for a call. `record`: a path under the recordings folder, no suffix, or empty.

    `nailed`: the number of the line that stands to it, which the call comes over without ringing; 0 for none.
    """

    call: str
    channel: str
    leg: int
    agent: str
    endpoint: str
    codec: str
    timeout: int
    caller: Caller
    queue: str
    record: str = ""
    auto_answer: bool = False
    nailed: int = 0


class DropLeg(Command, frozen=True):
    """Take an operator's leg down."""

    call: str
    leg: int


class Connect(Command, frozen=True):
    """Let the caller's channel and the operator's leg hear each other, ending music and prompt.

    `held` says that the leg, too, hears music.
    """

    call: str
    channel: str
    leg: int
    agent: str
    prompt: str = ""
    held: bool = False


class ParkCaller(Command, frozen=True):
    """Take the caller out of any bridge into music."""

    call: str
    channel: str


class PlayPrompt(Command, frozen=True):
    """Play recorded sounds to the caller, one after the other; music goes on afterwards unless `last`.

    `instead`: the prompt that is still being played and ends now. `language`: of the sounds, where it is not the usual.
    """

    call: str
    channel: str
    prompt: str
    sounds: tuple[str, ...]
    last: bool = False
    instead: str = ""
    language: str = ""


class ChangeMusic(Command, frozen=True):
    """From now on the caller waits with this music; "" is the common one."""

    call: str
    channel: str
    music: str


class HangUp(Command, frozen=True):
    """Hang the caller up."""

    call: str
    channel: str


class HangUpStray(Command, frozen=True):
    """Hang up a channel that belongs to no call."""

    channel: str


class WakeAt(Command, frozen=True):
    """Set (or move) the timer of this key to a time."""

    key: str
    time: int


CallCommand = RingAgent | DropLeg | Connect | ParkCaller | PlayPrompt | ChangeMusic | HangUp | HangUpStray | WakeAt
