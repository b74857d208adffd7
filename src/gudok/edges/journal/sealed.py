"""What callers typed stands sealed in the journal's file; who decides by it reads it opened.

The core must know the digits of a PIN: it compares them, counts them and has them looked up, in a replay as on the
day. So they are not masked but encrypted where turns become bytes, and only there: each key, each number looked up
and the records' writing of it, and in a snapshot what a caller has typed so far. Every key is sealed, for nobody can
tell beforehand which belongs to a secret: one typed too much, or before the question was asked, comes elsewhere. What
is no secret is told by facts.

The key of the cipher is a file beside the journal, made with it: a copy of the journal alone tells nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from msgspec.structs import replace

from gudok.core.modes import Call, InFlow
from gudok.core.state import Snapshot
from gudok.core.words import KeyPressed, LookedUp, LookUp, Turn

MARK = "sealed:"
HIDDEN = "…"

Change = Callable[[str], str]


class Seal:
    """Closes and opens texts with the key of a journal."""

    def __init__(self, journal: Path) -> None:
        self.path = journal.with_suffix(".key")
        self.box: Fernet | None = None

    def make(self) -> None:
        """Give a journal without a key its own; of two who do so at once the first one's counts."""
        if self.path.exists():
            return
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
        try:
            self.path.hardlink_to(part)
        except FileExistsError:
            pass
        finally:
            part.unlink()

    def key(self) -> Fernet:
        """Raises OSError where there is none, ValueError where it is none."""
        if self.box is None:
            self.box = Fernet(self.path.read_bytes())
        return self.box

    def close(self, text: str) -> str:
        """The text sealed; nothing stays nothing."""
        return MARK + self.key().encrypt(text.encode()).decode() if text else text

    def open(self, text: str) -> str:
        """The text as it was; of an earlier version as it is, and nothing where the key is not this journal's."""
        if not text.startswith(MARK):
            return text
        try:
            return self.key().decrypt(text[len(MARK) :].encode()).decode()
        except (OSError, ValueError, InvalidToken):
            return ""


def in_turn(turn: Turn, change: Change) -> Turn:
    """The turn with what was typed in it changed."""
    came, out = turn.came, turn.out
    if isinstance(came, KeyPressed):
        came = replace(came, key=change(came.key))
    elif isinstance(came, LookedUp):
        who = came.who
        came = replace(came, who=replace(who, number=change(who.number), shown=change(who.shown)))
    if any(type(said) is LookUp for said in out):
        out = tuple(replace(said, number=change(said.number)) if isinstance(said, LookUp) else said for said in out)
    return turn if came is turn.came and out is turn.out else Turn(turn.n, came, out)


def in_snapshot(snapshot: Snapshot, change: Change) -> Snapshot:
    """The snapshot with what callers in voice menus have typed changed."""
    return replace(snapshot, calls=tuple(in_call(call, change) for call in snapshot.calls))


def in_call(call: Call, change: Change) -> Call:
    if isinstance(call.mode, InFlow) and call.mode.typed:
        call = replace(call, mode=replace(call.mode, typed=change(call.mode.typed)))
    if not call.secrets:
        return call
    kept = {name: change(value) if name in call.secrets else value for name, value in call.variables.items()}
    return replace(call, variables=kept)


def hidden(turn: Turn) -> Turn:
    """The turn for a person's eyes."""
    return in_turn(turn, lambda _: HIDDEN)
