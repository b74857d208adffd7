"""A centre without telephony: the core, a journal and the bus, played by the test instead of by Asterisk."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

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
    EndCallAsked,
    LeaveAsked,
    LegUp,
    Reachable,
    ReadyAsked,
    Started,
    TelephonyUp,
    Turn,
)
from gudok.core.words.supervise import OpenQueueAsked
from gudok.edges.bus.unix import Answer, Ping, serve
from gudok.edges.journal.sqlite import SqliteJournal

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from gudok.core.settings import Settings
    from gudok.settings import DataFolder

T = TypeVar("T")

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
        self.said: list[AnyOutput] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._journal = self._run(self._open())
        self._server: asyncio.Server | None = None
        self.come(Started(0, "test"), Configured(0, settings), TelephonyUp(0))
        self.come(*(Reachable(0, operator, True) for operator in operators.values()))
        self.wake()

    async def _open(self) -> SqliteJournal:
        """SQLite's connections belong to the thread that made them: the loop's."""
        return SqliteJournal(self.data.journal)

    # the bus

    def wake(self) -> None:
        """The engine answers."""
        self._server = self._run(serve(self.data.engine_socket, self._answer))

    def die(self) -> None:
        """The engine is gone: nothing answers any more."""
        if self._server is not None:
            self._loop.call_soon_threadsafe(self._server.close)
            self.data.engine_socket.unlink(missing_ok=True)
            self._server = None

    def close(self) -> None:
        self.die()
        self._loop.call_soon_threadsafe(self._journal.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def clear(self) -> None:
        """All calls end, closed queues open, everybody goes home, the engine answers."""
        self.ago = 0
        if self._server is None:
            self.wake()
        self.come(*(EndCallAsked(0, call, "test") for call in list(self.state.calls)))
        self.come(*(OpenQueueAsked(0, queue, "test") for queue in list(self.state.closed)))
        for _ in range(2):
            self.come(*(LeaveAsked(0, operator, operator) for operator in self.operators.values()))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(5)

    async def _answer(self, what: AnyInput | Ping) -> Answer:
        if isinstance(what, Ping):
            return Answer(True, turn=self.n, telephony=self.state.telephony)
        refused = next((said for said in await self._come(what) if isinstance(said, AskRefused)), None)
        return Answer(True) if refused is None else Answer(False, refused.why.code, refused.why.numbers)

    # what happens

    def come(self, *inputs: AnyInput) -> list[AnyOutput]:
        """Things happen, now (or `ago` milliseconds before); each is a turn of the journal."""
        return self._run(self._come(*inputs))

    def heard(self, *kinds: str) -> list[Any]:
        """Facts of these kinds since the beginning."""
        return [said for said in self.said if type(said).__name__ in kinds]

    async def _come(self, *inputs: AnyInput) -> list[AnyOutput]:
        said: list[AnyOutput] = []
        for came in inputs:
            came = structs.replace(came, at=int(time.time() * 1000) - self.ago)
            out = step(self.state, came)
            said += out
            self.said += out
            if out:
                self.n += 1
                self._journal.append([Turn(self.n, came, out)])
        return said

    def who(self, login: str) -> str:
        return self.operators[login]

    def ready(self, *logins: str) -> None:
        for login in logins:
            self.come(ReadyAsked(0, self.who(login), self.who(login)))

    def call(self, call: str, caller: Caller = MARIA, did: str = "74951234567", waited: int = 0) -> None:
        assert call not in self.state.ended, f"another test has had a call {call}; the core takes it for the same"
        now = int(time.time() * 1000) - self.ago
        self.come(CallArrived(0, call, f"channel-{call}", did, caller, now - waited))

    def answer(self, call: str) -> None:
        self.come(LegUp(0, call, self.state.calls[call].legs))
