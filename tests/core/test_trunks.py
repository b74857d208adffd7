"""A trunk that cannot carry a call hands it to its reserve, unless the called party was reached."""

from __future__ import annotations

import pytest
from centre import Centre, operator, settings
from msgspec.structs import replace

from gudok.core.outgoing.causes import is_trunks_fault
from gudok.core.settings import Outgoing, Settings, Trunk
from gudok.core.words import Caller, CallerGone, CustomerRings, CustomerUp, DialAsked

NUMBER = "+79161234567"
RULES = Outgoing("t1", "74950000001", ("+7",))
ONE = Trunk("t1", "one", reserve="t2")
TWO = Trunk("t2", "two", "eight", reserve="t3", shown="74990000002")
THREE = Trunk("t3", "three", reserve="t1")


def dialling(*trunks: Trunk) -> Centre:
    """Alice dials, and her telephone is up."""
    centre = Centre(replace(settings(operator("alice")), trunks=trunks, outgoing=RULES))
    centre.ready("alice")
    centre.give(DialAsked(0, "alice", "alice", "c9", NUMBER, Caller(NUMBER, NUMBER)))
    centre.answer("alice")
    return centre


def test_the_next_trunk_carries_the_call_with_its_own_writing_and_number() -> None:
    centre = dialling(ONE, TWO, THREE)
    centre.give(CallerGone(0, "c9", 34, sip=503))
    [told], [dialled] = centre.said("NumberDialled"), centre.said("DialNumber")
    assert (told.why.code, told.why.numbers) == ("next_trunk", {"trunk": "one", "cause": 34, "sip": 503})
    assert (dialled.trunk, dialled.dialled, dialled.shown) == ("t2", "89161234567", "84990000002")
    assert (dialled.channel, centre.call("c9").channel) == ("c9-di01", "c9-di01")
    assert centre.mode("alice") == "dialling c9"
    centre.give(CustomerUp(0, "c9"))
    assert centre.said("Connect")[0].channel == "c9-di01"
    assert centre.where("c9") == "talk alice"


def test_each_trunk_is_tried_once_and_then_the_last_reason_is_the_calls() -> None:
    centre = dialling(ONE, TWO, THREE)
    for _ in range(2):
        centre.give(CallerGone(0, "c9", 38))
        assert centre.where("c9") == "placed alice"
    assert centre.said("DialNumber")[0].shown == "+74950000001"
    centre.give(CallerGone(0, "c9", 21, sip=403))
    assert centre.where("c9") == "ended provider_refused"
    assert [one.trunk for one in centre.facts("NumberDialled")] == ["t1", "t2", "t3"]
    assert centre.said("HangUp")[0].channel == "c9-di02"


def test_the_end_of_the_trunk_before_told_twice_does_not_end_the_next_ones_call() -> None:
    centre = dialling(ONE, TWO)
    first = centre.call("c9").channel
    centre.give(CallerGone(0, "c9", 34, sip=503, channel=first))
    assert not centre.give(CallerGone(0, "c9", 34, sip=503, channel=first))
    assert centre.where("c9") == "placed alice"
    centre.give(CallerGone(0, "c9", 17, sip=486, channel=centre.call("c9").channel))
    assert centre.where("c9") == "ended busy"


def test_the_called_partys_end_is_the_calls_end() -> None:
    centre = dialling(ONE, TWO)
    centre.give(CustomerRings(0, "c9"))
    centre.give(CallerGone(0, "c9", 34, sip=503))
    assert centre.where("c9") == "ended provider_failed"
    for cause, sip, end in ((17, 486, "busy"), (1, 404, "no_such_number"), (19, 480, "unreachable")):
        centre = dialling(ONE, TWO)
        centre.give(CallerGone(0, "c9", cause, sip=sip))
        assert centre.where("c9") == f"ended {end}"


def test_what_we_do_not_know_and_where_there_is_no_reserve() -> None:
    centre = dialling(ONE, TWO)
    centre.give(CallerGone(0, "c9", 0, lost=True))
    assert centre.where("c9") == "ended telephony_lost"
    for trunks in ((replace(ONE, reserve=""),), (ONE,)):
        centre = dialling(*trunks)
        centre.give(CallerGone(0, "c9", 34, sip=503))
        assert centre.where("c9") == "ended provider_failed"


def test_a_trunk_that_goes_from_the_settings_in_the_middle_ends_the_call() -> None:
    centre = dialling(ONE, TWO)
    now: Settings = centre.state.settings
    centre.configure(replace(now, version=now.version + 1, trunks=(TWO,)))
    centre.give(CallerGone(0, "c9", 34, sip=503))
    assert centre.where("c9") == "ended provider_failed"


@pytest.mark.parametrize(
    ("cause", "sip", "fault"),
    [
        (34, 503, True), (38, 500, True), (102, 504, True), (27, 502, True), (3, 404, True), (38, 0, True),
        (21, 403, True), (0, 401, True), (0, 407, True), (18, 408, True), (17, 503, False), (17, 486, False),
        (18, 0, True), (19, 0, False),
        (1, 404, False), (19, 480, False), (21, 603, False), (17, 600, False), (28, 484, False), (58, 488, False),
    ],
)  # fmt: skip
def test_whose_fault_a_failure_is(cause: int, sip: int, fault: bool) -> None:
    assert is_trunks_fault(cause, sip, rang=False) is fault
    assert not is_trunks_fault(cause, sip, rang=True)
