"""What becomes of supervision when the talk under it moves: decided once, after whatever moved it."""

from __future__ import annotations

from gudok.core.agents.work import after_call
from gudok.core.move import Move
from gudok.core.state import Agent, Call, InTalk, State, Supervising, replace
from gudok.core.words import DropLeg, Reason
from gudok.core.words.supervise import Attend, Detach, SupervisionEnded


def settle(move: Move) -> None:
    """End the supervision of talks that are over, and let whispers reach operators whose hold began or ended."""
    while move.unwatched:
        (agent_id, call_id, leg), *rest = move.unwatched
        move.unwatched = tuple(rest)
        agent = move.state.agents.get(agent_id)
        if agent is not None and isinstance(agent.mode, Supervising) and agent.mode.call == call_id:
            end(move, agent, agent.mode, leg, Reason("talk_over"))
    while move.shifted:
        call_id, *others = move.shifted
        move.shifted, call = tuple(others), move.state.calls.get(call_id)
        for agent_id in call.watchers if call is not None else ():
            watcher = move.state.agents[agent_id]
            if isinstance(watcher.mode, Supervising) and watcher.mode.up and watcher.mode.how == "whisper":
                attend(move, watcher.id, watcher.mode, Reason("whisper_follows"))


def end(move: Move, agent: Agent, mode: Supervising, to: int, why: Reason) -> None:
    """The supervisor is out of the talk with the leg `to`; what she chose before or meanwhile follows."""
    move.say(DropLeg(why, mode.call, mode.leg))
    move.say(Detach(why, mode.call, mode.leg, to))
    move.say(SupervisionEnded(why, mode.call, agent.id, seen(move, mode)))
    leave(move, agent, mode)
    after_call(move, agent, why)


def cut_off(move: Move, agent: Agent, mode: Supervising, cause: int = 0) -> None:
    """Her telephone cannot be reached: the talk goes on without her."""
    end(move, agent, mode, talk_leg(move.state, mode.call), Reason("supervisor_unreachable", {"cause": cause}))


def talk_leg(state: State, call_id: str) -> int:
    """The operator's leg in the talk, or 0."""
    call = state.calls.get(call_id)
    return getattr(call.mode, "leg", 0) if call is not None else 0


def leave(move: Move, agent: Agent, mode: Supervising) -> None:
    """Take a supervisor off a call's list."""
    move.clear(f"watch:{agent.id}")
    call = move.state.calls.get(mode.call)
    if call is not None and agent.id in call.watchers:
        move.put_call(replace(call, watchers=tuple(name for name in call.watchers if name != agent.id)))


def attend(move: Move, agent_id: str, mode: Supervising, why: Reason) -> None:
    """Bring the supervisor's leg to where she hears what she asked for."""
    call = move.state.calls.get(mode.call)
    if call is not None and isinstance(call.mode, InTalk):
        talk = call.mode
        move.say(Attend(why, call.id, mode.leg, talk.leg, talk.agent, agent_id, mode.how, bool(talk.held)))


def seen(move: Move, mode: Supervising) -> bool:
    """Whether the operator may know: who only listens is shown where the queue's setting says so."""
    call = move.state.calls.get(mode.call)
    return mode.how != "listen" or call is None or shown(move, call)


def shown(move: Move, call: Call) -> bool:
    """Whether operators of the call's queue see who listens to them."""
    rules = move.state.queues.get(getattr(call.mode, "queue", ""))
    return rules is None or rules.show_listening
