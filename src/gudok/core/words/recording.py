"""A recording that pauses while the customer tells what must not be kept."""

from __future__ import annotations

from gudok.core.words.base import Command, Fact
from gudok.core.words.inputs import Ask, Input


class PauseRecordAsked(Ask, frozen=True):
    """The operator wants the recording of her talk to pause; `script`: it is her script that wants it."""

    script: bool = False


class ResumeRecordAsked(Ask, frozen=True):
    """The operator wants the recording to go on; `script`: the step that wanted the pause is left."""

    script: bool = False


class RecordFailed(Input, frozen=True):
    """Asterisk could not pause a leg's recording, or could not go on with it."""

    call: str
    leg: int


RecordingAsk = PauseRecordAsked | ResumeRecordAsked
"""What people ask for."""
RecordingInput = RecordingAsk | RecordFailed


class RecordPaused(Fact, frozen=True):
    """What is said is not recorded; `until`: when the recording goes on by itself at the latest."""

    call: str
    leg: int
    agent: str
    until: int


class RecordResumed(Fact, frozen=True):
    """The talk is recorded again."""

    call: str
    leg: int
    agent: str


RecordingFact = RecordPaused | RecordResumed


class PauseRecord(Command, frozen=True):
    """Stop writing down what a leg says and hears."""

    call: str
    leg: int


class ResumeRecord(Command, frozen=True):
    """Write down what a leg says and hears, at the end of the recording `record` if there is one already."""

    call: str
    leg: int
    record: str


RecordingCommand = PauseRecord | ResumeRecord
