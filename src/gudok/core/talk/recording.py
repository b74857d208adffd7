"""Pausing the recording of a talk, for as long as the queue allows; it goes on by itself."""

from __future__ import annotations

from gudok.core.agents.handle import refuse
from gudok.core.move import Move
from gudok.core.state import Call, InTalk, replace
from gudok.core.talk.ask import own_talk
from gudok.core.words import Reason
from gudok.core.words.recording import (
    PauseRecord,
    PauseRecordAsked,
    RecordFailed,
    RecordPaused,
    RecordResumed,
    ResumeRecord,
    ResumeRecordAsked,
)


def pause(move: Move, ask: PauseRecordAsked) -> None:
    found = own_talk(move, ask)
    if found is None:
        return
    agent, call, mode = found
    rules = move.state.queues.get(mode.queue)
    longest = rules.record_pause if rules is not None else 0
    if not call.record:
        refuse(move, ask, "not_recorded")
    elif not longest:
        refuse(move, ask, "record_pause_off")
    elif call.consult is not None:
        refuse(move, ask, "record_pause_consult")
    elif move.state.telephony != "up":
        refuse(move, ask, "telephony_down")
    elif not mode.unrecorded:
        why = Reason("script_record_pause" if ask.script else "asked_record_pause", {"by": ask.by})
        until = move.at + longest
        move.to(call, replace(mode, unrecorded=until))
        move.say(RecordPaused(why, call.id, mode.leg, agent.id, until))
        move.say(PauseRecord(why, call.id, mode.leg))
        move.wake(f"record:{call.id}", until, "record_pause_time")


def resume(move: Move, ask: ResumeRecordAsked) -> None:
    found = own_talk(move, ask)
    if found is not None:
        why = Reason("script_record_resume" if ask.script else "asked_record_resume", {"by": ask.by})
        go_on(move, found[1], why)


def paused_long(move: Move, call_id: str) -> None:
    call = move.state.calls.get(call_id)
    if call is not None:
        go_on(move, call, Reason("record_pause_over"))


def go_on(move: Move, call: Call, why: Reason) -> None:
    """Record again, if it is paused. A talk that has come back on a new leg is recorded from its beginning."""
    mode = call.mode
    if not isinstance(mode, InTalk) or not mode.unrecorded:
        return
    move.to(call, replace(mode, unrecorded=0))
    move.say(RecordResumed(why, call.id, mode.leg, mode.agent))
    move.say(ResumeRecord(why, call.id, mode.leg, call.record))


def failed(move: Move, came: RecordFailed) -> None:
    """What could not be paused is recorded, and nobody may believe otherwise; what could not go on is tried no more."""
    call = move.state.calls.get(came.call)
    mode = call.mode if call is not None else None
    if call is None or not isinstance(mode, InTalk) or mode.leg != came.leg or not mode.unrecorded:
        return
    why = Reason("record_not_paused")
    move.to(call, replace(mode, unrecorded=0))
    move.say(RecordResumed(why, call.id, mode.leg, mode.agent))


def pause_again(move: Move) -> None:
    """Whether a pause that was decided just before the link broke was carried out, nobody knows."""
    for call in move.state.calls.values():
        if isinstance(call.mode, InTalk) and call.mode.unrecorded:
            move.say(PauseRecord(Reason("asterisk_up"), call.id, call.mode.leg))
