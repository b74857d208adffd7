"""The unions of all words, and the turn that is made of them."""

from __future__ import annotations

from msgspec import Struct

from gudok.core.words.commands import CallCommand
from gudok.core.words.consult import ConsultCommand, ConsultFact, ConsultInput
from gudok.core.words.day import DayFact, DayInput
from gudok.core.words.facts import CallFact
from gudok.core.words.hours import HoursFact, HoursInput
from gudok.core.words.inputs import CallInput
from gudok.core.words.ivr import IvrCommand, IvrFact, IvrInput
from gudok.core.words.outgoing import OutgoingCommand, OutgoingFact, OutgoingInput
from gudok.core.words.recording import RecordingCommand, RecordingFact, RecordingInput
from gudok.core.words.supervise import SuperviseCommand, SuperviseFact, SuperviseInput
from gudok.core.words.telephone import TelephoneCommand, TelephoneFact, TelephoneInput
from gudok.core.words.trial import TrialCommand, TrialFact, TrialInput
from gudok.core.words.waiting import WaitingFact

AnyInput = (
    CallInput
    | ConsultInput
    | DayInput
    | HoursInput
    | IvrInput
    | OutgoingInput
    | RecordingInput
    | SuperviseInput
    | TelephoneInput
    | TrialInput
)
AnyFact = (
    CallFact
    | WaitingFact
    | ConsultFact
    | DayFact
    | HoursFact
    | IvrFact
    | OutgoingFact
    | RecordingFact
    | SuperviseFact
    | TelephoneFact
    | TrialFact
)
AnyCommand = (
    CallCommand
    | ConsultCommand
    | IvrCommand
    | OutgoingCommand
    | RecordingCommand
    | SuperviseCommand
    | TelephoneCommand
    | TrialCommand
)
AnyOutput = AnyFact | AnyCommand


class Turn(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the journal: its number, what came, what was decided."""

    n: int
    came: AnyInput
    out: tuple[AnyOutput, ...]
