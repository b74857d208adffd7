"""The recording of a talk pauses for as long as the queue allows, and goes on by itself."""

from __future__ import annotations

import pytest
from centre import SALES, SECOND, SUPPORT, Centre, settings
from msgspec.structs import replace

from gudok.core.words import AskRefused, ConsultAsked, HoldAsked, ReturnAsked, TelephonyDown, TelephonyUp
from gudok.core.words.recording import PauseRecordAsked, RecordFailed, ResumeRecordAsked

PAUSE = PauseRecordAsked(0, "alice", "alice")
RESUME = ResumeRecordAsked(0, "alice", "alice")


def in_talk(**rules: object) -> Centre:
    """Alice talks with c1."""
    queue = replace(SALES, **{"record_pause": 60 * SECOND, **rules})
    centre = Centre(settings(queues=(queue, SUPPORT)))
    centre.ready("alice")
    centre.arrive("c1")
    centre.answer("alice")
    return centre


def words(centre: Centre) -> list[str]:
    """What the last input brought, without timers."""
    return [type(one).__name__ for one in centre.out if type(one).__name__ != "WakeAt"]


def test_a_recording_pauses_and_goes_on() -> None:
    centre = in_talk()
    centre.give(PAUSE)
    assert words(centre) == ["RecordPaused", "PauseRecord"]
    assert centre.call("c1").mode.unrecorded == centre.at + 60 * SECOND
    centre.give(PAUSE)
    assert centre.out == ()
    centre.give(HoldAsked(0, "alice", "alice"))
    centre.give(RESUME)
    assert words(centre) == ["RecordResumed", "ResumeRecord"]
    assert centre.out[-1].record == centre.call("c1").record
    assert not centre.call("c1").mode.unrecorded
    centre.give(RESUME)
    assert centre.out == ()


def test_it_goes_on_by_itself() -> None:
    centre = in_talk()
    centre.give(PAUSE)
    centre.later(60 * SECOND)
    assert centre.facts("RecordResumed")[-1].why.code == "record_pause_over"
    assert centre.facts("ResumeRecord")
    assert not centre.call("c1").mode.unrecorded


@pytest.mark.parametrize(
    ("rules", "code"), [({"record_pause": 0}, "record_pause_off"), ({"record": False}, "not_recorded")]
)
def test_who_may_not_pause_is_told_why(rules: dict[str, object], code: str) -> None:
    centre = in_talk(**rules)
    centre.give(PAUSE)
    assert [(type(one), one.why.code) for one in centre.out] == [(AskRefused, code)]


def test_a_pause_that_failed_is_not_believed() -> None:
    centre = in_talk()
    centre.give(PAUSE)
    centre.give(RecordFailed(0, "c1", 1))
    assert words(centre) == ["RecordResumed"]
    assert centre.out[0].why.code == "record_not_paused"
    assert not centre.call("c1").mode.unrecorded
    centre.give(RecordFailed(0, "c1", 1))
    assert centre.out == ()


def test_no_second_line_is_recorded_in_a_pause() -> None:
    centre = in_talk()
    centre.give(PAUSE)
    centre.give(ConsultAsked(0, "alice", "alice", "queue", "support"))
    assert centre.out[0].why.code == "record_is_paused"
    centre.give(RESUME)
    centre.give(ConsultAsked(0, "alice", "alice", "queue", "support"))
    centre.give(PAUSE)
    assert centre.out[0].why.code == "record_pause_consult"


def test_a_pause_is_carried_out_again_when_the_link_was_away() -> None:
    centre = in_talk()
    centre.give(PAUSE)
    centre.give(TelephonyDown(0, False))
    centre.give(TelephonyUp(0))
    assert "PauseRecord" in words(centre)


def test_a_talk_on_a_new_leg_is_recorded_from_its_beginning() -> None:
    centre = in_talk()
    centre.give(PAUSE)
    centre.give(ReturnAsked(0, "alice", "alice"))
    centre.answer("alice")
    assert not centre.call("c1").mode.unrecorded
    centre.later(60 * SECOND)
    assert not centre.facts("RecordResumed")


def test_a_script_pauses_it_and_lets_it_go_on_and_the_story_says_so() -> None:
    centre = in_talk()
    centre.give(replace(PAUSE, script=True))
    assert centre.facts("RecordPaused")[-1].why.code == "script_record_pause"
    centre.give(replace(RESUME, script=True))
    assert centre.facts("RecordResumed")[-1].why.code == "script_record_resume"
    assert words(centre) == ["RecordResumed", "ResumeRecord"]
