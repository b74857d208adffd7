"""What callers did in a voice menu: counted by day and exit, once; told in the call's story; no part of his wait."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation
from msgspec import structs

from gudok.core import words as w
from gudok.core.ivr.flow import Digits, Flow, Lookup, Menu, ToQueue
from gudok.core.settings import Number
from gudok.web.people.models import Customer
from gudok.web.record.models import Call, FlowCount, Name
from gudok.web.record.projector import project
from gudok.web.record.tests.world import SETTINGS, World, batches
from gudok.web.why.story import line, told_by

pytestmark = pytest.mark.django_db
FLOW = Flow(
    "f1",
    "Входящие",
    "menu",
    (
        Menu("menu", ("press",), {"1": "q1", "2": "number"}, "q1", "q1"),
        Digits("number", ("enter",), "who", "lookup", "q1"),
        Lookup("lookup", "q1", "q1", "q1", "who"),
        ToQueue("q1", "q1"),
    ),
)
NUMBERS = (Number("74951234567", "q1", flow="f1"),)
DAY = dt.date(2026, 1, 1)


def a_day(customer: str = "") -> World:
    """One presses 1 and is answered, one types a number and hangs up in the queue, one hangs up in the menu."""
    world = World()
    world.tell(0, w.Configured, settings=structs.replace(SETTINGS, version=2, numbers=NUMBERS, flows=(FLOW,)))
    for n, second in enumerate((10, 20, 30), 1):
        world.call(second, f"c0000000000a{n}")
    world.tell(34, w.CallerGone, call="c0000000000a3")
    world.tell(40, w.KeyPressed, call="c0000000000a1", key="1")
    for key in "2123#":
        world.tell(41, w.KeyPressed, call="c0000000000a2", key=key)
    anna = w.Caller(customer=customer, name="Анна", vip=True)
    world.tell(42, w.LookedUp, call="c0000000000a2", ask=3, who=anna)
    world.ready(50, "o1")
    world.tell(55, w.LegUp, call="c0000000000a2", leg=1)
    world.tell(60, w.CallerGone, call="c0000000000a1")
    world.tell(70, w.CallerGone, call="c0000000000a2")
    return world


def counts() -> dict[str, int]:
    return {f"{row.node} {row.exit}": row.count for row in FlowCount.objects.filter(flow="f1", day=DAY)}


@pytest.mark.parametrize("size", [1, 3, 100])
def test_each_exit_is_counted_once_whatever_the_batches(size: int) -> None:
    world = a_day("7")
    for turns in batches(world.turns, size):
        project(turns)
        project(turns)
    assert counts() == {
        "menu key:1": 1,
        "menu key:2": 1,
        "menu left": 1,
        "number next": 1,
        "lookup vip": 1,
        "q1 queue": 2,
    }
    assert Name.objects.get(pk="f1").name == "Входящие"


def test_another_day_has_its_own_counts() -> None:
    world = a_day()
    world.call(86_400, "c0000000000a9")
    world.tell(86_402, w.CallerGone, call="c0000000000a9")
    project(world.turns)
    later = DAY + dt.timedelta(days=1)
    assert [str(row) for row in FlowCount.objects.filter(day=later)] == ["2026-01-02 f1 menu left: 1"]


def test_the_wait_begins_at_the_queue_and_who_typed_is_the_calls_customer() -> None:
    anna = Customer.objects.create(name="Анна")
    project(a_day(str(anna.pk)).turns)
    by_key, typed, left = (Call.objects.get(pk=f"c0000000000a{n}") for n in (1, 2, 3))
    assert (by_key.end, by_key.menu_ms, by_key.wait_ms) == ("abandoned", 30_000, 20_000)
    assert (typed.menu_ms, typed.wait_ms, typed.customer, typed.name, typed.vip) == (
        22_000, 13_000, anna, "Анна", True,
    )  # fmt: skip
    assert (left.end, left.queue, left.menu_ms, left.wait_ms) == ("left_menu", "", 4_000, 0)


def test_the_story_tells_the_way() -> None:
    told = [one for turn in a_day("7").turns for one in told_by(turn) if one.call == "c0000000000a2"]
    with translation.override("en"):
        lines = [line(one.fact, one.code, one.numbers, one.data, names={"f1": "Calls"}, after=0) for one in told]
    said = [f"{one.title}: {one.why}" for one in lines]
    assert "In the voice menu Calls: the number leads to a voice menu" in said
    assert "Voice menu: menu: pressed a key (key 2)" in said
    assert "Voice menu: number: 123: typed the digits (who: 3)" in said
    with translation.override("ru"):
        (key,) = (one for one in told if one.code == "flow_key")
        words = line(key.fact, key.code, key.numbers, key.data, names={}, after=0)
    assert (words.title, words.why) == ("Голосовое меню: menu", "нажата клавиша (клавиша 2)")
