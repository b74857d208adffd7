"""Opening hours: when it is open, what a caller at another time hears, and the wish to be called back."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from centre import SALES, SECOND, SUPPORT, Centre, settings
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gudok.core.hours.rules import Schedule, SpecialDay, next_change, opening
from gudok.core.settings import Number
from gudok.core.words import Caller, KeyPressed

MOSCOW = "Europe/Moscow"
DAY = ((9 * 60, 13 * 60), (14 * 60, 18 * 60))
NEW_YEAR = SpecialDay("2027-01-01", "Новый год")
SHORT = SpecialDay("2026-12-31", "Короткий день", ((10 * 60, 15 * 60),))
OFFICE = Schedule("office", "Офис", (DAY, DAY, DAY, DAY, DAY, (), ()), (NEW_YEAR, SHORT), ("closed-now",), True)


def ms(text: str, zone: str = MOSCOW) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("at", "open_", "code"),
    [
        ("2026-11-24 08:59", False, "closed_hours"),
        ("2026-11-24 09:00", True, "open_hours"),
        ("2026-11-24 12:59", True, "open_hours"),
        ("2026-11-24 13:00", False, "closed_hours"),
        ("2026-11-24 14:00", True, "open_hours"),
        ("2026-11-24 18:00", False, "closed_hours"),
        ("2026-11-28 12:00", False, "closed_hours"),
        ("2027-01-01 12:00", False, "closed_day"),
        ("2026-12-31 14:00", True, "open_hours"),
        ("2026-12-31 16:00", False, "closed_day"),
    ],
)
def test_open_and_closed_to_the_minute(at: str, open_: bool, code: str) -> None:
    found = opening(OFFICE, MOSCOW, ms(at))
    assert (found.open, found.code) == (open_, code)


def test_the_hours_are_those_of_the_centres_zone() -> None:
    at = ms("2026-11-24 10:00", "Asia/Vladivostok")
    assert opening(OFFICE, "Asia/Vladivostok", at).open
    assert not opening(OFFICE, MOSCOW, at).open


def test_when_it_opens_next_is_found_over_holidays() -> None:
    assert next_change(OFFICE, MOSCOW, ms("2026-12-31 15:00")) == ms("2027-01-04 09:00")
    assert next_change(OFFICE, MOSCOW, ms("2026-11-24 09:30")) == ms("2026-11-24 13:00")
    assert next_change(Schedule("never", "Never"), MOSCOW, ms("2026-11-24 09:30")) == 0


@given(st.integers(ms("2026-01-01 00:00"), ms("2027-06-01 00:00")), st.sampled_from([MOSCOW, "Europe/Berlin", "UTC"]))
def test_nothing_changes_before_the_next_change(at: int, zone: str) -> None:
    then = next_change(OFFICE, zone, at)
    now = opening(OFFICE, zone, at).open
    assert opening(OFFICE, zone, then).open != now
    for part in range(1, 5):
        assert opening(OFFICE, zone, at + (then - 1 - at) * part // 4).open == now


def centre_at(text: str, **rules: object) -> Centre:
    """Numbers 100 and 200 lead to sales and support; `rules` say who has the office's hours."""
    numbers = (Number("100", "sales", str(rules.get("number", ""))), Number("200", "support"))
    queues = (replace(SALES, hours=str(rules.get("queue", ""))), SUPPORT)
    centre = Centre()
    centre.at = ms(text)
    schedules = (replace(OFFICE, wish=bool(rules.get("wish", True))),)
    centre.configure(replace(settings(queues=queues, version=2), numbers=numbers, schedules=schedules))
    return centre


@pytest.mark.parametrize("rules", [{"number": "office"}, {"queue": "office"}])
def test_a_caller_out_of_hours_hears_the_message_and_the_reason_is_kept(rules: dict[str, object]) -> None:
    centre = centre_at("2027-01-01 12:00", **rules)
    centre.arrive("c1")
    (said,) = centre.said("CallParting")
    assert (said.end, said.why.code, said.why.numbers["day"]) == ("after_hours", "closed_day", "Новый год")
    assert centre.said("PlayPrompt")[0].sounds == ("closed-now",)
    centre.prompt_ends("c1")
    centre.later(10 * SECOND)
    assert centre.where("c1") == "ended after_hours"
    assert centre.facts("CallbackWished") == []


def test_in_hours_and_elsewhere_calls_go_on() -> None:
    centre = centre_at("2026-11-24 12:00", number="office")
    centre.arrive("c1")
    assert centre.where("c1") == "waiting sales"
    closed = centre_at("2027-01-01 12:00", number="office")
    closed.arrive("c2", "200")
    assert closed.where("c2") == "waiting support"


def test_who_presses_1_is_called_back_and_thanked_at_once() -> None:
    centre = centre_at("2027-01-01 12:00", number="office")
    centre.arrive("c1")
    playing = centre.call("c1").prompt
    centre.give(KeyPressed(0, "c1", "1"))
    (wish,) = centre.said("CallbackWished")
    assert (wish.caller.number, wish.queue, wish.did) == ("+79160000001", "sales", "100")
    (thanks,) = centre.said("PlayPrompt")
    assert (thanks.sounds, thanks.instead) == (("auth-thankyou", "vm-goodbye"), playing)
    assert centre.give(KeyPressed(0, "c1", "1")) == ()
    centre.prompt_ends("c1")
    assert centre.where("c1") == "ended after_hours"


def test_1_may_be_pressed_a_little_after_the_message() -> None:
    centre = centre_at("2027-01-01 12:00", number="office")
    centre.arrive("c1")
    centre.prompt_ends("c1")
    centre.later(3 * SECOND)
    centre.give(KeyPressed(0, "c1", "1"))
    assert centre.said("CallbackWished")


@pytest.mark.parametrize(("wish", "key", "caller"), [(True, "2", None), (False, "1", None), (True, "1", Caller())])
def test_nothing_comes_of_another_key_no_offer_or_a_hidden_number(wish: bool, key: str, caller: Caller | None) -> None:
    centre = centre_at("2027-01-01 12:00", number="office", wish=wish)
    centre.arrive("c1", caller=caller)
    assert centre.give(KeyPressed(0, "c1", key)) == ()


def test_a_key_in_a_talk_changes_nothing() -> None:
    centre = Centre()
    centre.ready("alice")
    centre.talk("alice", "c1")
    assert centre.give(KeyPressed(0, "c1", "1")) == ()


def test_new_hours_take_effect_at_once() -> None:
    centre = centre_at("2026-11-24 20:00", number="office")
    always = replace(centre.state.settings, version=3, schedules=())
    centre.configure(always)
    centre.arrive("c1")
    assert centre.where("c1") == "waiting sales"


def test_utc_is_a_zone_too() -> None:
    assert opening(OFFICE, "UTC", round(datetime(2026, 11, 24, 9, tzinfo=UTC).timestamp() * 1000)).open
