"""A flow walked with pretend keys: the core decides, the page only shows it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from gudok.core.hours.rules import Schedule as Hours
from gudok.web.ivr import actions, walking
from gudok.web.record.models import FlowCount
from gudok.web.setup.actions import save_row
from gudok.web.setup.flows import Flow
from gudok.web.setup.hours import Schedule
from gudok.web.setup.models import Queue
from gudok.web.setup.sounds import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

NODES: dict[str, dict[str, Any]] = {
    "lookup1": {"kind": "lookup", "known": "say2", "vip": "queue9", "unknown": "say2"},
    "say2": {"kind": "say", "sounds": ["welcome"], "next": "hours3"},
    "hours3": {"kind": "hours", "schedule": "office", "open": "menu4", "closed": "end5"},
    "menu4": {
        "kind": "menu", "sounds": ["press-1"], "keys": {"1": "queue9", "2": "digits6"}, "nothing": "queue9",
        "wrong": "end5", "tries": 2,
    },
    "end5": {"kind": "end", "sounds": ["goodbye"]},
    "digits6": {"kind": "digits", "sounds": [], "variable": "contract", "next": "lookup7", "failed": "end5", "most": 3},
    "lookup7": {"kind": "lookup", "variable": "contract", "known": "queue9", "vip": "queue9", "unknown": "end5"},
    "queue9": {"kind": "queue", "queue": "sales"},
}  # fmt: skip


@pytest.fixture
def flow(dave: User) -> Flow:
    for n, name in enumerate(("Welcome", "Press 1", "Goodbye")):
        save_row(dave, Prompt, None, {"name": name, "file": f"{n:016x}"})
    save_row(dave, Queue, None, {"name": "Sales"})
    save_row(dave, Schedule, None, {"name": "Office"})
    return actions.add_flow(dave, "Main", {"start": "lookup1", "nodes": NODES})


@pytest.fixture
def walk(flow: Flow, dave: User, sign_in: Callable[[User], Client]) -> Callable[..., dict[str, Any]]:
    """walk(presses, who, when): the server's answer."""
    client = sign_in(dave)

    def ask(presses: str = "", who: str = "unknown", when: str = "open", **more: str) -> dict[str, Any]:
        sent = {"flow": json.dumps({"start": "lookup1", "nodes": NODES}), "presses": presses, "who": who, "when": when}
        answer = client.post(reverse("flow_walk", args=[flow.pk]), sent | more)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def way(found: dict[str, Any]) -> list[str]:
    return [f"{one['node']} {one['exit']}" for one in found["steps"]]


def codes(found: dict[str, Any]) -> list[str]:
    return [one["code"] for one in found["said"]]


TO_MENU = ["lookup1 unknown", "say2 next", "hours3 open"]


def test_it_goes_on_to_where_something_is_to_be_pressed(walk: Callable[..., dict[str, Any]]) -> None:
    found = walk()
    assert way(found) == TO_MENU
    assert (found["here"], found["awaits"], codes(found)) == ("menu4", "key", ["welcome", "press-1"])
    assert [one["node"] for one in found["said"]] == ["say2", "menu4"]
    assert all(one["why"] for one in found["steps"])


def test_a_key_leads_into_the_queue(walk: Callable[..., dict[str, Any]]) -> None:
    found = walk("1")
    assert way(found) == [*TO_MENU, "menu4 key:1", "queue9 queue"]
    assert found["here"] == ""


def test_a_vip_passes_the_menu(walk: Callable[..., dict[str, Any]]) -> None:
    assert way(walk(who="vip")) == ["lookup1 vip", "queue9 queue"]
    assert way(walk(who="known"))[0] == "lookup1 known"


def test_when_all_is_closed_the_goodbye_is_heard(walk: Callable[..., dict[str, Any]]) -> None:
    found = walk(when="closed")
    assert way(found)[-2:] == ["hours3 closed", "end5 end"]
    assert codes(found) == ["welcome", "goodbye"]


def test_a_time_asks_the_hours_themselves(walk: Callable[..., dict[str, Any]]) -> None:
    assert way(walk(when="", at="2026-03-02T12:00"))[-1] == "hours3 open"
    assert way(walk(when="", at="2026-03-02T20:00"))[-2] == "hours3 closed"


def test_who_presses_nothing_hears_it_again_and_goes_the_way_for_it(walk: Callable[..., dict[str, Any]]) -> None:
    assert (walk("w")["here"], codes(walk("w"))) == ("menu4", ["press-1"])
    assert way(walk("w w"))[-2:] == ["menu4 nothing", "queue9 queue"]
    assert way(walk("7 7"))[-2:] == ["menu4 wrong", "end5 end"]


def test_digits_are_typed_and_looked_up(walk: Callable[..., dict[str, Any]]) -> None:
    assert walk("2")["awaits"] == "digits"
    assert way(walk("2 4 2 #", who="known"))[-3:] == ["digits6 next", "lookup7 known", "queue9 queue"]
    assert way(walk("2 4 2 1"))[-3:] == ["digits6 next", "lookup7 unknown", "end5 end"]


def test_a_key_breaks_off_what_is_said_as_a_callers_does(walk: Callable[..., dict[str, Any]]) -> None:
    found = walk("2@say2")
    assert way(found) == [*TO_MENU, "menu4 key:2"], "it counts for the menu that follows, which is not said"
    assert (found["here"], found["said"]) == ("digits6", [])
    why = [one["why"] for one in found["steps"]]
    assert why[1] != [one["why"] for one in walk("2")["steps"]][1], "the first one was not heard to its end"
    assert codes(walk("7@say2")) == ["press-1"]


def test_a_key_in_what_is_said_before_the_end_skips_it(
    flow: Flow, dave: User, sign_in: Callable[[User], Client]
) -> None:
    law = {"kind": "say", "sounds": ["press-1"], "next": "queue3", "whole": True}
    nodes = {"say1": {"kind": "say", "sounds": ["welcome"], "next": "say2"}, "say2": law, "queue3": NODES["queue9"]}
    sent = {"flow": json.dumps({"start": "say1", "nodes": nodes}), "who": "known"}

    def ask(presses: str) -> tuple[list[str], list[str]]:
        found = sign_in(dave).post(reverse("flow_walk", args=[flow.pk]), sent | {"presses": presses}).json()
        return [one["node"] for one in found["said"]], way(found)

    whole = ["say1 next", "say2 next", "queue3 queue"]
    assert ask("") == (["say1", "say2"], whole)
    assert ask("1@say1") == (["say2"], whole)
    assert ask("1@say2") == ([], whole), "a key does nothing to what is heard whole"
    assert ask("1@gone") == (["say1", "say2"], whole)


def test_what_is_said_is_told_with_its_language(flow: Flow, dave: User, sign_in: Callable[[User], Client]) -> None:
    nodes = {"en": {"kind": "language", "language": "en", "next": "bye"}, "bye": {"kind": "end", "sounds": ["hello"]}}
    sent = {"flow": json.dumps({"start": "en", "nodes": nodes}), "who": "known"}
    found = sign_in(dave).post(reverse("flow_walk", args=[flow.pk]), sent).json()
    assert [(one["code"], one["language"]) for one in found["said"]] == [("hello", "en")]


def test_presses_after_the_end_change_nothing(walk: Callable[..., dict[str, Any]]) -> None:
    assert way(walk("1 5 w")) == way(walk("1"))


def test_a_draft_that_leads_nowhere_is_walked_as_far_as_it_goes(
    flow: Flow, dave: User, sign_in: Callable[[User], Client]
) -> None:
    loose = {"start": "say1", "nodes": {"say1": {"kind": "say", "sounds": [], "next": ""}}}
    answer = sign_in(dave).post(
        reverse("flow_walk", args=[flow.pk]), {"flow": json.dumps(loose), "who": "unknown", "presses": ""}
    )
    assert way(answer.json())[0] == "say1 next"
    circle = {"start": "say1", "nodes": {"say1": {"kind": "say", "sounds": ["welcome"], "next": "say1"}}}
    answer = sign_in(dave).post(
        reverse("flow_walk", args=[flow.pk]), {"flow": json.dumps(circle), "who": "unknown", "presses": ""}
    )
    assert way(answer.json())[-1] == "say1 steps"


@pytest.mark.parametrize("sent", [{"who": "nobody"}, {"presses": "x"}, {"presses": "w@say2"}, {"presses": "1 " * 101}])
def test_what_no_telephone_has_is_refused(
    flow: Flow, dave: User, sign_in: Callable[[User], Client], sent: dict[str, str]
) -> None:
    whole = {"flow": json.dumps({"start": "lookup1", "nodes": NODES}), "who": "known"} | sent
    assert sign_in(dave).post(reverse("flow_walk", args=[flow.pk]), whole).status_code == 400


def test_opened_leaves_real_hours_alone() -> None:
    real = (Hours("h1", "Office"),)
    assert walking.opened(real, "") == real


def test_counts_are_of_the_last_day_or_week(flow: Flow, dave: User, sign_in: Callable[[User], Client]) -> None:
    today = timezone.localdate()
    for ago, n in ((0, 3), (6, 4), (7, 100)):
        day = today - timedelta(days=ago)
        FlowCount.objects.create(day=day, flow=flow.core_id, node="menu4", exit="key:1", count=n)
    FlowCount.objects.create(day=today, flow="f999", node="menu4", exit="key:1", count=9)
    client = sign_in(dave)

    def counts(span: str) -> Any:
        return client.get(reverse("flow_counts", args=[flow.pk]), {"span": span}).json()["counts"]

    assert counts("day") == {"menu4 key:1": 3}
    assert counts("week") == {"menu4 key:1": 7}


def test_the_values_of_a_secret_are_lit_and_counted_though_callers_ways_do_not_tell_them(
    dave: User, sign_in: Callable[[User], Client]
) -> None:
    save_row(dave, Queue, None, {"name": "Sales"})
    cases = {"77": "queue9", "42": "queue9"}
    nodes = {
        "pin1": NODES["digits6"] | {"next": "branch2", "failed": "queue9", "most": 2, "secret": True},
        "branch2": {"kind": "branch", "variable": "contract", "cases": cases, "otherwise": "queue9"},
        "queue9": NODES["queue9"],
    }
    body = {"start": "pin1", "nodes": nodes}
    flow = actions.add_flow(dave, "Staff", body)
    actions.put_to_use(dave, flow, body, 1)
    FlowCount.objects.create(day=timezone.localdate(), flow=flow.core_id, node="branch2", exit="case#1", count=3)
    client = sign_in(dave)
    sent = {"flow": json.dumps(body), "presses": "7 7", "who": "unknown", "when": "open"}
    found = client.post(reverse("flow_walk", args=[flow.pk]), sent).json()
    assert way(found) == ["pin1 next", "branch2 case:77", "queue9 queue"], found
    counts = client.get(reverse("flow_counts", args=[flow.pk]), {"span": "day"}).json()["counts"]
    assert counts == {"branch2 case:42": 3}
