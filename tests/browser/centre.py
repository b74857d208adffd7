"""A centre without telephony: the core, a journal and the bus, played by the test instead of by Asterisk."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

from msgspec import structs

from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    AnyInput,
    AnyOutput,
    AskRefused,
    CallArrived,
    Caller,
    Configured,
    LegUp,
    Reachable,
    ReadyAsked,
    Started,
    TelephonyUp,
    Turn,
)
from gudok.edges.bus.unix import Answer, Ping, serve
from gudok.edges.journal.sqlite import SqliteJournal

if TYPE_CHECKING:
    from gudok.core.settings import Settings
    from gudok.settings import DataFolder

MARIA = Caller("+79123456789", "+7 912 345-67-89", "1", "Иванова Мария Петровна", True, 3)
STRANGER = Caller("+74952223344", "+7 495 222-33-44")
HIDDEN = Caller()


class Centre:
    """Decides inputs and writes the journal like the engine; answers asks on the bus from a thread of its own.

    `ago` shifts the clock: inputs of the past make timers that already ran.
    """

    def __init__(self, data: DataFolder, settings: Settings, operators: dict[str, str]) -> None:
        self.data, self.operators = data, operators
        self.state, self.n, self.ago = State(), 0, 0
        self._lock = threading.Lock()
        self._journal = SqliteJournal(data.journal)
        self._journal.close()
        self.come(Started(0, "test"), Configured(0, settings), TelephonyUp(0))
        self.come(*(Reachable(0, operator, True) for operator in operators.values()))
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.wake()

    # the bus

    def wake(self) -> None:
        """The engine answers."""
        self._server = self._run(serve(self.data.engine_socket, self._answer))

    def die(self) -> None:
        """The engine is gone: nothing answers any more."""
        if self._server is not None:
            self._server.close()
            self.data.engine_socket.unlink(missing_ok=True)
            self._server = None

    def close(self) -> None:
        self.die()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _run(self, work):  # type: ignore[no-untyped-def]
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(5)

    async def _answer(self, what: AnyInput | Ping) -> Answer:
        if isinstance(what, Ping):
            return Answer(True, turn=self.n, telephony=self.state.telephony)
        refused = next((said for said in self.come(what) if isinstance(said, AskRefused)), None)
        return Answer(True) if refused is None else Answer(False, refused.why.code, refused.why.numbers)

    # what happens

    def come(self, *inputs: AnyInput) -> list[AnyOutput]:
        """Things happen, now (or `ago` milliseconds before); each is a turn of the journal."""
        said: list[AnyOutput] = []
        with self._lock:
            journal = SqliteJournal(self.data.journal)
            for came in inputs:
                came = structs.replace(came, at=int(time.time() * 1000) - self.ago)
                out = step(self.state, came)
                said += out
                if out:
                    self.n += 1
                    journal.append([Turn(self.n, came, out)])
            journal.close()
        return said

    def who(self, login: str) -> str:
        return self.operators[login]

    def ready(self, *logins: str) -> None:
        for login in logins:
            self.come(ReadyAsked(0, self.who(login), self.who(login)))

    def call(self, call: str, caller: Caller = MARIA, did: str = "74951234567", waited: int = 0) -> None:
        now = int(time.time() * 1000) - self.ago
        self.come(CallArrived(0, call, f"channel-{call}", did, caller, now - waited))

    def answer(self, call: str) -> None:
        self.come(LegUp(0, call, self.state.calls[call].legs))
