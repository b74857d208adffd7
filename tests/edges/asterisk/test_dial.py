"""A dialled number: what its channel's events mean, what a refusal to make it means, how trunks are set up for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from edges.asterisk.test_execute import Refusing, silent
from edges.asterisk.test_translate import channel, told

from gudok.core.words import AnyInput, CallerGone, CustomerRings, CustomerUp, DialNumber, Reason
from gudok.edges.asterisk.ari import AriError
from gudok.edges.asterisk.config.trunk import trunk_sections, way_out
from gudok.edges.asterisk.dial import new_channel
from gudok.edges.asterisk.events import Channel, Dialplan, Info, Status, System
from gudok.edges.asterisk.execute import Executor
from gudok.edges.asterisk.survey import sort_out
from gudok.edges.asterisk.words import Trunk
from gudok.engine.ports import FoundDialled

CALL = "c0123456789ab"
NUMBER = f"{CALL}-dial"
DIAL = DialNumber(Reason("test"), CALL, NUMBER, 1, "alice", "trunk-1", "+79161234567", "+74950001111", 60_000)


def test_its_channel_is_no_stray_and_its_progress_is_told() -> None:
    assert told(type="StasisStart", args=["out"], channel=channel(NUMBER, state="Down")).inputs == []
    rings = told(type="ChannelStateChange", channel=channel(NUMBER, state="Ringing"))
    assert rings.inputs == [CustomerRings(0, CALL)]
    assert told(type="ChannelStateChange", channel=channel(NUMBER, state="Up")).inputs == [CustomerUp(0, CALL)]
    assert told(type="ChannelStateChange", channel=channel(f"{CALL}-0001", state="Up")).inputs == []
    busy = told(type="ChannelDestroyed", cause=17, tech_cause=486, channel=channel(NUMBER))
    assert busy.inputs == [CallerGone(0, CALL, 17, sip=486, channel=NUMBER)]


def test_a_survey_finds_it() -> None:
    ours = Dialplan(app_name="Stasis", app_data="gudok,out")
    found = [
        Channel(NUMBER.replace("0", str(n), 1), state=state, dialplan=ours)
        for n, state in enumerate(("Up", "Ringing", "Down"))
    ]
    survey = sort_out(Info(System("22"), Status("2026-11-24T17:16:53.764+0300")), tuple(found), (), ())
    assert [one.state for one in survey.dialled] == ["up", "rings", ""]
    assert survey.dialled[0] == FoundDialled(NUMBER, "up")
    assert not survey.strays


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (AriError(500, '{"error":"Allocation failed"}'), [CallerGone(0, CALL, 38, channel=NUMBER)]),
        (AriError(409, '{"message":"Channel with given unique ID already exists"}'), []),
        (ConnectionError("the link broke"), [CallerGone(0, CALL, 0, lost=True)]),
    ],
)
def test_a_channel_that_could_not_be_made(error: Exception, means: list[AnyInput]) -> None:
    heard: list[AnyInput] = []
    Executor(Refusing(error), heard.append, Path(), silent).do(DIAL)  # type: ignore[arg-type]
    assert heard == means


def test_the_provider_is_told_our_number_or_that_there_is_none() -> None:
    body: dict[str, Any] = new_channel(DIAL)
    assert body["endpoint"] == "PJSIP/+79161234567@trunk-1"
    assert body["variables"]["CONNECTEDLINE(num)"] == "+74950001111"
    hidden: Any = new_channel(DialNumber(Reason("test"), CALL, NUMBER, 1, "alice", "t", "1", "", 1))
    assert hidden["variables"]["CONNECTEDLINE(num-pres)"] == "unavailable"


def test_where_calls_go_and_whose_name_they_bear() -> None:
    assert way_out(Trunk("t", "address", "10.0.0.0/8, 10.1.2.3", port=5070)) == "sip:10.1.2.3:5070"
    assert way_out(Trunk("t", "address", "10.0.0.0/8")) == ""
    assert way_out(Trunk("t", "address", "2001:db8::5")) == "sip:[2001:db8::5]:5060"
    account = "".join(trunk_sections(Trunk("t", "registered", "sip.example.org", "user", "s", "7495"), "ru"))
    assert "from_user=user\n" in account
    assert "contact=sip:sip.example.org:5060\n" in account
    assert "send_pai=yes\n" in account
    number = Trunk("t", "registered", "sip.example.org", "user", "s", "7495", number_in_from=True)
    assert "from_user" not in "".join(trunk_sections(number, "ru"))
    assert "aors" not in "".join(trunk_sections(Trunk("t", "address", "10.0.0.0/8"), "ru"))
