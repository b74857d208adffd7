"""The centre's own sounds: welcome, announcement, last messages, music; and the share of talks that are recorded."""

from __future__ import annotations

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, Centre, settings
from msgspec.structs import replace

from gudok.core.routing.record import is_recorded


def centre(**rules: object) -> Centre:
    return Centre(settings(queues=(replace(SALES, **rules), SUPPORT)))  # type: ignore[arg-type]


def played(centre: Centre, call: str = "c1") -> list[tuple[str, ...]]:
    return [said.sounds for said in centre.facts("PlayPrompt") if said.call == call]


def test_the_welcome_is_heard_once_and_ends_when_somebody_answers() -> None:
    world = centre(welcome=("own/hello",))
    world.ready("alice")
    world.arrive("c1")
    assert played(world) == [("own/hello",)]
    world.answer("alice")
    assert world.said("Connect")[0].prompt == "c1-p001"


def test_the_own_announcement_follows_the_place() -> None:
    world = centre(announcement=("own/site",))
    world.arrive("c1")
    world.later(10 * SECOND)
    assert played(world)[-1][-1] == "own/site"


def test_the_own_message_after_the_longest_wait() -> None:
    world = centre(overflow="message", max_wait=MINUTE, late=("own/sorry",), announce_first=0)
    world.arrive("c1")
    world.later(MINUTE)
    assert played(world) == [("own/sorry",)]


def test_music_is_the_queues_and_changes_with_the_queue() -> None:
    world = centre(music="tune", overflow="queue", overflow_queue="support", max_wait=MINUTE)
    world.arrive("c1")
    world.later(MINUTE)
    assert [said.music for said in world.facts("ChangeMusic")] == ["tune", ""]


def test_common_music_needs_no_word() -> None:
    world = centre()
    world.arrive("c1")
    assert world.facts("ChangeMusic") == []


@pytest.mark.parametrize("share", [10, 50, 90])
def test_a_share_of_the_calls_is_recorded_and_always_the_same_ones(share: int) -> None:
    rules = replace(SALES, record_share=share)
    recorded = [is_recorded(rules, f"c{n:012x}") for n in range(2_000)]
    assert recorded == [is_recorded(rules, f"c{n:012x}") for n in range(2_000)]
    assert abs(sum(recorded) / 20 - share) < 4
    assert not any(is_recorded(replace(rules, record=False), f"c{n}") for n in range(100))
    assert all(is_recorded(SALES, f"c{n}") for n in range(100))
