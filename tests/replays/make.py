"""Writes the golden journals: `python tests/replays/make.py`. Only after a decision was changed on purpose."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from replays.menus import voice_menus

from gudok.core.settings import Number, Outgoing, Trunk
from gudok.core.words import (
    Caller,
    CallerGone,
    CompleteAsked,
    ConsultAsked,
    CustomerRings,
    CustomerUp,
    DialAsked,
    EndCallAsked,
    EndConsultAsked,
    JoinAsked,
    LegUp,
    MoreWrapUpAsked,
    NailedGone,
    NailedUp,
    Reachable,
    Started,
    StrayFound,
    SwapAsked,
    TelephoneAsked,
    TelephonyDown,
    TelephonyUp,
)
from gudok.core.words.supervise import (
    CloseQueueAsked,
    ForceAsked,
    GiveCallAsked,
    HelpAsked,
    MessageAsked,
    MoveCallAsked,
    OpenQueueAsked,
    PrioritiseAsked,
    SuperviseAsked,
)

HERE = Path(__file__).resolve().parent
STAFF = (operator("alice"), operator("bob", "sales", "support"), operator("carol", "support"))
FLOW_OVER = (
    replace(SALES, overflow="queue", overflow_queue="support", max_wait=2 * MINUTE),
    replace(SUPPORT, overflow="message", max_wait=3 * MINUTE),
)


def morning() -> Centre:
    """First in, first out; a VIP; wrap-up, a break, the end of a shift."""
    centre = Centre(settings(*STAFF))
    for n in range(1, 5):
        centre.arrive(f"c{n}", "100" if n % 2 else "200")
        centre.later(4 * SECOND)
    centre.ready("alice", "bob", "carol")
    for name in ("alice", "bob", "carol"):
        centre.answer(name)
    centre.arrive("c5")
    centre.arrive("c6", caller=VIP)
    centre.later(45 * SECOND)
    centre.hang_up("alice")
    centre.give(MoreWrapUpAsked(0, "alice", "alice"))
    centre.pause("bob", "lunch")
    centre.leave("c2")
    centre.later(2 * MINUTE)
    centre.go_home("carol")
    return centre


def refusals() -> Centre:
    """Declined, missed, unreachable; the call keeps its place and finds somebody in the end."""
    centre = Centre(settings(*STAFF))
    centre.ready("alice", "bob", "carol")
    centre.arrive("c1")
    centre.later(2 * SECOND)
    centre.hang_up("alice")
    centre.later(SALES.ring)
    centre.arrive("c2", "200")
    centre.phone("carol", up=False)
    centre.ready("bob", "alice", "carol")
    centre.leg_gone("bob", 20)
    centre.answer("alice")
    centre.leave("c2")
    centre.give(EndCallAsked(0, "c1", "dave"))
    centre.later(MINUTE)
    return centre


def transfers() -> Centre:
    """To a queue, to an operator, back to the sender, on hold before."""
    centre = Centre(settings(*STAFF))
    centre.ready("alice", "bob")
    centre.talk("alice", "c1")
    centre.hold("alice")
    centre.later(20 * SECOND)
    centre.resume("alice")
    centre.transfer("alice", "agent", "nobody")
    centre.transfer("alice", "agent", "bob")
    centre.leg_gone("bob", 21)
    centre.answer("alice")
    centre.transfer("alice", "queue", "support")
    centre.ready("carol")
    centre.answer("carol")
    centre.later(MINUTE)
    centre.leg_gone("carol")
    centre.later(2 * MINUTE)
    return centre


def comebacks() -> Centre:
    """A page loaded anew, a browser that comes back, one that does not."""
    centre = Centre(settings(*STAFF))
    centre.ready("alice", "bob")
    centre.talk("alice", "c1")
    centre.talk("bob", "c2")
    centre.reload("alice")
    centre.answer("alice")
    centre.leg_gone("bob", 44, "torn")
    centre.phone("bob", up=False)
    centre.later(8 * SECOND)
    centre.phone("bob", up=True)
    centre.answer("bob")
    centre.leg_gone("alice", 44, "torn")
    centre.phone("alice", up=False)
    centre.later(30 * SECOND)
    centre.leave("c2")
    centre.later(SALES.wrapup)
    centre.answer("bob")
    centre.hang_up("bob")
    return centre


def long_waits() -> Centre:
    """Announcements with an estimate, a queue that flows over, a last message."""
    centre = Centre(settings(*STAFF, queues=FLOW_OVER))
    centre.ready("alice")
    for n in range(1, 5):
        centre.talk("alice", f"c{n}")
        centre.later(20 * SECOND)
        centre.hang_up("alice")
        centre.later(SALES.wrapup)
    centre.pause("alice", "training")
    for n in range(5, 9):
        centre.arrive(f"c{n}", caller=VIP if n == 8 else None)
        centre.later(15 * SECOND)
    centre.later(2 * MINUTE)
    centre.leave("c5")
    centre.later(2 * MINUTE)
    centre.prompt_ends("c6")
    centre.later(2 * MINUTE)
    return centre


def failures() -> Centre:
    """A link that breaks, an engine that starts anew, an Asterisk that dies, strays."""
    centre = Centre(settings(*STAFF))
    centre.ready("alice", "bob")
    centre.talk("alice", "c1")
    centre.arrive("c2")
    centre.give(TelephonyDown(0, dead=False))
    centre.later(30 * SECOND)
    centre.give(Started(0, "engine-2"))
    centre.arrive("c3", "999", Caller())
    centre.give(StrayFound(0, "ch-stray"))
    centre.answer("bob")
    centre.give(TelephonyUp(0, "22.0.0", "boot-1"))
    centre.later(10 * SECOND)
    centre.give(TelephonyDown(0, dead=True))
    centre.later(5 * SECOND)
    centre.give(TelephonyUp(0, "22.0.0", "boot-2"))
    centre.arrive("c4")
    centre.later(2 * MINUTE)
    return centre


def new_settings() -> Centre:
    """Queues and operators come and go with calls in flight."""
    centre = Centre(settings(*STAFF))
    centre.ready("alice", "bob")
    centre.talk("alice", "c1")
    centre.arrive("c2")
    centre.arrive("c3", caller=VIP)
    centre.arrive("c4")
    one = settings(*STAFF[1:], queues=(SUPPORT,), version=2)
    centre.configure(replace(one, numbers=(Number("*", "support"),)))
    centre.leg_gone("bob", 19)
    centre.leg_gone("alice")
    centre.later(MINUTE)
    centre.ready("carol")
    centre.answer("carol")
    centre.configure(settings(*STAFF, queues=FLOW_OVER, version=3))
    centre.later(4 * MINUTE)
    return centre


def busy_quarter() -> Centre:
    """A call every fifteen seconds, three operators, some impatience, some refusals."""
    centre = Centre(settings(*STAFF, queues=FLOW_OVER))
    centre.ready("alice", "bob", "carol")
    for n in range(1, 61):
        centre.arrive(f"c{n}", "200" if n % 3 == 0 else "100", VIP if n % 11 == 0 else None)
        for k, name in enumerate(("alice", "bob", "carol")):
            mode = centre.mode(name).split()[0]
            if mode == "ringing":
                centre.leg_gone(name, 21) if (n + k) % 13 == 0 else centre.answer(name)
            elif mode == "talking" and (n + k) % 4 == 0:
                centre.hang_up(name) if n % 2 else centre.leg_gone(name)
            elif mode == "paused" and n % 5 == 0:
                centre.ready(name)
        for call in list(centre.state.calls):
            if centre.where(call).startswith("waiting") and int(call[1:]) % 7 == 3 and n - int(call[1:]) > 4:
                centre.leave(call)
        centre.later(15 * SECOND)
    return centre


def consultations() -> Centre:
    """A colleague asked, joined and left with the customer; a queue that refuses; a number; the customer goes."""
    out = Outgoing(trunk="t1", number="74951234567", allowed=("+7",))
    centre = Centre(replace(settings(*STAFF), trunks=(Trunk("t1", "Line"),), outgoing=out))
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.ready("bob")
    centre.give(ConsultAsked(0, "alice", "alice", "agent", "bob"))
    centre.later(3 * SECOND)
    centre.answer("bob")
    for ask in (SwapAsked, SwapAsked, JoinAsked, CompleteAsked):
        centre.later(5 * SECOND)
        centre.give(ask(0, "alice", "alice"))
    centre.give(ConsultAsked(0, "bob", "bob", "queue", "support"))
    centre.ready("carol")
    centre.leg_gone("carol", 21)
    centre.give(EndConsultAsked(0, "bob", "bob"))
    centre.give(ConsultAsked(0, "bob", "bob", "number", "+74950001122"))
    centre.later(4 * SECOND)
    centre.give(LegUp(0, "c1", centre.call("c1").legs))
    centre.leave("c1")
    centre.later(10 * SECOND)
    centre.hang_up("bob")
    centre.later(2 * MINUTE)
    return centre


def supervisor() -> Centre:
    """Whispering through a hold, a talk taken over; forced states; calls put first and moved; a closed queue."""
    centre = Centre(settings(*STAFF, operator("eva", "none")))
    centre.ready("alice", "bob")
    centre.talk("alice", "c1")
    centre.phone("eva", up=True)
    centre.give(HelpAsked(0, "alice", "alice"))
    centre.give(SuperviseAsked(0, "eva", "eva", "c1", "listen"))
    centre.give(LegUp(0, "c1", 2))
    centre.give(SuperviseAsked(0, "eva", "eva", "c1", "whisper"))
    centre.hold("alice")
    centre.resume("alice")
    centre.give(ForceAsked(0, "bob", "eva", "pause", "lunch", "quiet"))
    for n in range(2, 6):
        centre.arrive(f"c{n}", caller=VIP if n == 3 else None)
    centre.give(PrioritiseAsked(0, "c4", "eva"))
    centre.give(MoveCallAsked(0, "c5", "eva", "support"))
    centre.give(CloseQueueAsked(0, "sales", "eva", "stay", "fire"))
    centre.arrive("c6")
    centre.give(MessageAsked(0, "eva", "all", "", "Back at three"))
    centre.give(ForceAsked(0, "bob", "eva", "ready"))
    centre.answer("bob")
    centre.give(SuperviseAsked(0, "eva", "eva", "c1", "take"))
    centre.give(LegUp(0, "c1", 2))
    centre.ready("carol")
    centre.leg_gone("carol", 21)
    centre.give(OpenQueueAsked(0, "sales", "eva"))
    centre.hang_up("eva")
    centre.ready("carol")
    centre.give(GiveCallAsked(0, "c2", "eva", "carol"))
    centre.later(MINUTE)
    return centre


def calls_out() -> Centre:
    """A talk, a busy number, one that is silent, a refusal, a telephone that is away, one given up from wrap-up."""
    out = Outgoing("t1", "74951234567", ("+7",), ("+7809",))
    centre = Centre(replace(settings(*STAFF), trunks=(Trunk("t1", "Line"),), outgoing=out))
    centre.ready("alice")
    who = Caller("+79160000001", "+7 916 000-00-01")

    def dial(call: str, number: str = "+79160000001", queue: str = "") -> None:
        centre.give(DialAsked(0, "alice", "alice", call, number, who, queue))

    dial("c1", queue="sales")
    centre.later(SECOND)
    centre.answer("alice")
    centre.give(CustomerRings(0, "c1"))
    centre.arrive("c2")
    centre.later(5 * SECOND)
    centre.give(CustomerUp(0, "c1"))
    centre.hold("alice")
    centre.later(5 * SECOND)
    centre.resume("alice")
    centre.leave("c1")
    dial("c3", "+78091234567")
    dial("c4")
    centre.answer("alice")
    centre.give(CallerGone(0, "c4", 17, sip=486))
    dial("c5")
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(35 * SECOND)
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(MINUTE)
    dial("c6")
    centre.answer("alice")
    centre.later(2 * MINUTE)
    dial("c7")
    centre.phone("alice", up=False)
    centre.later(2 * MINUTE)
    return centre


def telephones() -> Centre:
    """Two telephones and the choice between them; a line for the whole shift, and its falls."""
    alice = replace(operator("alice"), browser=False, nailed=True)
    centre = Centre(settings(alice, replace(operator("bob"), desk="desk-bob")))
    centre.ready("alice")
    centre.give(NailedUp(0, "alice", 1))
    centre.talk("alice", "c1")
    centre.later(20 * SECOND)
    centre.hang_up("alice")
    centre.ready("bob")
    centre.give(Reachable(0, "bob", True, desk=True))
    centre.give(TelephoneAsked(0, "bob", "bob", True))
    centre.talk("bob", "c2")
    centre.give(TelephoneAsked(0, "bob", "bob", False))
    centre.hang_up("bob")
    centre.later(MINUTE)
    centre.talk("alice", "c3")
    centre.give(NailedGone(0, "alice", 1, 44, "torn"))
    centre.phone("alice", up=False)
    centre.phone("alice", up=True)
    centre.answer("alice")
    centre.hang_up("alice")
    centre.later(MINUTE)
    centre.ready("alice")
    centre.later(MINUTE)
    centre.ready("alice")
    centre.give(NailedUp(0, "alice", 3))
    centre.arrive("c4")
    centre.reload("bob")
    centre.give(NailedGone(0, "alice", 3))
    centre.go_home("alice")
    return centre


SCENARIOS: tuple[Callable[[], Centre], ...] = (
    morning, refusals, transfers, comebacks, long_waits, failures, new_settings, busy_quarter, consultations,
    supervisor, calls_out, telephones, voice_menus,
)  # fmt: skip


def lines(scenario: Callable[[], Centre]) -> bytes:
    """A scenario's journal, one turn a line."""
    return b"".join(msgspec.json.encode(turn) + b"\n" for turn in scenario().turns)


if __name__ == "__main__":
    for scenario in SCENARIOS:
        (HERE / f"{scenario.__name__}.jsonl").write_bytes(lines(scenario))
