"""What the streams tell of supervision: to the operator as the queue's setting says, to the supervisor all of it."""

from __future__ import annotations

import pytest

from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    AnyInput,
    CallArrived,
    Caller,
    Configured,
    ConsultAsked,
    EndConsultAsked,
    LegUp,
    Reachable,
    ReadyAsked,
    TelephonyUp,
    Turn,
)
from gudok.core.words.recording import PauseRecordAsked, ResumeRecordAsked
from gudok.core.words.supervise import CloseQueueAsked, HelpAsked, How, MessageAsked, SuperviseAsked
from gudok.web.live import pictures
from gudok.web.live.day import Day
from gudok.web.live.replica import Replica


class World:
    """A replica fed with what happens: alice (o1) talks with c1, bob (o9) is at his telephone."""

    def __init__(self, *, show: bool = True) -> None:
        self.engine, self.n = State(), 0
        self.replica = Replica(State(), 0, Day("UTC", 1_000))
        queue = Queue("q1", "Продажи", show_listening=show, record_pause=60_000)
        people = (
            Operator("o1", "Алиса", "t1", ("q1",)),
            Operator("o9", "Борис", "t9", ()),
            Operator("o2", "Олег", "t2", ()),
        )
        self.come(
            Configured(0, Settings(1, (queue,), (Number("1", "q1"),), people)), TelephonyUp(0),
            Reachable(0, "o1", True), Reachable(0, "o9", True), ReadyAsked(0, "o1", "o1"),
            CallArrived(0, "c1", "ch1", "1", Caller("+79160000001"), 1_000), LegUp(0, "c1", 1),
        )  # fmt: skip
        self.replica.take_touched()

    def come(self, *inputs: AnyInput) -> None:
        for came in inputs:
            out = step(self.engine, came)
            if out:
                self.n += 1
                self.replica.apply(Turn(self.n, came, out))

    def supervise(self, how: How) -> None:
        self.come(SuperviseAsked(0, "o9", "o9", "c1", how), LegUp(0, "c1", 2))

    def me(self, agent: str) -> dict:
        return pictures.me(self.replica, agent, masked=False)

    def row(self, agent: str) -> dict:
        return pictures.agent_row(self.replica, agent, masked=False) or {}


@pytest.mark.parametrize(
    ("show", "how", "seen"), [(True, "listen", ["listen"]), (False, "listen", []), (False, "whisper", ["whisper"])]
)
def test_the_operator_is_told_who_is_in_the_talk(show: bool, how: How, seen: list[str]) -> None:
    world = World(show=show)
    world.supervise(how)
    assert [one["how"] for one in world.me("o1")["listeners"]] == seen
    assert {"o1", "o9"} <= set(world.replica.take_touched().agents)


def test_the_supervisor_sees_what_can_be_done_and_her_own_way() -> None:
    world = World(show=False)
    world.supervise("listen")
    alice, bob = world.row("o1"), world.row("o9")
    assert (alice["call_id"], alice["in_talk"], alice["serves"]) == ("c1", True, ["q1"])
    assert alice["watchers"] == [{"id": "o9", "name": "Борис", "how": "listen", "up": True}]
    assert (bob["mode"], bob["call_id"], bob["how"], bob["up"], bob["in_talk"]) == (
        "supervising",
        "c1",
        "listen",
        True,
        False,
    )


def test_a_recording_that_pauses_is_told_to_the_supervisor() -> None:
    world = World()
    world.come(PauseRecordAsked(2_000, "o1", "o1"))
    assert "o1" in world.replica.take_touched().agents
    assert world.row("o1")["unrecorded"] == 62_000
    world.come(ResumeRecordAsked(3_000, "o1", "o1"))
    assert world.row("o1")["unrecorded"] == 0


def test_the_second_line_of_a_talk_taken_over_stands_in_her_row() -> None:
    world = World()
    world.supervise("take")
    world.come(LegUp(0, "c1", 2))
    assert "second" not in world.row("o9")
    world.come(Reachable(0, "o2", True), ReadyAsked(0, "o2", "o2"), ConsultAsked(10, "o9", "o9", "agent", "o2"))
    line = world.row("o9")["second"]
    assert (line["role"], line["name"], line["stage"]) == ("asker", "Олег", "ringing")
    assert "second" not in world.row("o2")
    world.come(EndConsultAsked(20, "o9", "o9"))
    assert world.row("o9")["second"] is None
    assert world.row("o9")["over"]["code"] == "asked_end_consult"


def test_a_call_for_help_a_message_and_a_closed_queue_are_told() -> None:
    world = World()
    world.come(
        HelpAsked(5, "o1", "o1"),
        MessageAsked(6, "o9", "all", "", "Собрание"),
        CloseQueueAsked(7, "q1", "o9", note="авария"),
    )
    touched = world.replica.take_touched()
    assert "o1" in touched.agents
    assert "q1" in touched.queues
    assert world.row("o1")["help"] == 5
    [letter] = world.me("o1")["mail"]
    assert (letter["by"], letter["text"], letter["kind"]) == ("Борис", "Собрание", "message")
    assert pictures.queue_row(world.replica, "q1")["closed"] == {"at": 7, "by": "Борис", "note": "авария"}
