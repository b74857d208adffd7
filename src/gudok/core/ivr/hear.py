"""The nodes of a voice menu that wait: for a prompt's end, for keys, for an answer of the records."""

from __future__ import annotations

from gudok.core.ivr import walk
from gudok.core.ivr.flow import Digits, Lookup, Menu, Say
from gudok.core.move import Move
from gudok.core.state import Call, InFlow, replace
from gudok.core.words import CallerFound, EndPrompt, LookedUp, LookUp, PlayPrompt, Reason

LONGEST = 300_000
"""A prompt of which no end is told is taken as ended after so long (ms)."""


def listen(move: Move, call: Call, mode: InFlow, node: Menu | Digits, key: str = "") -> None:
    """Come to a node that wants keys. One that was pressed already is taken if it fits, and nothing is said then."""
    if key and (key in node.keys if isinstance(node, Menu) else key.isdecimal()):
        key_pressed(move, call, mode, key)
    else:
        ask(move, call, mode, node)


def ask(move: Move, call: Call, mode: InFlow, node: Menu | Digits) -> None:
    """Say a node's sounds, once more or for the first time, and wait for keys."""
    mode = replace(mode, tries=mode.tries + 1, typed="")
    say(move, move.to(call, mode), mode, node.sounds, node.wait)


def say(move: Move, call: Call, mode: InFlow, sounds: tuple[str, ...], wait: int) -> None:
    """Say something in place of what is being said. Without sounds, `wait` begins at once."""
    why, prompt = Reason("flow_says", {"node": mode.node}), f"{call.id}-p{call.prompts + 1:03d}"
    if not sounds:
        silence(move, call)
        move.wake(f"flow:{call.id}", move.at + wait, "flow_wait")
        return
    said, prompts = call.prompt, call.prompts + 1
    move.put_call(replace(call, prompt=prompt, prompts=prompts, led=prompts))
    move.say(PlayPrompt(why, call.id, call.channel, prompt, sounds, True, said, call.language))
    move.wake(f"flow:{call.id}", move.at + LONGEST, "flow_wait")


def silence(move: Move, call: Call) -> Call:
    """End what is being said."""
    if not call.prompt:
        return call
    move.say(EndPrompt(Reason("key_pressed"), call.id, call.prompt))
    return move.put_call(replace(call, prompt=""))


def prompt_over(move: Move, call: Call, mode: InFlow) -> None:
    """All is said: on, or the time for keys begins."""
    _, node = walk.flow_here(move, mode)
    if isinstance(node, Menu | Digits):
        move.wake(f"flow:{call.id}", move.at + node.wait, "flow_wait")
    elif isinstance(node, Say):
        walk.go(move, call, mode, "next", Reason("flow_said"))
    elif not isinstance(node, Lookup):
        walk.walk(move, call, mode)  # the settings made another node of it, or none


def key_pressed(move: Move, call: Call, mode: InFlow, key: str) -> None:
    """The caller pressed a key: it breaks off what is being said, if his node takes keys at all."""
    _, node = walk.flow_here(move, mode)
    if isinstance(node, Say | Menu | Digits) and not (isinstance(node, Say) and node.whole):
        call = silence(move, call)
    if isinstance(node, Say) and not node.whole:
        walk.go(move, call, mode, "next", Reason("key_pressed"), key)
    elif isinstance(node, Menu):
        if key in node.keys:
            walk.go(move, call, mode, f"key:{key}", Reason("flow_key", {"key": key}))
        else:
            once_more(move, call, mode, node, "wrong", Reason("flow_wrong", {"key": key}))
    elif isinstance(node, Digits):
        digit(move, call, mode, node, key)


def digit(move: Move, call: Call, mode: InFlow, node: Digits, key: str) -> None:
    """One more key of several."""
    if key.isdecimal():
        mode = replace(mode, typed=mode.typed + key)
        call = move.to(call, mode)
        move.wake(f"flow:{call.id}", move.at + node.wait, "flow_wait")
        if len(mode.typed) >= node.most:
            typed(move, call, mode, node)
    elif key == node.end:
        typed(move, call, mode, node)
    else:
        once_more(move, call, mode, node, "failed", Reason("flow_wrong", {"key": key}))


def typed(move: Move, call: Call, mode: InFlow, node: Digits) -> None:
    """No more digits come: keep them, or ask again for more."""
    numbers: dict[str, int | str] = {"variable": node.variable, "length": len(mode.typed)}
    if len(mode.typed) < node.least:
        once_more(move, call, mode, node, "failed", Reason("flow_too_few", numbers))
        return
    others = tuple(name for name in call.secrets if name != node.variable)
    secrets = (*others, node.variable) if node.secret else others
    call = replace(call, variables={**call.variables, node.variable: mode.typed}, secrets=secrets)
    shown = "" if node.secret else mode.typed
    walk.go(move, call, mode, "next", Reason("flow_typed", numbers), typed=shown)


def once_more(move: Move, call: Call, mode: InFlow, node: Menu | Digits, way: str, why: Reason) -> None:
    """Say it again, or leave by `way` when it was said often enough."""
    if mode.tries >= node.tries:
        walk.go(move, call, mode, way, why)
    else:
        ask(move, call, mode, node)


def woke(move: Move, call_id: str) -> None:
    """The time of the caller's node is over."""
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, InFlow):
        return
    mode = call.mode
    _, node = walk.flow_here(move, mode)
    if isinstance(node, Menu):
        once_more(move, call, mode, node, "nothing", Reason("flow_nothing"))
    elif isinstance(node, Digits):
        typed(move, call, mode, node)
    elif isinstance(node, Lookup):
        walk.go(move, call, mode, "unknown", Reason("flow_late"))
    elif isinstance(node, Say):
        walk.go(move, call, mode, "next", Reason("flow_said"))
    else:
        walk.walk(move, call, mode)  # the settings made another node of it, or none


def look_up(move: Move, call: Call, mode: InFlow, node: Lookup) -> None:
    """Ask the records whose number was typed; where they are slow, the caller does not wait for them."""
    move.say(LookUp(Reason("flow_looks_up"), call.id, mode.steps, call.variables[node.variable], node.by))
    move.wake(f"flow:{call.id}", move.at + node.wait, "flow_wait")


def looked_up(move: Move, came: LookedUp) -> None:
    """The records' answer: only the one to the look-up the caller stands at counts."""
    call = move.state.calls.get(came.call)
    if call is None or not isinstance(call.mode, InFlow) or call.mode.steps != came.ask:
        return
    mode = call.mode
    _, node = walk.flow_here(move, mode)
    if not isinstance(node, Lookup):
        return
    way, why = walk.known_as(came.who)
    who = came.who
    if who.customer:
        known = replace(who, number=call.caller.number, shown=call.caller.shown)
        call = move.put_call(replace(call, caller=known))
        move.say(CallerFound(why, call.id, known))
    walk.go(move, call, mode, way, why)


def say_again(move: Move, call: Call, mode: InFlow) -> None:
    """The link is back, and what was said or asked meanwhile may be lost: the caller's node begins anew."""
    mode = replace(mode, tries=max(0, mode.tries - 1), typed="")
    walk.walk(move, move.to(call, mode), mode)
