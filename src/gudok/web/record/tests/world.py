"""A small centre played through the production core: what the projector's and the story's tests read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core import words as w
from gudok.core.settings import Number, Operator, Outgoing, Queue, Settings, Trunk
from gudok.core.state import State
from gudok.core.step import step

if TYPE_CHECKING:
    from collections.abc import Iterable

NOON = 1_767_268_800_000
"""2026-01-01 12:00 UTC."""
SETTINGS = Settings(
    version=1,
    queues=(Queue("q1", "Продажи"), Queue("q2", "Поддержка", record=False, wrapup=0)),
    numbers=(Number("74951234567", "q1"), Number("74957654321", "q2")),
    operators=(
        Operator("o1", "Алиса", "operator-1", ("q1", "q2")),
        Operator("o2", "Борис", "operator-2", ("q1",)),
    ),
    trunks=(Trunk("trunk-1", "Город"),),
    outgoing=Outgoing("trunk-1", "74951234567", ("+7",)),
)


class World:
    """Feeds inputs to `step` and keeps the turns, as the engine does. Seconds count from NOON."""

    def __init__(self) -> None:
        self.state = State()
        self.turns: list[w.Turn] = []
        self.tell(0, w.Configured, settings=SETTINGS)
        self.tell(0, w.TelephonyUp, version="22")

    def tell(self, second: float, word: type[w.Input], /, **fields: object) -> None:
        came: Any = word(at=NOON + round(second * 1000), **fields)
        out = step(self.state, came)
        if out:
            self.turns.append(w.Turn(len(self.turns) + 1, came, out))

    def ready(self, second: float, *agents: str) -> None:
        for agent in agents:
            self.tell(second, w.Reachable, agent=agent, up=True)
            self.tell(second, w.ReadyAsked, agent=agent, by=agent)

    def call(self, second: float, call: str, did: str = "74951234567", caller: w.Caller | None = None) -> None:
        who = caller or w.Caller("+79123456789", "+7 912 345-67-89")
        since = NOON + round(second * 1000)
        self.tell(second, w.CallArrived, call=call, channel=f"ch-{call}", did=did, caller=who, since=since)

    def dial(self, second: float, agent: str, call: str, answered: float = 0) -> None:
        """A call out: the number rings a second after the operator's telephone, is answered then or is busy."""
        self.ready(second - 1, agent)
        who = w.Caller("+79160000009", "+7 916 000-00-09")
        self.tell(second, w.DialAsked, agent=agent, by=agent, call=call, number=who.number, callee=who)
        self.tell(second + 1, w.LegUp, call=call, leg=1)
        self.tell(second + 2, w.CustomerRings, call=call)
        if answered:
            self.tell(second + 1 + answered, w.CustomerUp, call=call)
            self.tell(second + 11 + answered, w.CallerGone, call=call)
        else:
            self.tell(second + 3, w.CallerGone, call=call, cause=17, sip=486)


def missed_then_talked() -> World:
    """One call: rings at o1 who misses it, then at o2, is held for 5 s and ended by the customer."""
    world = World()
    world.ready(1, "o1")
    world.ready(2, "o2")
    world.call(10, "c0000000000a1", caller=w.Caller("+79123456789", "+7 912 345-67-89", "", "Мария", True))
    world.tell(30, w.Woke, key="ring:c0000000000a1")
    world.tell(32, w.LegUp, call="c0000000000a1", leg=2)
    world.tell(40, w.HoldAsked, agent="o2", by="o2")
    world.tell(45, w.ResumeAsked, agent="o2", by="o2")
    world.tell(60, w.CallerGone, call="c0000000000a1")
    world.tell(90, w.Woke, key="wrap:o2")
    return world


def busy_hour() -> World:
    """Many things at once: talks, an abandoned call, a transfer, a refusal, an unknown number, Asterisk's death."""
    world = missed_then_talked()
    world.tell(95, w.PauseAsked, agent="o2", by="o2", reason="lunch")
    world.ready(100, "o1")
    world.call(110, "c0000000000b1")
    world.tell(112, w.LegUp, call="c0000000000b1", leg=1)
    world.call(113, "c0000000000b2", caller=w.Caller())
    world.tell(120, w.TransferAsked, agent="o1", by="o1", kind="queue", to="q2")
    world.tell(125, w.CallerGone, call="c0000000000b2")
    world.tell(130, w.PauseAsked, agent="o1", by="o1", reason="lunch")
    world.call(140, "c0000000000b3", did="70000000000")
    world.tell(150, w.PromptDone, call="c0000000000b3", prompt="c0000000000b3-p001")
    world.tell(160, w.ReadyAsked, agent="o1", by="o1")
    world.tell(170, w.TelephonyDown, dead=True)
    return world


def batches(turns: list[w.Turn], size: int) -> Iterable[list[w.Turn]]:
    return (turns[i : i + size] for i in range(0, len(turns), size))
