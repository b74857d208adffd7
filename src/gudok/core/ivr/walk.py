"""A caller's way through a voice menu: node by node to one that must hear him, or to a last one.

Where a flow can lead him no further (it has taken all its `steps`, or the settings changed and his node is no more), he
joins the queue his number names; without one the first queue the flow names; and where there is none he is told so.
His wait in a queue begins when he joins it: before, nobody could have served him.
"""

from __future__ import annotations

from gudok.core.callback.book import book, booking_id, take_over
from gudok.core.callback.serve import rest
from gudok.core.calls.part import LONGEST, NOBODY, part
from gudok.core.hours import handle as hours
from gudok.core.hours.rules import opening
from gudok.core.ivr import hear
from gudok.core.ivr.flow import (
    Assign,
    Branch,
    Callback,
    Digits,
    End,
    Flow,
    Hours,
    Language,
    Lookup,
    Menu,
    Node,
    Say,
    ToQueue,
)
from gudok.core.move import Move
from gudok.core.queues.entry import let_in
from gudok.core.queues.wait import leads_to
from gudok.core.state import Booked, Call, Chosen, InFlow, Parting, State, Waiting, replace
from gudok.core.words import Caller, EndPrompt, FlowEntered, FlowStepped, ParkCaller, Reason

GOODBYE = ("vm-goodbye",)
"""What is said at an end that has no sounds of its own."""
LONGEST_WAY = 20
"""So many of the last decisions a call keeps: who goes round and round tells nothing new."""


def flow_of(state: State, did: str) -> Flow | None:
    """The voice menu a number's callers walk first."""
    return state.flows.get(did, state.flows.get("*"))


def begin(move: Move, call: Call, flow: Flow) -> None:
    """Let a caller into a voice menu."""
    mode = InFlow(flow.id, flow.start)
    call = move.to(call, mode)
    move.say(FlowEntered(Reason("flow_entered", {"flow": flow.id}), call.id, flow.id))
    walk(move, call, mode)


def flow_here(move: Move, mode: InFlow) -> tuple[Flow | None, Node | None]:
    """The flow a caller walks and the node he stands at, as the settings have them now."""
    flow = next((one for one in move.state.settings.flows if one.id == mode.flow), None)
    return flow, flow.node(mode.node) if flow else None


def stepped(move: Move, call: Call, mode: InFlow, way: str, why: Reason, typed: str = "") -> None:
    """Say how a caller left his node."""
    move.say(FlowStepped(why, call.id, mode.flow, mode.node, way, typed))


def noted(call: Call, mode: InFlow, node: Node | None, way: str) -> Call:
    """The call with what was decided at a node: what its operator should know. The rest is the menu's own affair."""
    if not isinstance(node, Menu | Digits | Language | Lookup):
        return call
    return replace(call, way=(*call.way, Chosen(mode.flow, mode.node, way))[-LONGEST_WAY:])


def forget(call: Call) -> Call:
    """The call without what is secret: outside of the menu nobody needs it."""
    kept = {name: value for name, value in call.variables.items() if name not in call.secrets}
    return replace(call, variables=kept, secrets=())


def go(move: Move, call: Call, mode: InFlow, way: str, why: Reason, key: str = "", typed: str = "") -> None:
    """Leave the node by an exit and walk on. `key` was pressed already and counts for the menu that follows."""
    _, node = flow_here(move, mode)
    stepped(move, call, mode, way, why, typed)
    call = noted(call, mode, node, way)
    to = node.exits().get(way, "") if node else ""
    mode = InFlow(mode.flow, to, mode.steps + 1)
    walk(move, move.to(call, mode), mode, key)


def walk(move: Move, call: Call, mode: InFlow, key: str = "") -> None:
    """Do what the caller's node says, and those after it, to one where he must be heard."""
    while True:
        flow, node = flow_here(move, mode)
        if flow is None or node is None:
            lead_on(move, call, mode, flow, "changed", Reason("flow_changed"))
            return
        if mode.steps > flow.steps:
            lead_on(move, call, mode, flow, "steps", Reason("flow_steps", {"steps": flow.steps}))
            return
        if isinstance(node, Menu | Digits):
            hear.listen(move, call, mode, node, key)
            return
        if isinstance(node, Say) and node.sounds and (node.whole or not key):
            hear.say(move, call, mode, node.sounds, hear.LONGEST)
            return
        if isinstance(node, Lookup) and call.variables.get(node.variable):
            hear.look_up(move, call, mode, node)
            return
        if isinstance(node, ToQueue | Callback | End) and last(move, call, mode, node):
            return
        call, way, why = pass_by(move, call, node)
        told = node.veiled(way) if isinstance(node, Branch) and node.variable in call.secrets else way
        stepped(move, call, mode, told, why)
        call = noted(call, mode, node, way)
        mode = InFlow(mode.flow, node.exits()[way], mode.steps + 1)
        call = move.to(call, mode)


def pass_by(move: Move, call: Call, node: Node) -> tuple[Call, str, Reason]:
    """What a node that asks nobody makes of the call, and by which exit it is left."""
    match node:
        case Hours():
            return call, *hours_now(move, node)
        case Language():
            why = Reason("flow_language", {"language": node.language})
            return replace(call, language=node.language), "next", why
        case Lookup():
            return call, *known_as(Caller() if node.variable else call.caller)
        case Assign():
            why = Reason("flow_assigned", {"variable": node.variable, "value": node.value})
            return replace(call, variables={**call.variables, node.variable: node.value}), "next", why
        case Branch():
            value = call.variables.get(node.variable, "")
            # What the flow does not name may be a caller's secret.
            told = value in node.cases and node.variable not in call.secrets
            numbers: dict[str, int | str] = {"variable": node.variable, "value": value if told else ""}
            return call, f"case:{value}" if value in node.cases else "otherwise", Reason("flow_case", numbers)
        case Callback():
            return call, "otherwise", Reason("flow_no_callback", {"queue": node.queue})
        case _:
            return call, "next", Reason("flow_said")


def hours_now(move: Move, node: Hours) -> tuple[str, Reason]:
    """The exit of a schedule; one that is no more is open, as everything without a schedule is."""
    settings = move.state.settings
    schedule = next((one for one in settings.schedules if one.id == node.schedule), None)
    found = opening(schedule, settings.zone, move.at) if schedule else None
    numbers: dict[str, int | str] = {"schedule": schedule.name if schedule else node.schedule}
    if found is None or found.open:
        return "open", Reason("flow_open", numbers)
    if found.day:
        numbers["day"] = found.day
    return "closed", Reason("closed_day", numbers) if found.day else Reason("closed_hours", numbers)


def known_as(who: Caller) -> tuple[str, Reason]:
    """The exit of a look-up."""
    if not who.customer:
        return "unknown", Reason("unknown_caller")
    return ("vip" if who.vip else "known"), Reason("recognised")


def last(move: Move, call: Call, mode: InFlow, node: ToQueue | Callback | End) -> bool:
    """The end of the way; False where a callback cannot be had."""
    if isinstance(node, ToQueue):
        if node.queue not in move.state.queues:
            flow, _ = flow_here(move, mode)
            lead_on(move, call, mode, flow, "changed", Reason("flow_changed"))
            return True
        stepped(move, call, mode, "queue", Reason("flow_queue", {"queue": node.queue}))
        join_queue(move, call, node.queue)
        return True
    if isinstance(node, Callback):
        return call_back(move, call, mode, node)
    why = Reason("menu_over")
    stepped(move, call, mode, "end", why)
    part(move, forget(call), "menu_over", node.sounds or GOODBYE, why)
    return True


def call_back(move: Move, call: Call, mode: InFlow, node: Callback) -> bool:
    """Book a callback from the queue, at the place that is his there already or at the end.

    Not at once even where somebody is free: he is still on the line, and would be busy.
    """
    rules = move.state.queues.get(node.queue)
    if rules is None or not rules.callback or not call.caller.number:
        return False
    why = Reason("flow_callback", {"queue": node.queue})
    stepped(move, call, mode, "callback", why)
    joined = min(take_over(move, call, node.queue) or move.at, move.at)
    call = replace(forget(call), mode=Parting(node.queue, "callback_booked"))
    book(move, call, Waiting(node.queue, joined), rules)
    made = move.state.calls[booking_id(call.id)]
    if isinstance(made.mode, Booked):
        rest(move, made, made.mode, move.at + LONGEST, Reason("last_message"))
    return True


def join_queue(move: Move, call: Call, queue: str) -> None:
    """Out of the menu into music and a queue, as any caller: it may be closed, full, or out of its hours."""
    move.clear(f"flow:{call.id}")
    if call.prompt:
        move.say(EndPrompt(Reason("flow_over"), call.id, call.prompt))
    call = move.put_call(replace(forget(call), prompt="", led=call.prompts))
    move.say(ParkCaller(Reason("flow_over"), call.id, call.channel))
    let_in(move, call, queue, move.at, hours.of_queue(move.state, queue))


def lead_on(move: Move, call: Call, mode: InFlow, flow: Flow | None, way: str, why: Reason) -> None:
    """The flow leads no further: on to the queue of the number, else of the flow, else a last word."""
    stepped(move, call, mode, way, why)
    named = [node.queue for node in (flow.nodes if flow else ()) if isinstance(node, ToQueue)]
    queue = leads_to(move.state, call.did) or next((one for one in named if one in move.state.queues), "")
    if queue:
        join_queue(move, call, queue)
    else:
        part(move, forget(call), "no_route", NOBODY, Reason("no_route", {"did": call.did}))
