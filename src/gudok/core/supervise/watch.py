"""A supervisor's powers over a talk: to listen, to whisper to its operator, to barge in, to take it over."""

from __future__ import annotations

from gudok.core.agents.handle import known, refuse
from gudok.core.agents.work import finish_talk
from gudok.core.move import Move
from gudok.core.routing.record import record_path
from gudok.core.routing.ring import ring_telephone
from gudok.core.state import (
    LEAVE,
    Agent,
    Away,
    Call,
    InTalk,
    Offered,
    Paused,
    Ready,
    Ringing,
    State,
    Supervising,
    replace,
)
from gudok.core.supervise.settle import attend, cut_off, end, leave, seen, talk_leg
from gudok.core.talk.connect import connect
from gudok.core.words import Caller, DropLeg, LegEnded, LegGone, Reason
from gudok.core.words.supervise import (
    Adrift,
    CallTaken,
    Detach,
    HelpOver,
    RecordLeg,
    StopSupervisingAsked,
    SuperviseAsked,
    SupervisionBegan,
    SupervisionChanged,
    SupervisionEnded,
)

RING = 30_000
"""How long (ms) a supervisor's telephone rings; most answer by themselves."""


def asked(move: Move, ask: SuperviseAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    call = move.state.calls.get(ask.call)
    hinders = hindrance(move.state, agent, call)
    if hinders is not None or call is None:
        refuse(move, ask, hinders.code if hinders is not None else "no_talk")
        return
    if ask.how == "take" and call.consult is not None:
        refuse(move, ask, "consult_going_on")
        return
    why = Reason(f"asked_{ask.how}", {"by": ask.by})
    mode = agent.mode
    if isinstance(mode, Supervising):
        if mode.call == ask.call and not ask.again:
            change(move, agent, mode, call, ask, why)
            return
        move_on(move, agent, mode, why)
    ring(move, agent, move.state.calls[call.id], ask, why)


def hindrance(state: State, agent: Agent, call: Call | None) -> Reason | None:
    """Why this supervisor cannot come into this call now; None when she can."""
    if call is None or not isinstance(call.mode, InTalk):
        return Reason("no_talk")
    if call.mode.agent == agent.id:
        return Reason("supervise_self")
    if not isinstance(agent.mode, Away | Ready | Paused | Supervising):
        return Reason("finish_own_call")
    if not agent.reachable:
        return Reason("phone_unreachable")
    return None if state.telephony == "up" else Reason("telephony_down")


def move_on(move: Move, agent: Agent, mode: Supervising, why: Reason) -> None:
    """Leave one talk for another: what follows at the end stays what it was."""
    move.say(DropLeg(why, mode.call, mode.leg))
    move.say(Detach(why, mode.call, mode.leg, talk_leg(move.state, mode.call)))
    move.say(SupervisionEnded(why, mode.call, agent.id, seen(move, mode)))
    leave(move, agent, mode)


def ring(move: Move, agent: Agent, call: Call, ask: SuperviseAsked, why: Reason) -> None:
    """Ring the supervisor's telephone; it answers by itself where it can."""
    state = move.state
    leg = call.legs + 1
    call = move.put_call(replace(call, legs=leg, watchers=(*call.watchers, agent.id)))
    mode = Supervising(call.id, leg, ask.how)
    move.say(SupervisionBegan(why, call.id, agent.id, leg, ask.how, seen(move, mode)))
    if isinstance(agent.mode, Away | Paused):
        agent = move.agent_next(agent, agent.mode.reason if isinstance(agent.mode, Paused) else LEAVE, why)
    move.agent_to(agent, mode, why)
    talk = call.mode
    who = state.operators.get(getattr(talk, "agent", ""))
    caller = Caller(name=who.name if who else "")
    rules = state.queues.get(getattr(talk, "queue", ""))
    ring_telephone(move, call, agent.id, why, timeout=RING, caller=caller, queue=rules.name if rules else "", auto=True)
    move.wake(f"watch:{agent.id}", move.at + RING, "ring_time")


def change(move: Move, agent: Agent, mode: Supervising, call: Call, ask: SuperviseAsked, why: Reason) -> None:
    """Another way to be in the same talk, without a new call."""
    if mode.how == ask.how:
        return
    mode = replace(mode, how=ask.how)
    if mode.up and mode.how == "take":
        take(move, agent, mode, call, why)
        return
    move.put_agent(replace(agent, mode=mode))
    move.say(SupervisionChanged(why, call.id, agent.id, ask.how, seen(move, mode)))
    if mode.up:
        attend(move, agent.id, mode, why)


def watcher(state: State, call: Call | None, leg: int) -> tuple[Agent, Supervising] | None:
    """Whose leg this is, when it is a supervisor's."""
    for name in call.watchers if call is not None else ():
        agent = state.agents.get(name)
        if agent is not None and isinstance(agent.mode, Supervising) and agent.mode.leg == leg:
            return agent, agent.mode
    return None


def leg_up(move: Move, agent: Agent, mode: Supervising) -> None:
    """Her telephone answered: she hears the talk, and a call for help is answered."""
    if mode.up:
        return
    call = move.state.calls[mode.call]
    move.clear(f"watch:{agent.id}")
    # While the operator consults somebody the talk cannot be taken: she listens, and may ask again.
    how = "listen" if mode.how == "take" and call.consult is not None else mode.how
    mode = replace(mode, up=True, how=how)
    why = Reason("supervisor_there")
    if call.help:
        call = move.put_call(replace(call, help=0))
        move.say(HelpOver(Reason("help_answered", {"by": agent.id}), call.id, talker(call)))
    if mode.how == "take":
        take(move, agent, mode, call, why)
        return
    move.put_agent(replace(agent, mode=mode))
    move.say(SupervisionChanged(why, call.id, agent.id, mode.how, seen(move, mode)))
    attend(move, agent.id, mode, why)


def leg_gone(move: Move, agent: Agent, mode: Supervising, came: LegGone) -> None:
    """Her telephone is gone: the talk goes on without her."""
    if mode.up and came.how == "told":
        end(move, agent, mode, talk_leg(move.state, mode.call), Reason("supervisor_left", {"cause": came.cause}))
    else:
        cut_off(move, agent, mode, came.cause)


def rang_out(move: Move, agent_id: str) -> None:
    agent = move.state.agents.get(agent_id)
    if agent is not None and isinstance(agent.mode, Supervising) and not agent.mode.up:
        cut_off(move, agent, agent.mode)


def stop_asked(move: Move, ask: StopSupervisingAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    if not isinstance(agent.mode, Supervising):
        refuse(move, ask, "no_supervision")
        return
    end(move, agent, agent.mode, talk_leg(move.state, agent.mode.call), Reason("asked_stop", {"by": ask.by}))


def adrift(move: Move, came: Adrift) -> None:
    """Her leg stands in the wrong place, as after an engine's death: bring it where it belongs (again)."""
    found = watcher(move.state, move.state.calls.get(came.call), came.leg)
    if found is not None and found[1].up:
        attend(move, found[0].id, found[1], Reason("talk_repaired"))


def take(move: Move, agent: Agent, mode: Supervising, call: Call, why: Reason) -> None:
    """The operator's leg is released, and the supervisor's becomes the call's, recorded if the operator's was."""
    talk = call.mode
    if not isinstance(talk, InTalk):
        return
    operator = move.state.agents[talk.agent]
    # What was recorded goes on being recorded; not in the middle of what nobody may keep.
    record = record_path(move.at, call.id, mode.leg) if call.record and not talk.unrecorded else ""
    leave(move, agent, mode)
    call = replace(move.state.calls[call.id], record=record)
    move.say(CallTaken(why, call.id, agent.id, talk.agent))
    move.say(Detach(why, call.id, mode.leg, talk.leg))
    move.say(LegEnded(why, call.id, talk.leg, talk.agent, "talked"))
    move.say(DropLeg(why, call.id, talk.leg))
    offered = Offered(talk.queue, talk.joined, agent.id, mode.leg, "taken")
    call = move.to(call, offered)
    if record:
        move.agent_to(agent, Ringing(call.id, mode.leg, move.at), why)
        move.say(RecordLeg(why, call.id, mode.leg, record))
        move.wake(f"ring:{call.id}", move.at + RING, "ring_time")
    else:
        connect(move, call, offered)
    finish_talk(move, operator, talk.queue, why)


def talker(call: Call) -> str:
    return str(getattr(call.mode, "agent", ""))
