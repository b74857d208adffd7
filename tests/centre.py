"""A centre on the bare core, for tests: people do things by name, time passes by hand, every turn is kept.

Each turn is checked at once for what must hold of all: no outputs means nothing changed, and the orders beside the
state are those a rebuilt state has.
"""

from __future__ import annotations

from msgspec import structs

from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import Agent, Call, State, in_hand, rung
from gudok.core.step import step
from gudok.core.words import (
    AnyInput,
    AnyOutput,
    CallArrived,
    Caller,
    CallerGone,
    Configured,
    HangUpAsked,
    HoldAsked,
    LeaveAsked,
    LegGone,
    LegUp,
    PauseAsked,
    PromptDone,
    Reachable,
    ReadyAsked,
    ResumeAsked,
    ReturnAsked,
    Started,
    TelephonyUp,
    TransferAsked,
    Turn,
    Woke,
)

T0 = 1_770_000_000_000
SECOND = 1_000
MINUTE = 60_000
SALES = Queue("sales", "Продажи")
SUPPORT = Queue("support", "Поддержка")
VIP = Caller("+79160000001", "+7 916 000-00-01", "k1", "Анна", vip=True)


def operator(name: str, *queues: str) -> Operator:
    return Operator(name, name.title(), f"tel-{name}", queues or ("sales",))


def settings(*operators: Operator, queues: tuple[Queue, ...] = (SALES, SUPPORT), version: int = 1) -> Settings:
    numbers = (Number("100", "sales"), Number("200", "support"))
    return Settings(version, queues, numbers, operators or (operator("alice"), operator("bob")))


class Centre:
    """A State with a clock, and verbs for what people do."""

    def __init__(self, document: Settings | None = None, *, up: bool = True) -> None:
        self.state = State()
        self.at = T0
        self.turns: list[Turn] = []
        self.out: tuple[AnyOutput, ...] = ()
        self.give(Started(0, "engine-1"))
        self.configure(document or settings())
        if up:
            self.give(TelephonyUp(0, "22.0.0", "boot-1"))

    def give(self, came: AnyInput) -> tuple[AnyOutput, ...]:
        """Decide an input now."""
        before = self.state.snapshot()
        came = structs.replace(came, at=self.at)
        self.out = step(self.state, came)
        if self.out:
            self.turns.append(Turn(len(self.turns) + 1, came, self.out))
        else:
            assert self.state.snapshot() == before, f"{came} changed the state in silence"
        check_orders(self.state)
        return self.out

    def later(self, ms: int) -> None:
        """Let time pass, with all timers that are due on the way, and let prompts end after ten seconds."""
        until = self.at + ms
        while self.state.timers:
            time, key = min((time, key) for key, time in self.state.timers.items())
            if time > until:
                break
            self.at = max(self.at, time)
            self.give(Woke(0, key))
        self.at = until

    # what is so

    def agent(self, name: str) -> Agent:
        return self.state.agents[name]

    def mode(self, name: str) -> str:
        """The operator's mode, with what belongs to it: `ready`, `paused missed`, `ringing c1`."""
        mode = self.agent(name).mode
        rest = getattr(mode, "reason", "") or getattr(mode, "call", "")
        return f"{mode.__struct_config__.tag} {rest}".strip()

    def call(self, call: str) -> Call:
        return self.state.calls[call]

    def where(self, call: str) -> str:
        """Where a call is: `waiting sales`, `offered alice`, `talk alice`, or how it `ended`."""
        if call not in self.state.calls:
            return " ".join(["ended", *(o.end for o in self.facts("CallEnded") if o.call == call)])
        mode = self.call(call).mode
        return f"{mode.__struct_config__.tag} {getattr(mode, 'agent', '') or getattr(mode, 'queue', '')}".strip()

    def facts(self, kind: str) -> list:
        return [output for turn in self.turns for output in turn.out if type(output).__name__ == kind]

    def said(self, kind: str) -> list:
        """The last turn's outputs of a kind."""
        return [output for output in self.out if type(output).__name__ == kind]

    def kinds(self) -> list[str]:
        return [type(output).__name__ for output in self.out]

    def refused(self) -> str:
        """The code of the last turn's refusal."""
        return self.said("AskRefused")[0].why.code

    # what people do

    def configure(self, document: Settings) -> None:
        self.give(Configured(0, document))

    def ready(self, *names: str, apart: int = SECOND) -> None:
        """Operators come with a telephone and take calls, one after another."""
        for name in names:
            self.give(Reachable(0, name, up=True))
            self.give(ReadyAsked(0, name, name))
            self.at += apart

    def arrive(self, call: str, did: str = "100", caller: Caller | None = None, since: int = 0) -> None:
        who = caller or Caller(f"+7916{call[1:]:0>7}", f"+7 916 {call}")
        self.give(CallArrived(0, call, f"ch-{call}", did, who, since or self.at))
        self.at += 1

    def leave(self, call: str) -> None:
        self.give(CallerGone(0, call))

    def leg(self, name: str) -> tuple[str, int]:
        call = in_hand(self.agent(name))
        consult = self.call(call).consult
        if consult is not None and consult.agent == name:
            return call, consult.leg
        return call, dict(rung(self.call(call).mode)).get(name) or getattr(self.call(call).mode, "leg", 0)

    def answer(self, name: str) -> None:
        self.give(LegUp(0, *self.leg(name)))

    def leg_gone(self, name: str, cause: int = 16, how: str = "told") -> None:
        self.give(LegGone(0, *self.leg(name), cause, how))  # type: ignore[arg-type]

    def talk(self, name: str, call: str) -> None:
        """A call arrives, and this operator (the one whose turn it is) takes it."""
        self.arrive(call)
        self.answer(name)
        assert self.where(call) == f"talk {name}"

    def hang_up(self, name: str) -> None:
        self.give(HangUpAsked(0, name, name))

    def hold(self, name: str) -> None:
        self.give(HoldAsked(0, name, name))

    def resume(self, name: str) -> None:
        self.give(ResumeAsked(0, name, name))

    def transfer(self, name: str, kind: str, to: str) -> None:
        self.give(TransferAsked(0, name, name, kind, to))  # type: ignore[arg-type]

    def pause(self, name: str, reason: str) -> None:
        self.give(PauseAsked(0, name, name, reason))

    def go_home(self, name: str) -> None:
        self.give(LeaveAsked(0, name, name))

    def reload(self, name: str) -> None:
        self.give(ReturnAsked(0, name, name))

    def phone(self, name: str, *, up: bool) -> None:
        self.give(Reachable(0, name, up))

    def prompt_ends(self, call: str) -> None:
        self.give(PromptDone(0, call, self.call(call).prompt))


def check_orders(state: State) -> None:
    """The derived orders are those of a state rebuilt from its snapshot."""
    again = State.of(state.snapshot())
    assert state.waiting == again.waiting
    assert state.ready == again.ready
    assert state.counts == again.counts
    assert state.resting == again.resting
    assert state.wishes == again.wishes
    assert state.booked == again.booked
