"""A talk: its beginning, hold, its ends, what follows for the operator."""

from __future__ import annotations

from centre import MINUTE, SALES, SECOND, SUPPORT, Centre, settings
from msgspec.structs import replace

from gudok.core.words import EndCallAsked, LegGone, Misplaced, MoreWrapUpAsked, ReadyAsked


def talking(document=None) -> Centre:
    """Alice talks with c1."""
    centre = Centre(document)
    centre.ready("alice")
    centre.talk("alice", "c1")
    return centre


def test_answer_connects_and_records() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.arrive("c1")
    ring = centre.facts("RingAgent")[0]
    centre.later(3 * SECOND)
    centre.answer("alice")
    connected = centre.said("CallConnected")[0]
    assert (connected.agent, connected.queue, connected.waited) == ("alice", "sales", 3 * SECOND + 1)
    assert connected.record == ring.record != ""
    assert [(c.channel, c.leg) for c in centre.said("Connect")] == [("ch-c1", 1)]
    assert not {"ring:c1", "wait:c1", "say:c1"} & set(centre.state.timers)


def test_queue_that_is_not_recorded() -> None:
    centre = talking(settings(queues=(replace(SALES, record=False), SUPPORT)))
    assert centre.facts("RingAgent")[0].record == ""


def test_an_answer_stops_the_prompt_that_plays() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.later(SALES.announce_first)
    prompt = centre.call("c1").prompt
    centre.ready("alice")
    centre.answer("alice")
    assert centre.said("Connect")[0].prompt == prompt != ""


def test_operator_hangs_up_at_the_desk() -> None:
    centre = talking()
    leg = centre.leg("alice")
    centre.hang_up("alice")
    assert centre.where("c1") == "ended operator_hung_up"
    assert centre.kinds() == ["DropLeg", "LegEnded", "HangUp", "CallEnded", "AgentChanged", "WakeAt"]
    assert centre.mode("alice") == "wrapup c1"
    assert centre.give(LegGone(0, *leg)) == ()


def test_operator_hangs_up_at_the_telephone() -> None:
    centre = talking()
    centre.leg_gone("alice", 16)
    assert centre.where("c1") == "ended operator_hung_up"
    assert centre.said("HangUp")[0].channel == "ch-c1"


def test_customer_hangs_up() -> None:
    centre = talking()
    centre.leave("c1")
    assert centre.where("c1") == "ended caller_hung_up"
    assert centre.mode("alice") == "wrapup c1"
    assert centre.said("DropLeg")[0].leg == 1


def test_supervisor_ends_the_talk() -> None:
    centre = talking()
    centre.give(EndCallAsked(0, "c1", "bob"))
    assert centre.where("c1") == "ended supervisor_ended"
    assert {"HangUp", "DropLeg"} <= set(centre.kinds())


def test_hold_and_resume() -> None:
    centre = talking()
    centre.hold("alice")
    assert centre.kinds() == ["CallHeld", "ParkCaller"]
    centre.hold("alice")
    assert centre.out == ()
    centre.later(20 * SECOND)
    centre.resume("alice")
    assert centre.kinds() == ["CallResumed", "Connect"]
    assert centre.out[0].why.numbers["held"] == 20 * SECOND
    centre.resume("alice")
    assert centre.out == ()


def test_customer_on_hold_hangs_up() -> None:
    centre = talking()
    centre.hold("alice")
    centre.leave("c1")
    assert centre.where("c1") == "ended caller_hung_up"
    assert centre.mode("alice") == "wrapup c1"


def test_talk_that_fell_apart_is_put_together() -> None:
    centre = talking()
    centre.give(Misplaced(0, "c1"))
    assert centre.kinds() == ["Connect"]
    centre.hold("alice")
    centre.give(Misplaced(0, "c1"))
    assert centre.kinds() == ["ParkCaller"]


def test_wrap_up_ends_by_itself_and_the_next_call_rings() -> None:
    centre = talking()
    centre.arrive("c2")
    centre.hang_up("alice")
    centre.later(SALES.wrapup - 1)
    assert centre.mode("alice") == "wrapup c1"
    centre.later(1)
    assert centre.mode("alice") == "ringing c2"


def test_wrap_up_ended_by_hand() -> None:
    centre = talking()
    centre.hang_up("alice")
    centre.give(ReadyAsked(0, "alice", "alice"))
    assert centre.mode("alice") == "ready"
    centre.later(MINUTE)
    assert [o.key for o in centre.facts("TimerSpent")] == []


def test_wrap_up_is_made_longer_three_times() -> None:
    centre = talking()
    centre.hang_up("alice")
    until = centre.agent("alice").mode.until
    for _ in range(3):
        centre.give(MoreWrapUpAsked(0, "alice", "alice"))
    assert centre.agent("alice").mode.until == until + 90 * SECOND
    centre.give(MoreWrapUpAsked(0, "alice", "alice"))
    assert centre.refused() == "wrapup_used_up"
    centre.later(SALES.wrapup + 90 * SECOND)
    assert centre.mode("alice") == "ready"


def test_queue_without_wrap_up() -> None:
    centre = talking(settings(queues=(replace(SALES, wrapup=0), SUPPORT)))
    centre.arrive("c2")
    centre.hang_up("alice")
    assert centre.mode("alice") == "ringing c2"


def test_pause_asked_in_the_talk_begins_after_wrap_up() -> None:
    centre = talking()
    centre.pause("alice", "lunch")
    assert centre.where("c1") == "talk alice"
    centre.hang_up("alice")
    assert centre.mode("alice") == "wrapup c1"
    centre.later(SALES.wrapup)
    assert centre.mode("alice") == "paused lunch"
    assert centre.agent("alice").next == ""


def test_end_of_shift_asked_in_the_talk() -> None:
    centre = talking()
    centre.go_home("alice")
    centre.leave("c1")
    centre.later(SALES.wrapup)
    assert centre.mode("alice") == "away"


def test_ready_asked_in_the_talk_takes_the_pause_back() -> None:
    centre = talking()
    centre.pause("alice", "lunch")
    centre.give(ReadyAsked(0, "alice", "alice"))
    centre.leave("c1")
    centre.later(SALES.wrapup)
    assert centre.mode("alice") == "ready"


def test_a_pause_in_wrap_up_replaces_the_one_asked_before() -> None:
    centre = talking()
    centre.pause("alice", "lunch")
    centre.leave("c1")
    centre.pause("alice", "training")
    assert centre.mode("alice") == "paused training"
    assert centre.agent("alice").next == ""


def test_after_wrap_up_an_operator_whose_telephone_is_gone_is_paused_in_a_minute() -> None:
    centre = talking()
    centre.phone("alice", up=False)
    centre.hang_up("alice")
    centre.later(SALES.wrapup)
    assert centre.mode("alice") == "ready"
    centre.later(MINUTE)
    assert centre.mode("alice") == "paused unreachable"
