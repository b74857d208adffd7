"""A caller names another number to be called back at: he types it, hears it digit by digit, and confirms it.

The records write it as they write a caller's (`LookUp`), the rules of calls out say whether it may be dialled.
"""

from __future__ import annotations

from gudok.core.callback import book
from gudok.core.callback.named import Naming
from gudok.core.move import Move
from gudok.core.outgoing.route import Refusal, forbidden
from gudok.core.queues.announce import spoken
from gudok.core.queues.shown import shown_place
from gudok.core.settings import Queue
from gudok.core.state import Call, Waiting, replace
from gudok.core.words import CallQueued, EndPrompt, LookedUp, LookUp, PlayPrompt, Reason

ANOTHER, END = "2", "#"
MOST = 20
"""Digits of a number with what may have to be dialled before it."""
TRIES = 3
ASK = ("vm-enter-num-to-call", "vm-then-pound")
DIFFERENT = ("vm-calldiffnum",)
"""Said where another number may be named: «press 2 to enter a different number»."""
AGAIN = ("check-number-dial-again",)


def begin(move: Move, call: Call, tries: int = 1) -> None:
    """Ask for the number."""
    call = move.put_call(replace(call, confirms=False, naming=Naming("types", tries=tries)))
    say(move, call, ASK, Reason("callback_names"))


def say(move: Move, call: Call, sounds: tuple[str, ...], why: Reason) -> None:
    """Say something in the place of what is said, and nothing else until there was time to answer."""
    prompt, said = f"{call.id}-p{call.prompts + 1:03d}", call.prompt
    call = move.put_call(replace(call, prompt=prompt, prompts=call.prompts + 1))
    move.say(PlayPrompt(why, call.id, call.channel, prompt, sounds, False, said, call.language))
    move.wake(f"say:{call.id}", move.at + book.THINK, "announcement")


def key_pressed(move: Move, call: Call, mode: Waiting, naming: Naming, rules: Queue, key: str) -> None:
    """A key of who types a number, or has heard it; while the records are asked, none counts."""
    if naming.stage == "types" and key.isdecimal():
        typed(move, call, naming, key)
    elif naming.stage == "types" and key == END and naming.typed:
        call = move.put_call(replace(call, naming=replace(naming, stage="asks")))
        move.say(LookUp(Reason("callback_names"), call.id, call.prompts, naming.typed))
        move.wake(f"say:{call.id}", move.at + book.THINK, "announcement")
    elif naming.stage == "reads" and key == book.YES:
        book.book(move, call, mode, rules, naming.caller)
    elif naming.stage == "reads" and key == ANOTHER:
        begin(move, call)
    elif naming.stage != "asks" and key != END:
        give_up(move, call, mode, Reason("callback_declined"))


def typed(move: Move, call: Call, naming: Naming, key: str) -> None:
    """One more digit; it breaks off what is said."""
    if call.prompt:
        move.say(EndPrompt(Reason("key_pressed"), call.id, call.prompt))
    call = move.put_call(replace(call, prompt="", naming=replace(naming, typed=(naming.typed + key)[:MOST])))
    move.wake(f"say:{call.id}", move.at + book.THINK, "announcement")


def answered(move: Move, call: Call, mode: Waiting, came: LookedUp) -> None:
    """The number as the records write it: read to him where it may be dialled."""
    naming = call.naming
    if naming is None or naming.stage != "asks" or came.ask != call.prompts:
        return
    number = came.who.number
    refused = forbidden(move.state.settings, number) if number else Refusal("not_a_number")
    if refused is None:
        call = move.put_call(replace(call, naming=replace(naming, stage="reads", caller=came.who)))
        sounds = ("telephone-number", *spoken(number), *book.CONFIRM, *DIFFERENT)
        say(move, call, sounds, Reason("callback_reads"))
    elif naming.tries < TRIES:
        call = move.put_call(replace(call, naming=Naming("types", tries=naming.tries + 1)))
        say(move, call, AGAIN, Reason(refused.code, refused.numbers))
    else:
        give_up(move, call, mode, Reason(refused.code, refused.numbers))


def give_up(move: Move, call: Call, mode: Waiting, why: Reason) -> None:
    """He waits on as he did."""
    call = move.put_call(replace(call, naming=None))
    move.say(CallQueued(why, call.id, mode.queue, mode.joined, shown_place(move.state, call)))
