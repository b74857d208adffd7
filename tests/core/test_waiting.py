"""What a waiting caller is told, and what happens when the wait has been too long."""

from __future__ import annotations

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.queues.announce import number, place_sounds
from gudok.core.words import Started, TelephonyDown


def told(centre: Centre, call: str) -> list[int]:
    return [fact.place for fact in centre.facts("PlaceTold") if fact.call == call]


def test_place_is_told_after_ten_seconds_and_then_every_minute() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.later(9 * SECOND)
    assert told(centre, "c1") == []
    centre.later(SECOND)
    assert told(centre, "c1") == [1]
    centre.later(2 * MINUTE)
    assert told(centre, "c1") == [1, 1, 1]


def test_place_that_is_told_never_gets_worse() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.arrive("c2")
    centre.later(10 * SECOND)
    centre.arrive("c3", caller=VIP)
    centre.later(MINUTE)
    assert told(centre, "c2") == [2, 2]
    assert centre.state.place(centre.call("c2")) == 3


def test_place_is_told_anew_in_another_queue() -> None:
    flow_over = replace(SALES, overflow="queue", overflow_queue="support", max_wait=30 * SECOND)
    centre = Centre(settings(queues=(flow_over, SUPPORT)))
    centre.arrive("c0", "200")
    centre.later(SECOND)
    centre.arrive("c1")
    centre.later(MINUTE)
    assert centre.where("c1") == "waiting support"
    assert told(centre, "c1") == [1, 2]


def test_announcements_off() -> None:
    centre = Centre(settings(queues=(replace(SALES, announce_first=0, announce_every=0), SUPPORT)))
    centre.arrive("c1")
    centre.later(10 * MINUTE)
    assert told(centre, "c1") == []


def test_nothing_is_announced_without_a_link_and_it_goes_on_afterwards() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.give(TelephonyDown(0, dead=False))
    centre.later(MINUTE)
    assert told(centre, "c1") == []
    assert "say:c1" in centre.state.timers


def test_prompt_ends_are_heard_once() -> None:
    centre = Centre()
    centre.arrive("c1")
    centre.later(10 * SECOND)
    prompt = centre.call("c1").prompt
    centre.prompt_ends("c1")
    assert centre.kinds() == ["PromptEnded"]
    assert centre.call("c1").prompt == "" != prompt
    centre.later(MINUTE)
    assert centre.call("c1").prompt not in ("", prompt)


@pytest.mark.parametrize(
    ("n", "sounds"),
    [(1, ["1"]), (20, ["20"]), (21, ["20", "1"]), (40, ["40"]), (99, ["90", "9"])],
)
def test_numbers_are_spoken_of_recorded_digits(n: int, sounds: list[str]) -> None:
    assert number(n) == tuple(f"digits/{sound}" for sound in sounds)


def test_sounds_of_a_place() -> None:
    assert place_sounds(1, 0) == ("queue-youarenext", "queue-thankyou")
    assert place_sounds(3, 2) == (
        "queue-thereare", "digits/3", "queue-callswaiting",
        "queue-holdtime", "queue-less-than", "digits/2", "queue-minutes", "queue-thankyou",
    )  # fmt: skip
    assert place_sounds(100, 120) == ("queue-thankyou",)


def test_longest_wait_then_a_message_then_the_end() -> None:
    centre = Centre(settings(queues=(replace(SALES, overflow="message", max_wait=5 * MINUTE), SUPPORT)))
    centre.arrive("c1")
    centre.later(5 * MINUTE - 2)
    assert centre.where("c1") == "waiting sales"
    centre.later(2)
    assert centre.where("c1") == "parting sales"
    assert centre.said("PlayPrompt")[0].last
    centre.prompt_ends("c1")
    assert centre.where("c1") == "ended timed_out"


def test_message_that_never_ends_is_taken_as_ended() -> None:
    centre = Centre(settings(queues=(replace(SALES, overflow="message", max_wait=MINUTE), SUPPORT)))
    centre.arrive("c1")
    centre.later(MINUTE + 30 * SECOND)
    assert centre.where("c1") == "ended timed_out"


def test_caller_who_hangs_up_during_the_message_was_not_served_either() -> None:
    centre = Centre(settings(queues=(replace(SALES, overflow="message", max_wait=MINUTE), SUPPORT)))
    centre.arrive("c1")
    centre.later(MINUTE)
    centre.leave("c1")
    assert centre.where("c1") == "ended timed_out"


def test_longest_wait_then_another_queue_keeps_the_time_waited() -> None:
    flow_over = replace(SALES, overflow="queue", overflow_queue="support", max_wait=MINUTE)
    centre = Centre(settings(operator("carol", "support"), queues=(flow_over, SUPPORT)))
    centre.arrive("c1")
    centre.later(30 * SECOND)
    centre.arrive("c2", "200")
    centre.later(30 * SECOND)
    assert centre.where("c1") == "waiting support"
    centre.ready("carol")
    assert centre.mode("carol") == "ringing c1"


def test_two_queues_that_flow_over_into_each_other_do_not_spin() -> None:
    there = replace(SALES, overflow="queue", overflow_queue="support", max_wait=0)
    back = replace(SUPPORT, overflow="queue", overflow_queue="sales", max_wait=0)
    centre = Centre(settings(queues=(there, back)))
    centre.arrive("c1")
    centre.later(10 * SECOND)
    assert len(centre.facts("CallQueued")) <= 12


def test_longest_wait_that_ends_while_it_rings_takes_effect_when_the_call_comes_back() -> None:
    centre = Centre(settings(queues=(replace(SALES, overflow="message", max_wait=15 * SECOND), SUPPORT)))
    centre.arrive("c1")
    centre.later(10 * SECOND)
    centre.ready("alice")
    centre.later(SALES.ring)
    assert centre.where("c1") == "parting sales"


def test_longest_wait_does_not_end_while_there_is_no_link_to_tell_it_by() -> None:
    centre = Centre(settings(queues=(replace(SALES, overflow="message", max_wait=MINUTE), SUPPORT)))
    centre.arrive("c1")
    centre.give(Started(0, "engine-2"))
    centre.later(2 * MINUTE)
    assert centre.where("c1") == "waiting sales"
