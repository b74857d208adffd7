"""What a supervisor may ask for: the right it needs, the word it becomes, what it is about, and its audit verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from gudok.core import words as core
from gudok.core.words import supervise as words

if TYPE_CHECKING:
    from django.http import QueryDict

About = Literal["call", "agent", "queue", "message", "self"]


class Person(NamedTuple):
    """Who asks: `agent` is the core's id of her telephone or empty, `by` how the journal names her, `name` in words."""

    agent: str
    by: str
    name: str = ""


class Power(NamedTuple):
    """`about` says what the scope is asked of; without a verb it is not worth an audit entry (the journal has it)."""

    right: str
    about: About
    word: Callable[[Person, QueryDict], core.AnyInput]
    verb: str = ""


def _talk(how: words.How) -> Callable[[Person, QueryDict], core.AnyInput]:
    return lambda who, form: words.SuperviseAsked(
        0, who.agent, who.by, form.get("call", ""), how, form.get("again", "") == "1"
    )


def _force(to: Literal["ready", "pause", "leave"]) -> Callable[[Person, QueryDict], core.AnyInput]:
    return lambda who, form: words.ForceAsked(
        0, form.get("agent", ""), who.by, to, form.get("reason", ""), form.get("note", "")[:200]
    )


def _first(first: bool) -> Callable[[Person, QueryDict], core.AnyInput]:
    return lambda who, form: words.PrioritiseAsked(0, form.get("call", ""), who.by, first)


def _kind(form: QueryDict) -> Literal["agent", "queue", "number"]:
    kind = form.get("kind", "")
    return "queue" if kind == "queue" else "number" if kind == "number" else "agent"


def _consult(who: Person, form: QueryDict) -> core.AnyInput:
    return core.ConsultAsked(0, who.agent, who.agent, _kind(form), form.get("to", ""))


def _transfer(who: Person, form: QueryDict) -> core.AnyInput:
    return core.TransferAsked(0, who.agent, who.agent, _kind(form), form.get("to", ""))


def _own(word: Callable[[int, str, str], core.AnyInput]) -> Power:
    """What she asks of a talk that is hers now, as any operator does."""
    return Power("talk.take_over", "self", lambda who, _: word(0, who.agent, who.agent))


def _move(who: Person, form: QueryDict) -> core.AnyInput:
    return words.MoveCallAsked(0, form.get("call", ""), who.by, form.get("queue", ""))


def _give(who: Person, form: QueryDict) -> core.AnyInput:
    return words.GiveCallAsked(0, form.get("call", ""), who.by, form.get("agent", ""))


def _end(who: Person, form: QueryDict) -> core.AnyInput:
    return core.EndCallAsked(0, form.get("call", ""), who.by)


def _close(who: Person, form: QueryDict) -> core.AnyInput:
    waiting: Literal["stay", "part"] = "part" if form.get("waiting") == "part" else "stay"
    return words.CloseQueueAsked(0, form.get("queue", ""), who.by, waiting, form.get("note", "")[:200])


def _open(who: Person, form: QueryDict) -> core.AnyInput:
    return words.OpenQueueAsked(0, form.get("queue", ""), who.by)


def _message(who: Person, form: QueryDict) -> core.AnyInput:
    kind = msgspec.convert(form.get("kind", ""), Literal["agent", "queue", "all"])
    return words.MessageAsked(0, who.by, kind, form.get("to", ""), form.get("text", "").replace("\0", ""))


POWERS: dict[str, Power] = {
    "listen": Power("talk.listen", "call", _talk("listen"), "talk.listened"),
    "whisper": Power("talk.whisper", "call", _talk("whisper"), "talk.whispered"),
    "barge": Power("talk.barge", "call", _talk("barge"), "talk.joined"),
    "take": Power("talk.take_over", "call", _talk("take"), "talk.taken"),
    "stop": Power("talk.listen", "self", lambda who, _: words.StopSupervisingAsked(0, who.agent, who.by)),
    "hangup": _own(core.HangUpAsked),
    "hold": _own(core.HoldAsked),
    "resume": _own(core.ResumeAsked),
    "transfer": Power("talk.take_over", "self", _transfer),
    "consult": Power("talk.take_over", "self", _consult),
    "swap": _own(core.SwapAsked),
    "join": _own(core.JoinAsked),
    "complete": _own(core.CompleteAsked),
    "end_consult": _own(core.EndConsultAsked),
    "drop_customer": _own(core.DropCustomerAsked),
    # In her own name and not her telephone's: a result that is still missing is owed and does not hold her here.
    "done": Power("talk.take_over", "self", lambda who, _: core.LeaveAsked(0, who.agent, who.name)),
    "ready": Power("state.force", "agent", _force("ready"), "operator.forced"),
    "pause": Power("state.force", "agent", _force("pause"), "operator.forced"),
    "leave": Power("state.force", "agent", _force("leave"), "operator.forced"),
    "move": Power("calls.move", "call", _move, "call.moved"),
    "first": Power("calls.move", "call", _first(True), "call.put_first"),
    "back": Power("calls.move", "call", _first(False), "call.put_back"),
    "give": Power("calls.move", "call", _give, "call.given"),
    "end": Power("calls.end", "call", _end, "call.ended"),
    "close": Power("queue.close", "queue", _close, "queue.closed"),
    "open": Power("queue.close", "queue", _open, "queue.opened"),
    "message": Power("message.send", "message", _message, "message.sent"),
}
RIGHTS = tuple(dict.fromkeys(power.right for power in POWERS.values()))
"""Any of these opens the page."""
