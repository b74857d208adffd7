"""A supervisor's powers over talks, decided."""

from __future__ import annotations

import pytest
from centre import SALES, SECOND, Centre, operator, settings
from msgspec.structs import replace

from gudok.core.state import Supervising
from gudok.core.words import ConsultAsked, EndCallAsked, LegGone, LegUp, TelephonyDown
from gudok.core.words.recording import PauseRecordAsked
from gudok.core.words.supervise import How, StopSupervisingAsked, SuperviseAsked

STAFF = (operator("alice"), operator("bob", "none"), operator("carol"), operator("eva", "none"))


@pytest.fixture
def centre() -> Centre:
    """Alice talks with c1; Bob, who serves no queue, is at his telephone and off shift."""
    made = Centre(settings(*STAFF))
    made.ready("alice")
    made.talk("alice", "c1")
    made.phone("bob", up=True)
    return made


def supervise(centre: Centre, how: How = "listen", name: str = "bob", call: str = "c1", again: bool = False) -> None:
    centre.give(SuperviseAsked(0, name, name, call, how, again))


def come_in(centre: Centre, how: How = "listen", name: str = "bob") -> None:
    """Asked for, and her telephone has answered."""
    supervise(centre, how, name)
    mode = centre.agent(name).mode
    assert isinstance(mode, Supervising)
    centre.give(LegUp(0, mode.call, mode.leg))


def test_a_supervisor_is_rung_and_listens_while_the_talk_goes_on(centre: Centre) -> None:
    supervise(centre)
    [ring] = centre.said("RingAgent")
    assert (ring.agent, ring.leg, ring.auto_answer, ring.record) == ("bob", 2, True, "")
    centre.give(LegUp(0, "c1", 2))
    [attend] = centre.said("Attend")
    assert (attend.leg, attend.to, attend.agent, attend.by, attend.how, attend.held) == (
        2, 1, "alice", "bob", "listen", False,
    )  # fmt: skip
    assert centre.where("c1") == "talk alice"
    assert centre.mode("bob") == "supervising c1"


@pytest.mark.parametrize("how", ["listen", "whisper", "barge"])
def test_every_way_ends_when_she_stops_and_harms_no_talk(centre: Centre, how: How) -> None:
    come_in(centre, how)
    centre.give(StopSupervisingAsked(0, "bob", "bob"))
    assert centre.kinds()[:3] == ["DropLeg", "Detach", "SupervisionEnded"]
    assert centre.said("DropLeg")[0].leg == 2
    assert centre.where("c1") == "talk alice"
    assert centre.mode("bob") == "away"
    assert centre.call("c1").watchers == ()


def test_she_changes_between_the_ways_without_a_new_call(centre: Centre) -> None:
    come_in(centre)
    for how in ("whisper", "barge", "listen"):
        supervise(centre, how)
        assert "RingAgent" not in centre.kinds()
        assert [attend.how for attend in centre.said("Attend")] == [how]
    supervise(centre, "listen")
    assert centre.out == ()


@pytest.mark.parametrize("end", ["caller", "operator", "transfer", "supervisor"])
def test_supervision_ends_with_the_talk(centre: Centre, end: str) -> None:
    come_in(centre, "barge")
    centre.ready("carol")
    if end == "caller":
        centre.leave("c1")
    elif end == "operator":
        centre.hang_up("alice")
    elif end == "transfer":
        centre.transfer("alice", "agent", "carol")
    else:
        centre.give(EndCallAsked(0, "c1", "dave"))
    assert centre.mode("bob") == "away"
    assert ("c1", 2) in [(drop.call, drop.leg) for drop in centre.said("DropLeg")]
    assert centre.facts("SupervisionEnded")[-1].why.code == "talk_over"


@pytest.mark.parametrize(("how", "cause"), [("told", 16), ("torn", 44), ("lost", 0), ("failed", 20)])
def test_a_talk_goes_on_when_her_telephone_dies(centre: Centre, how: str, cause: int) -> None:
    come_in(centre, "whisper")
    centre.give(LegGone(0, "c1", 2, cause, how))  # type: ignore[arg-type]
    assert centre.where("c1") == "talk alice"
    assert centre.mode("bob") == "away"


def test_a_telephone_that_does_not_answer_is_given_up(centre: Centre) -> None:
    supervise(centre)
    centre.later(31 * SECOND)
    assert centre.mode("bob") == "away"
    assert centre.facts("SupervisionEnded")[0].why.code == "supervisor_unreachable"
    assert centre.where("c1") == "talk alice"


def test_a_telephone_that_goes_away_while_it_rings_is_given_up(centre: Centre) -> None:
    supervise(centre)
    centre.phone("bob", up=False)
    assert centre.mode("bob") == "away"


def test_what_she_was_doing_before_follows(centre: Centre) -> None:
    centre.ready("carol")
    supervise(centre, name="carol")
    centre.arrive("c2")
    assert centre.where("c2") == "waiting sales"
    centre.give(StopSupervisingAsked(0, "carol", "carol"))
    assert centre.where("c2") == "offered carol"
    centre.leave("c2")
    centre.pause("carol", "lunch")
    supervise(centre, name="carol")
    centre.give(StopSupervisingAsked(0, "carol", "carol"))
    assert centre.mode("carol") == "paused lunch"


def test_what_she_chooses_meanwhile_comes_after(centre: Centre) -> None:
    come_in(centre)
    centre.pause("bob", "lunch")
    assert centre.mode("bob") == "supervising c1"
    centre.leave("c1")
    assert centre.mode("bob") == "paused lunch"


def test_two_may_listen_and_one_more_takes_it_over(centre: Centre) -> None:
    centre.phone("eva", up=True)
    come_in(centre)
    come_in(centre, "whisper", "eva")
    assert centre.call("c1").watchers == ("bob", "eva")
    supervise(centre, "take", "eva")
    assert centre.mode("bob") == "away"
    assert centre.mode("eva") == "ringing c1"
    assert centre.said("RecordLeg")[0].record == centre.call("c1").record
    centre.give(LegUp(0, "c1", 3))
    assert centre.where("c1") == "talk eva"
    assert centre.mode("alice") == "wrapup c1"


def test_taking_over_releases_the_operator_and_connects_the_supervisor(centre: Centre) -> None:
    come_in(centre, "take")
    taken = centre.facts("CallTaken")[0]
    assert (taken.agent, taken.source) == ("bob", "alice")
    assert [drop.leg for drop in centre.said("DropLeg")] == [1]
    centre.give(LegUp(0, "c1", 2))
    [connected] = centre.said("CallConnected")
    assert (connected.agent, connected.leg, connected.why.code) == ("bob", 2, "answered_taken")
    assert connected.record.endswith("c1-0002")
    centre.hang_up("bob")
    assert centre.where("c1") == "ended operator_hung_up"
    assert centre.mode("bob") == "wrapup c1"
    centre.later(SALES.wrapup)
    assert centre.mode("bob") == "away"


def test_an_unrecorded_talk_is_taken_at_once() -> None:
    centre = Centre(settings(*STAFF, queues=(replace(SALES, record=False),)))
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.phone("bob", up=True)
    come_in(centre)
    supervise(centre, "take")
    assert centre.where("c1") == "talk bob"
    assert [connect.agent for connect in centre.said("Connect")] == ["bob"]


def test_what_nobody_may_keep_is_not_recorded_after_a_talk_was_taken() -> None:
    centre = Centre(settings(*STAFF, queues=(replace(SALES, record_pause=SECOND * 60),)))
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.phone("bob", up=True)
    come_in(centre)
    centre.give(PauseRecordAsked(0, "alice", "alice"))
    supervise(centre, "take")
    assert centre.where("c1") == "talk bob"
    assert centre.call("c1").record == ""
    assert centre.facts("RecordLeg") == []


def test_a_customer_who_hangs_up_while_the_talk_is_taken_has_had_a_talk(centre: Centre) -> None:
    come_in(centre, "take")
    centre.leave("c1")
    assert centre.where("c1") == "ended caller_hung_up"


def test_a_supervisor_whose_telephone_dies_in_taking_over_loses_nobody(centre: Centre) -> None:
    come_in(centre, "take")
    centre.give(LegGone(0, "c1", 2, 44, "torn"))
    assert centre.where("c1") == "waiting sales"


def test_a_whisper_reaches_an_operator_on_hold(centre: Centre) -> None:
    come_in(centre, "whisper")
    centre.hold("alice")
    assert [attend.held for attend in centre.said("Attend")] == [True]
    centre.resume("alice")
    assert [attend.held for attend in centre.said("Attend")] == [False]


def test_a_mere_listener_is_not_disturbed_by_hold(centre: Centre) -> None:
    come_in(centre)
    centre.hold("alice")
    assert centre.said("Attend") == []


def test_a_page_loaded_anew_is_rung_again(centre: Centre) -> None:
    come_in(centre, "whisper")
    supervise(centre, "whisper", again=True)
    assert [drop.leg for drop in centre.said("DropLeg")] == [2]
    assert [ring.leg for ring in centre.said("RingAgent")] == [3]
    assert centre.call("c1").watchers == ("bob",)


def test_she_goes_from_one_talk_to_another(centre: Centre) -> None:
    centre.ready("carol")
    centre.talk("carol", "c2")
    come_in(centre)
    supervise(centre, call="c2")
    assert centre.mode("bob") == "supervising c2"
    assert centre.call("c1").watchers == ()
    centre.leave("c1")
    assert centre.mode("bob") == "supervising c2"
    centre.leave("c2")
    assert centre.mode("bob") == "away"


def test_what_cannot_be_is_refused_and_changes_nothing(centre: Centre) -> None:
    supervise(centre, call="c9")
    assert centre.refused() == "no_talk"
    supervise(centre, name="alice")
    assert centre.refused() == "supervise_self"
    supervise(centre, name="nobody")
    assert centre.refused() == "unknown_operator"
    supervise(centre, name="eva")
    assert centre.refused() == "phone_unreachable"
    centre.ready("carol")
    centre.talk("carol", "c2")
    supervise(centre, name="carol")
    assert centre.refused() == "finish_own_call"
    centre.give(StopSupervisingAsked(0, "bob", "bob"))
    assert centre.refused() == "no_supervision"
    centre.give(TelephonyDown(0, dead=False))
    supervise(centre)
    assert centre.refused() == "telephony_down"


def test_a_talk_with_a_question_under_way_cannot_be_taken(centre: Centre) -> None:
    centre.ready("carol")
    come_in(centre)
    centre.give(ConsultAsked(0, "alice", "alice", "agent", "carol"))
    supervise(centre, "take")
    assert centre.refused() == "consult_going_on"


@pytest.mark.parametrize(
    ("setting", "how", "seen"), [(True, "listen", True), (False, "listen", False), (False, "whisper", True)]
)
def test_the_operator_sees_a_listener_where_the_queue_says_so(setting: bool, how: How, seen: bool) -> None:
    centre = Centre(settings(*STAFF, queues=(replace(SALES, show_listening=setting),)))
    centre.ready("alice")
    centre.talk("alice", "c1")
    centre.phone("bob", up=True)
    come_in(centre, how)
    assert [fact.shown for fact in centre.facts("SupervisionBegan")] == [seen]


def test_everything_ends_with_asterisk(centre: Centre) -> None:
    come_in(centre)
    centre.give(TelephonyDown(0, dead=True))
    assert centre.mode("bob") == "away"
