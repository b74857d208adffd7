"""Every input in every order: doubled, late, lost, nonsense, with settings changing under way."""

from __future__ import annotations

import os
import random
from collections import Counter

import msgspec
import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, T0, operator
from holds import can_be_left, check, check_turn, check_whose, snapshots
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from gudok.core import words as w
from gudok.core.hours.rules import Schedule
from gudok.core.settings import Break, Number, Outgoing, Result, Settings, Trunk
from gudok.core.state import Aside, Booked, Dialling, InTalk, Outside, Ringing, State, Talking, Waiting
from gudok.core.step import step
from gudok.core.words.recording import PauseRecordAsked, RecordFailed, ResumeRecordAsked

PEOPLE = ("alice", "bob", "carol")
CALLS = tuple(f"c{n}" for n in range(1, 9))
NUMBERS = (Number("100", "sales"), Number("200", "support"))
FLOW_OVER = replace(SALES, overflow="queue", overflow_queue="support", max_wait=30 * SECOND)
WAITS = replace(SALES, results=("r1",), result_needed=True, overtime=MINUTE)
CALLS_BACK = replace(
    FLOW_OVER, callback=True, callback_tries=2, callback_pause=30 * SECOND, callback_keep=20 * MINUTE, announce_first=1,
    most=4, most_wait=5 * MINUTE, nobody="paused", at_closing="part", keep_place=MINUTE, missed=True,
    callback_other=True,
)  # fmt: skip
QUEUES = (
    (SALES, SUPPORT),
    (SALES,),
    (replace(SALES, wrapup=0, decline=False, record_pause=MINUTE), replace(SUPPORT, record_pause=SECOND)),
    (FLOW_OVER, replace(SUPPORT, overflow="message")),
    (SUPPORT, replace(SALES, overflow="message", max_wait=0, ring=0, announce_first=0)),
    (),
    (WAITS, replace(SUPPORT, results=("r1", "r2"), result_needed=True, unfinished="owe")),
    (replace(WAITS, wrapup=0), replace(SUPPORT, results=("r2",))),
    (SALES, replace(SUPPORT, hours="never")),
    (replace(SALES, welcome=("own/hello",), music="tune"), SUPPORT),
    (CALLS_BACK, replace(SUPPORT, nobody="away", overflow="message")),
    (replace(CALLS_BACK, callback_tries=1, hours="never", overflow="none"), SUPPORT),
)
STAFF = (
    (operator("alice"), operator("bob", "sales", "support"), operator("carol", "support")),
    (operator("bob", "support"), replace(operator("carol", "support", "sales"), browser=False)),
    (operator("alice", "sales", "support"),),
)
OUT = (
    Outgoing("t1", "100", ("+",)),
    Outgoing("t1", "100", ("+",), ring=5_000, wrapup=1, wrapup_failed=True),
    Outgoing(),
)
RESULTS = (Result("r1", "Заказ"), Result("r2", "Жалоба"))
RULES = (
    (),
    (Break("lunch", once=5 * MINUTE, daily=15 * MINUTE, most=1, full="wait"), Break("smoke", most=1, scope="queue")),
    (Break("lunch", most=1), Break("smoke", daily=MINUTE, most=2, full="wait", outgoing=True)),
)
ASKS = {
    "ready": w.ReadyAsked, "leave": w.LeaveAsked, "hang_up": w.HangUpAsked, "hold": w.HoldAsked,
    "resume": w.ResumeAsked, "reload": w.ReturnAsked, "more": w.MoreWrapUpAsked,
    "stay": w.StayAsked, "unrecord": PauseRecordAsked, "record": ResumeRecordAsked,
}  # fmt: skip
OF_THE_DEAD = (w.DropLeg, w.HangUp, w.AskRefused, w.AgentChanged, w.AgentOverdue, w.ResultSet, w.ResultOwed)
"""All that may be said of a call that is not there: it is to go, or it is what somebody wraps up."""

calls, people = st.sampled_from(CALLS), st.sampled_from(PEOPLE)
targets = st.sampled_from(("sales", "support", "nowhere", *PEOPLE))


def document(version: int, queues: tuple, numbers: tuple, staff: tuple, out: Outgoing) -> Settings:
    never = (Schedule("never", "Закрыто", wish=True),)
    return Settings(version, queues, numbers, staff, trunks=(Trunk("t1", "one"),), outgoing=out, schedules=never)


class World(RuleBasedStateMachine):
    """A State that is checked at every turn, and the inputs by name."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State()
        self.at = T0
        self.n = 0
        self.came: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.give(w.Configured(0, document(1, QUEUES[0], NUMBERS, STAFF[0], OUT[0])))
        self.give(w.TelephonyUp(0))
        for name in PEOPLE:
            self.come_to_work(name)

    def give(self, came: w.AnyInput) -> None:
        came = replace(came, at=self.at)
        before, telephony, known = self.state.snapshot(), self.state.telephony, set(self.state.calls)
        out = step(self.state, came)
        if not out:
            assert self.state.snapshot() == before, f"{came} changed the state in silence"
            return
        self.n += 1
        check_whose(before, came, out)
        check_turn(self.state, w.Turn(self.n, came, out), telephony)
        for said in out:
            self.note(said, known | set(self.state.calls), came)
        check(self.state)

    def note(self, said: w.AnyOutput, known: set[str], came: w.AnyInput) -> None:
        """Count beginnings and ends; of a call that is not there nothing is said but that it is to go."""
        call = getattr(said, "call", "")
        self.came[call] += isinstance(said, w.CallCame)
        self.ended[call] += isinstance(said, w.CallEnded)
        assert (
            not call or call in known or isinstance(came, w.CallArrived | w.DialAsked) or isinstance(said, OF_THE_DEAD)
        )

    def come_to_work(self, name: str) -> None:
        self.give(w.Reachable(0, name, up=True))
        self.give(w.ReadyAsked(0, name, name))

    def busy(self, kind: type) -> list[str]:
        return [agent.id for agent in self.state.agents.values() if isinstance(agent.mode, kind)]

    def leg(self, call: str, off: int = 0) -> int:
        """The call's present leg, or one before it."""
        known = self.state.calls.get(call)
        return max(0, getattr(known.mode, "leg", known.legs) - off) if known else 1

    def pass_time(self, ms: int) -> None:
        until = self.at + ms
        while self.state.timers:
            time, key = min((time, key) for key, time in self.state.timers.items())
            if time > until:
                break
            self.at = max(self.at, time)
            self.give(w.Woke(0, key))
        self.at = until

    @invariant()
    def every_call_ends_once(self) -> None:
        for call in self.came:
            assert not call or self.came[call] - self.ended[call] == (call in self.state.calls)

    def teardown(self) -> None:
        """Nobody does anything any more: within half an hour no call rings, parts or waits for a return."""
        self.give(w.TelephonyUp(0))
        self.pass_time(30 * MINUTE)
        for call in self.state.calls.values():
            assert isinstance(call.mode, Waiting | InTalk | Aside | Outside | Booked), f"{call} is stuck"
        assert all(can_be_left(agent) for agent in self.state.agents.values())


class AnyOrder(World):
    """The rules: few, so that each comes often, and each with many faces."""

    @rule(
        call=calls, did=st.sampled_from(("100", "100", "200", "200", "999")), vip=st.booleans(), ago=st.integers(0, 3)
    )
    def arrive(self, call: str, did: str, vip: bool, ago: int) -> None:
        since = self.at - ago * MINUTE
        self.give(w.CallArrived(0, call, f"ch-{call}", did, w.Caller(f"+7916{call[1:]:0>7}", vip=vip), since))

    @precondition(lambda self: self.busy(Ringing))
    @rule(nth=st.integers(0, 2), how=st.sampled_from((0, 0, 0, 19, 20, 21)))
    def ringing_ends(self, nth: int, how: int) -> None:
        """A telephone that rings is answered (0), or not, for a cause."""
        names = self.busy(Ringing)
        mode = self.state.agents[names[nth % len(names)]].mode
        call, leg = mode.call, mode.leg  # type: ignore[union-attr]
        self.give(w.LegGone(0, call, leg, how) if how else w.LegUp(0, call, leg))

    @precondition(lambda self: self.busy(Talking))
    @rule(
        nth=st.integers(0, 2),
        what=st.sampled_from(("hold", "resume", "transfer", "transfer", "torn", "lost", "told", "reload", "leave")),
        to=targets,
    )
    def in_the_talk(self, nth: int, what: str, to: str) -> None:
        names = self.busy(Talking)
        self.operator_does(names[nth % len(names)], what, to)

    @rule(
        name=people,
        what=st.sampled_from(
            ("work", "work", "work", "transfer", "off", "lunch", "smoke", "leave", "", "r1", "r2", *ASKS)
        ),
        to=targets,
    )
    def operator_does(self, name: str, what: str, to: str) -> None:
        if what == "work":
            self.come_to_work(name)
        elif what == "transfer":
            self.give(w.TransferAsked(0, name, name, "agent" if to in PEOPLE else "queue", to))
        elif what == "off":
            self.give(w.Reachable(0, name, up=False))
        elif what in ("r1", "r2"):
            work = self.state.agents[name].work if name in self.state.agents else None
            self.give(w.ResultAsked(0, name, name, work.call if work else "c1", what))
        elif what in ASKS:
            self.give(ASKS[what](0, name, name))
        elif what in ("torn", "lost", "told"):
            call = self.state.agents[name].mode.call  # type: ignore[union-attr]
            self.give(w.LegGone(0, call, self.leg(call), 16, what))  # type: ignore[arg-type]
        else:
            self.give(w.PauseAsked(0, name, name, what))

    @rule(name=people, call=calls, queue=st.sampled_from(("", "", "sales", "nowhere")))
    def dial(self, name: str, call: str, queue: str) -> None:
        self.give(w.DialAsked(0, name, name, f"{call}o", "+79160000001", w.Caller("+79160000001"), queue))

    @precondition(lambda self: self.busy(Dialling))
    @rule(
        nth=st.integers(0, 2),
        what=st.sampled_from(
            ("own", "own", "own", "up", "up", "up", "rings", "gone", "told", "torn", "hang_up", "off", "reload")
        ),
        cause=st.sampled_from((17, 19, 1)),
    )
    def dialling(self, nth: int, what: str, cause: int) -> None:
        """What happens to a call that is being placed: her own telephone, the number, and her will."""
        names = self.busy(Dialling)
        name = names[nth % len(names)]
        call = self.state.agents[name].mode.call  # type: ignore[union-attr]
        if what in ("up", "rings"):
            self.give(w.CustomerUp(0, call) if what == "up" else w.CustomerRings(0, call))
        elif what == "own":
            self.give(w.LegUp(0, call, self.leg(call)))
        elif what == "gone":
            self.give(w.CallerGone(0, call, cause, sip=480))
        else:
            self.operator_does(name, what, "")

    @rule(
        call=calls,
        what=st.sampled_from(
            ("gone", "gone", "lost", "prompt", "old prompt", "key", "number", "misplaced", "ended", "tape")
        ),
    )
    def about_a_call(self, call: str, what: str) -> None:
        known = self.state.calls.get(call)
        if what in ("gone", "lost"):
            self.give(w.CallerGone(0, call, lost=what == "lost"))
        elif what == "misplaced":
            self.give(w.Misplaced(0, call))
        elif what == "ended":
            self.give(w.EndCallAsked(0, call, "dave"))
        elif what == "tape":
            self.give(RecordFailed(0, call, self.leg(call)))
        elif what == "key":
            self.give(w.KeyPressed(0, call, "1"))
            self.give(w.KeyPressed(0, call, "1"))
        elif what == "number" and known:
            for key in "127#":
                self.give(w.KeyPressed(0, call, key))
            self.give(w.LookedUp(0, call, known.prompts + 2, w.Caller("+74950009999", "495")))
        else:
            self.give(w.PromptDone(0, call, known.prompt if known and what == "prompt" else f"{call}-p001"))

    @rule(call=calls, off=st.integers(0, 1), how=st.sampled_from(("up", "told", "torn", "lost", "failed")))
    def late_or_doubled(self, call: str, off: int, how: str) -> None:
        leg = self.leg(call, off)
        self.give(w.LegUp(0, call, leg) if how == "up" else w.LegGone(0, call, leg, 16, how))  # type: ignore[arg-type]

    @rule(ms=st.sampled_from((1, SECOND, 10 * SECOND, 20 * SECOND, MINUTE, 11 * MINUTE)))
    def later(self, ms: int) -> None:
        self.pass_time(ms)

    @rule(
        what=st.sampled_from(
            ("sleep", "early", "stray", "trial", "restart", "restart", "down", "dead", "up", "up", "up")
        ),
        kind=st.sampled_from(("ring", "wait", "say", "wrap", "gone", "rest", "return", "part", "x")),
        of=calls | people,
    )
    def to_the_centre(self, what: str, kind: str, of: str) -> None:
        if what == "sleep":
            self.at += MINUTE  # the engine was down: time passed and nothing was woken
        elif what == "early":
            self.give(w.Woke(0, f"{kind}:{of}"))
        elif what == "trial":
            self.give(w.TrialAsked(0, "100", "dave"))
        elif what == "stray":
            self.give(w.StrayFound(0, "ch-x"))
        elif what == "restart":
            self.state = State.of(snapshots.decode(msgspec.json.encode(self.state.snapshot())))
            self.give(w.Started(0, "engine-2"))
        else:
            self.give(w.TelephonyUp(0) if what == "up" else w.TelephonyDown(0, what == "dead"))

    @rule(
        queues=st.sampled_from(QUEUES),
        staff=st.sampled_from(STAFF),
        numbers=st.sampled_from((NUMBERS, NUMBERS[:1], ())),
        out=st.sampled_from(OUT),
        rules=st.sampled_from(RULES),
    )
    def configure(self, queues: tuple, staff: tuple, numbers: tuple, out: Outgoing, rules: tuple) -> None:
        made = document(self.state.settings.version + 1, queues, numbers, staff, out)
        self.give(w.Configured(0, replace(made, breaks=rules, results=RESULTS)))


EXAMPLES = int(os.environ.get("GUDOK_FUZZ", "60"))
AnyOrder.TestCase.settings = profile(max_examples=EXAMPLES, stateful_step_count=50)
TestAnyOrder = AnyOrder.TestCase

WEIGHTS = {
    "arrive": 8, "ringing_ends": 8, "in_the_talk": 4, "operator_does": 8, "about_a_call": 4, "late_or_doubled": 2,
    "later": 6, "to_the_centre": 1, "configure": 0.7, "dial": 2, "dialling": 6,
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_long_day(seed: int) -> None:
    """The same rules for thousands of turns on end, most of them sensible: it comes further than a short tale does."""
    dice, world = random.Random(seed), AnyOrder()
    for n in range(2_500):
        name = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        (draw_out if name in ("dial", "dialling") else draw)(
            dice, world, name, [f"c{m}" for m in range(n // 8, n // 8 + 12)]
        )
        world.every_call_ends_once()
    world.teardown()


def draw(dice: random.Random, world: AnyOrder, name: str, recent: list[str]) -> None:
    pick = dice.choice
    call, person, to = pick(recent), pick(PEOPLE), pick(("sales", "support", *PEOPLE))
    match name:
        case "arrive":
            world.arrive(call, pick(("100", "100", "200", "999")), dice.random() < 0.2, pick((0, 0, 1)))
        case "ringing_ends" if world.busy(Ringing):
            world.ringing_ends(dice.randrange(3), pick((0, 0, 0, 0, 19, 20, 21)))
        case "in_the_talk" if world.busy(Talking):
            what = pick(("hold", "resume", "transfer", "torn", "lost", "told", "reload"))
            world.in_the_talk(dice.randrange(3), what, to)
        case "operator_does":
            world.operator_does(
                person, pick(("work", "work", "work", "off", "lunch", "smoke", "leave", "r1", "r2", *ASKS)), to
            )
        case "about_a_call":
            world.about_a_call(call, pick(("gone", "lost", "prompt", "misplaced", "ended", "key", "key")))
        case "late_or_doubled":
            world.late_or_doubled(call, dice.randrange(2), pick(("up", "told", "torn", "lost", "failed")))
        case "later":
            world.later(pick((SECOND, 5 * SECOND, 20 * SECOND, MINUTE)))
        case "to_the_centre":
            world.to_the_centre(pick(("sleep", "restart", "down", "dead", "stray")), "ring", call)
            world.to_the_centre("up", "ring", call)
        case "configure":
            odd = dice.random() < 0.4
            staff, out = pick(STAFF) if odd else STAFF[0], pick(OUT) if odd else OUT[0]
            world.configure(
                pick(QUEUES) if odd else pick((*QUEUES[:4], *QUEUES[-2:])), staff, NUMBERS, out, pick(RULES)
            )


def draw_out(dice: random.Random, world: AnyOrder, name: str, recent: list[str]) -> None:
    """Calls that operators dial."""
    pick = dice.choice
    if name == "dial":
        world.dial(pick(PEOPLE), pick(recent), pick(("", "sales", "nowhere")))
    elif world.busy(Dialling):
        what = pick(("own", "own", "own", "up", "up", "up", "rings", "gone", "told", "hang_up", "off", "reload"))
        world.dialling(dice.randrange(3), what, pick((17, 19, 1)))
