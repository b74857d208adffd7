"""What each event means, from Asterisk's own words."""

from __future__ import annotations

import json

import msgspec
import pytest
from telephony.ear import ListeningEar

from gudok.core.words import CallerGone, LegGone, LegUp, PromptDone, StrayFound
from gudok.edges.asterisk.events import USED, Channel, Dialplan, Endpoint, Info, Party, Status, System, decode
from gudok.edges.asterisk.link import answers_on_websocket
from gudok.edges.asterisk.survey import Bridge, sort_out
from gudok.edges.asterisk.translate import hear, milliseconds
from gudok.edges.asterisk.words import call_id, leg_id

CALLER = "1795540613.0"
CALL = call_id(CALLER)
LEG = leg_id(CALL, 1)
BORN = "2026-11-24T17:16:53.764+0300"


def told(**event: object) -> ListeningEar:
    """An ear that was told one event."""
    ear = ListeningEar()
    decoded = decode(json.dumps(event))
    assert decoded is not None
    hear(decoded, ear)
    return ear


def channel(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "creationtime": BORN, "caller": {"name": "", "number": "+79161234567"}, "new_in_23": 1, **more}


def test_a_caller_enters() -> None:
    ear = told(type="StasisStart", args=["in", "74950001"], channel=channel(CALLER))
    [found] = ear.callers
    assert (found.call, found.channel, found.did, found.number) == (CALL, CALLER, "74950001", "+79161234567")
    assert found.since == milliseconds(BORN)


def test_a_number_dialled_with_a_plus_is_the_same_number() -> None:
    ear = told(type="StasisStart", args=["in", "+74950001"], channel=channel(CALLER))
    assert ear.callers[0].did == "74950001"


def test_a_leg_is_answered() -> None:
    assert told(type="StasisStart", args=["leg"], channel=channel(LEG)).inputs == [LegUp(0, CALL, 1)]


def test_something_else_enters() -> None:
    assert told(type="StasisStart", args=[], channel=channel("x")).inputs == [StrayFound(0, "x")]


def test_ends() -> None:
    gone = told(type="ChannelDestroyed", cause=21, cause_txt="Call Rejected", channel=channel(LEG))
    assert gone.inputs == [LegGone(0, CALL, 1, 21)]
    assert told(type="ChannelDestroyed", cause=16, channel=channel(CALLER)).inputs == [CallerGone(0, CALL, 16)]
    silent = told(type="ChannelDestroyed", cause=44, channel=channel(LEG))
    assert silent.inputs == [LegGone(0, CALL, 1, 44, "torn")]


def test_a_prompt_ends() -> None:
    prompt = f"{CALL}-p007"
    assert told(type="PlaybackFinished", playback={"id": prompt, "state": "done"}).inputs == [
        PromptDone(0, CALL, prompt)
    ]
    assert told(type="PlaybackFinished", playback={"id": "foreign"}).inputs == []


def test_a_telephone_registers_and_is_gone() -> None:
    endpoint = {"technology": "PJSIP", "resource": "web1", "state": "online"}
    ear = told(type="PeerStatusChange", endpoint=endpoint, peer={"peer_status": "Unreachable"})
    assert ear.endpoints == [("web1", False)]


def test_kinds_we_do_not_use_are_ignored_and_broken_ones_are_not() -> None:
    assert decode('{"type": "SomethingNew", "channel": 7}') is None
    assert "StasisStart" in USED
    with pytest.raises(msgspec.DecodeError):
        decode('{"type": "StasisStart", "channel": 7}')


def test_times_have_zones() -> None:
    assert milliseconds("1970-01-01T03:00:01.250+0300") == 1250
    assert milliseconds("1970-01-01T00:00:01.250+0000") == 1250


def test_a_changed_time_zone_is_no_new_start_of_asterisk() -> None:
    def boot(started: str) -> str:
        return sort_out(Info(System("22.10.1"), Status(started)), (), (), ()).boot

    assert boot("2026-11-24T10:00:00.000+0300") == boot("2026-11-24T07:00:00.000+0000")
    assert boot("2026-11-24T10:00:00.000+0300") != boot("2026-11-24T10:00:01.000+0300")


def test_a_survey_sorts_channels_out() -> None:
    def there(name: str, app: str, data: str, context: str = "inbound") -> Channel:
        return Channel(name, "", "Up", BORN, Party("", "+7916"), Dialplan(context, "", app, data))

    survey = sort_out(
        Info(System("22.10.1"), Status("2026-11-24T10:00:00.000+0300")),
        (
            there(CALLER, "Stasis", "gudok,in,74950001"),
            there(LEG, "Stasis", "gudok,leg", "operator"),
            there(leg_id(CALL, 2), "AppDial2", "(Outgoing Line)", "nowhere"),
            there("1.1", "Wait", "0.5"),
            there("1.2", "Stasis", "gudok,what"),
            there("1.3", "Stasis", "another,in,7"),
        ),
        (Bridge("b1", (CALLER, LEG)),),
        (Endpoint("PJSIP", "web1", "online"), Endpoint("PJSIP", "web2", "offline")),
    )
    assert [caller.call for caller in survey.callers] == [CALL]
    assert [(leg.leg, leg.up) for leg in survey.legs] == [(1, True), (2, False)]
    assert survey.strays == ("1.2",)
    assert survey.bridges == {CALLER: "b1", LEG: "b1"}
    assert survey.reachable == {"web1": True, "web2": False}


@pytest.mark.parametrize(
    ("version", "answers"),
    [
        ("20.6.0~dfsg", False),
        ("20.14.0", True),
        ("21.8.0", False),
        ("22.3.0", False),
        ("22.10.1+dfsg", True),
        ("23.0.0", True),
        ("19.9.9", False),
        ("unknown", False),
    ],
)
def test_which_versions_take_requests_on_the_websocket(version: str, answers: bool) -> None:
    assert answers_on_websocket(version) is answers
