"""The second line of a talk as its two operators see it: who is asked, who hears whom, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.queues.shown import shown_place
from gudok.core.state import Aside, InTalk, Outside, tag
from gudok.core.talk.lines import hears
from gudok.web.people.numbers import mask, show

if TYPE_CHECKING:
    from gudok.core.state import Call, Consult
    from gudok.web.live.replica import Replica

Picture = dict[str, Any]


def line(replica: Replica, call: Call, agent_id: str, masked: bool) -> Picture | None:
    """None without a second line. `role`: `asker` or `consulted`; `gone`: the call's end if the customer has gone."""
    consult, mode = call.consult, call.mode
    if consult is None:
        return None
    return {
        "role": "consulted" if consult.agent == agent_id else "asker",
        "asker": name_of(replica, getattr(mode, "agent", "")),
        "kind": consult.kind,
        "name": _name(replica, consult, masked),
        "queue": replica.state.queues[consult.to].name if consult.to in replica.state.queues else "",
        "stage": consult.stage,
        "since": consult.since,
        "held": consult.held,
        "place": shown_place(replica.state, call),
        "hears": hears(call),
        "talked": mode.since if isinstance(mode, InTalk | Aside) else 0,
        "gone": mode.end if isinstance(mode, Aside) else "",
    }


def card_of(replica: Replica, call: Call, agent_id: str, masked: bool) -> Picture:
    """What the call's card tells besides, of its second line; some of it differs for the operator who is asked."""
    told: Picture = {
        "line": line(replica, call, agent_id, masked),
        "over": {"code": call.over.code, "at": call.over.at} if call.over else None,
    }
    consult = call.consult
    if consult is not None and consult.agent == agent_id:
        told |= {
            "kind": "consult",
            "source": name_of(replica, getattr(call.mode, "agent", "")),
            "since": consult.since,
            "held": 0,
            "until": replica.state.timers.get(f"consult:{call.id}", 0),
            "decline": True,
        }
    return told


def of_row(replica: Replica, call: Call | None, agent_id: str, masked: bool) -> Picture:
    """What an operator's row tells besides, of a second line: who took a talk over has it beside the others' rows."""
    if call is None or getattr(call.mode, "agent", "") != agent_id or (call.consult is None and call.over is None):
        return {}
    over = {"code": call.over.code, "at": call.over.at} if call.over else None
    return {"second": line(replica, call, agent_id, masked), "over": over}


def on_wall(call: Call) -> Picture:
    """What the wall says of a call with more than one partner, or with none of ours; its colour is that of a talk."""
    if isinstance(call.mode, Aside | Outside):
        return {"word": tag(call.mode), "mode": "talk", "since": call.mode.since or call.mode.joined}
    if call.consult is None:
        return {}
    return {"word": "conference" if hears(call) == "all" else "consulting"}


def since_of(call: Call | None, agent_id: str) -> int:
    """Since when an operator who is asked talks, for the wall; 0 for any other."""
    consult = call.consult if call else None
    return consult.since if consult is not None and consult.agent == agent_id else 0


def _name(replica: Replica, consult: Consult, masked: bool) -> str:
    """The operator, or the number, or the queue that nobody has answered for yet."""
    if consult.agent:
        return name_of(replica, consult.agent)
    if consult.kind == "number":
        return mask(show(consult.to)) if masked else show(consult.to)
    queue = replica.state.queues.get(consult.to)
    return queue.name if queue else ""


def name_of(replica: Replica, agent_id: str) -> str:
    operator = replica.state.operators.get(agent_id)
    return operator.name if operator else ""
