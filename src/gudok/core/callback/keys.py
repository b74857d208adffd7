"""A caller's key, and what the records say of a number he typed, told to whoever asked for it."""

from __future__ import annotations

from gudok.core.callback import book, naming
from gudok.core.hours import handle as hours
from gudok.core.ivr import hear
from gudok.core.move import Move
from gudok.core.state import InFlow, Waiting
from gudok.core.words import KeyPressed, LookedUp


def pressed(move: Move, came: KeyPressed) -> None:
    """In a voice menu it leads on; a waiting caller may ask to be called back, and so may one out of hours."""
    call = move.state.calls.get(came.call)
    if call is not None and isinstance(call.mode, Waiting):
        book.key_pressed(move, call, call.mode, came)
    elif call is not None and isinstance(call.mode, InFlow):
        hear.key_pressed(move, call, call.mode, came.key)
    else:
        hours.key_pressed(move, came)


def looked_up(move: Move, came: LookedUp) -> None:
    """In a voice menu it tells who calls; of a waiting caller, where he may be called back."""
    call = move.state.calls.get(came.call)
    if call is not None and isinstance(call.mode, Waiting):
        naming.answered(move, call, call.mode, came)
    else:
        hear.looked_up(move, came)
