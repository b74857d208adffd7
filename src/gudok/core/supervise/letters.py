"""Messages to operators, kept until they are read, and operators' calls for help."""

from __future__ import annotations

from typing import Literal

from gudok.core.agents.handle import known, refuse
from gudok.core.move import Move
from gudok.core.state import InTalk, State, in_hand, replace
from gudok.core.supervise.kept import Letter
from gudok.core.words import AskRefused, Reason
from gudok.core.words.supervise import (
    HelpAsked,
    HelpCalled,
    HelpOver,
    MessageAsked,
    MessageRead,
    MessageSent,
    ReadAsked,
)

LONGEST = 1_000
"""Characters of a message."""
MOST = 20
"""Unread messages kept for an operator: the oldest give way."""

Kind = Literal["message", "ready", "pause", "leave"]


def message(move: Move, ask: MessageAsked) -> None:
    text = ask.text.strip()[:LONGEST]
    if not text:
        move.say(AskRefused(Reason("empty_message"), "", type(ask).__name__))
        return
    agents = receivers(move.state, ask)
    if not agents:
        move.say(AskRefused(Reason("nobody_to_tell"), "", type(ask).__name__))
        return
    deliver(move, ask.by, ask.kind, ask.to, agents, text, Reason("message", {"by": ask.by}))


def receivers(state: State, ask: MessageAsked) -> tuple[str, ...]:
    """The operators a message is for, in the order of the settings."""
    if ask.kind == "agent":
        return (ask.to,) if ask.to in state.operators else ()
    if ask.kind == "queue":
        return tuple(name for name in state.operators if ask.to in state.served(name))
    return tuple(name for name in state.operators if state.served(name))


def deliver(
    move: Move, by: str, kind: str, to: str, agents: tuple[str, ...], text: str, why: Reason, about: Kind = "message"
) -> None:
    """Put a message on desks."""
    state = move.state
    state.letters += 1
    letter = Letter(f"m{state.letters}", move.at, by, text, about)
    for agent in agents:
        state.mail[agent] = (*state.mail.get(agent, ()), letter)[-MOST:]
    move.say(MessageSent(why, letter.id, by, agents, kind if about == "message" else about, to, text))


def read(move: Move, ask: ReadAsked) -> None:
    """Reading what is no longer there is nothing: two tabs may both be told to."""
    mail = move.state.mail.get(ask.agent, ())
    rest = tuple(letter for letter in mail if letter.id != ask.letter)
    if len(rest) == len(mail):
        return
    if rest:
        move.state.mail[ask.agent] = rest
    else:
        del move.state.mail[ask.agent]
    move.say(MessageRead(Reason("read"), ask.letter, ask.agent))


def help_asked(move: Move, ask: HelpAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    call = move.state.calls.get(in_hand(agent))
    if call is None or not isinstance(call.mode, InTalk):
        refuse(move, ask, "no_talk")
    elif ask.wanted and not call.help:
        move.put_call(replace(call, help=move.at))
        move.say(HelpCalled(Reason("asked_help", {"by": ask.by}), call.id, agent.id))
    elif not ask.wanted and call.help:
        move.put_call(replace(call, help=0))
        move.say(HelpOver(Reason("help_taken_back", {"by": ask.by}), call.id, agent.id))
