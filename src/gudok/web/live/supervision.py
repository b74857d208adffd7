"""What screens are told of supervision: who is in whose talk, who calls for help, what stands unread on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.state import Agent, Call, InTalk, Supervising

if TYPE_CHECKING:
    from gudok.web.live.replica import Replica

Picture = dict[str, Any]


def of_me(replica: Replica, agent: Agent, call: Call | None) -> Picture:
    """For an operator's desk: those in the talk whom she may know of, her call for help, her unread messages."""
    talk = own_talk(agent, call)
    rules = replica.state.queues.get(getattr(talk.mode, "queue", "")) if talk is not None else None
    shown = rules is None or rules.show_listening
    there = [who for who in watchers(replica, talk) if who["up"] and (shown or who["how"] != "listen")]
    mode = agent.mode if isinstance(agent.mode, Supervising) else None
    return {
        "listeners": there,
        "help": talk.help if talk is not None else 0,
        "how": mode.how if mode is not None else "",
        "up": mode is not None and mode.up,
        "mail": [
            {"id": letter.id, "at": letter.at, "by": name(replica, letter.by), "text": letter.text, "kind": letter.kind}
            for letter in replica.state.mail.get(agent.id, ())
        ],
    }


def of_agent(replica: Replica, agent: Agent, call: Call | None) -> Picture:
    """For a supervisor's page: what can be done with this operator now."""
    talk = own_talk(agent, call)
    mode = agent.mode if isinstance(agent.mode, Supervising) else None
    return {
        "call_id": call.id if call is not None else "",
        "in_talk": talk is not None and isinstance(talk.mode, InTalk),
        "help": talk.help if talk is not None else 0,
        "watchers": watchers(replica, talk),
        "unrecorded": talk.mode.unrecorded if talk is not None and isinstance(talk.mode, InTalk) else 0,
        "how": mode.how if mode is not None else "",
        "up": mode is not None and mode.up,
        "serves": list(replica.state.served(agent.id)),
        "unread": len(replica.state.mail.get(agent.id, ())),
    }


def of_call(call: Call) -> Picture:
    """For a supervisor's page: the queue's id, and whether the call was put first."""
    return {"queue_id": getattr(call.mode, "queue", ""), "first": call.first}


def of_queue(replica: Replica, queue_id: str) -> Picture:
    """Whether the queue was closed by hand, when, by whom and why."""
    kept = replica.state.closed.get(queue_id)
    if kept is None:
        return {"closed": None}
    return {"closed": {"at": kept.at, "by": name(replica, kept.by), "note": kept.note}}


def own_talk(agent: Agent, call: Call | None) -> Call | None:
    """The call, if it is this operator's."""
    return call if call is not None and getattr(call.mode, "agent", "") == agent.id else None


def watchers(replica: Replica, call: Call | None) -> list[Picture]:
    """The supervisors in a talk, in the order they came."""
    found = []
    for agent_id in call.watchers if call is not None else ():
        mode = replica.state.agents[agent_id].mode
        if isinstance(mode, Supervising):
            found.append({"id": agent_id, "name": name(replica, agent_id), "how": mode.how, "up": mode.up})
    return found


def name(replica: Replica, who: str) -> str:
    """A person's name: of one with a telephone by the settings, of another as it was told."""
    operator = replica.state.operators.get(who)
    return operator.name if operator is not None else who
