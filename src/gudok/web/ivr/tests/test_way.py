"""What a caller chose and typed, in words: for his operator, in the records, over the API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import translation
from msgspec.structs import replace

from gudok.core.settings import Number, Operator
from gudok.core.words import Caller, Configured, FlowStepped, KeyPressed, LookedUp
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.api.feed import mask
from gudok.web.api.tests.helpers import Program
from gudok.web.calls.document import document
from gudok.web.calls.queries import all_names
from gudok.web.calls.story import story_names
from gudok.web.desk import views
from gudok.web.ivr import way
from gudok.web.live import pictures
from gudok.web.live.day import Day
from gudok.web.live.replica import Replica
from gudok.web.record.models import Call
from gudok.web.record.projector import project
from gudok.web.record.tests.world import NOON, World
from gudok.web.setup.actions import save_row
from gudok.web.setup.flows import Flow
from gudok.web.setup.models import Queue
from gudok.web.setup.queries import settings_document
from gudok.web.setup.sounds import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client, RequestFactory

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
CALL, TYPED, PIN = "c1", "89123456767", "4071"

LAST = {"next": "queue5", "failed": "queue5"}
NODES = {
    "menu1": {"kind": "menu", "sounds": ["press"], "keys": {"1": "digits2"}, "nothing": "queue5", "wrong": "queue5"},
    "digits2": {"kind": "digits", "sounds": ["enter"], "variable": "phone", "next": "lookup3", "failed": "queue5"},
    "lookup3": {"kind": "lookup", "variable": "phone", "known": "digits4", "vip": "digits4", "unknown": "digits4"},
    "digits4": {"kind": "digits", "sounds": ["beep"], "variable": "pin", "most": 4, "secret": True} | LAST,
    "queue5": {"kind": "queue", "queue": "sales"},
}  # fmt: skip


class Called(World):
    """A caller who has walked the menu and rings at alice."""

    def __init__(self, alice: User) -> None:
        super().__init__()
        queue = save_row(None, Queue, None, {"name": "Sales"})
        save_row(None, Prompt, None, {"name": "Press 1 or 2", "code": "press", "file": "0123456789abcdef"})
        save_row(None, Prompt, None, {"name": "Your number", "code": "enter", "file": "0123456789abcdee"})
        flow = save_row(None, Flow, None, {"name": "Main", "start": "menu1", "nodes": NODES})
        alice_here = Operator(alice.operator.core_id, "Алиса", alice.operator.endpoint, (queue.core_id,))
        made = replace(
            settings_document(), operators=(alice_here,), numbers=(Number("1", queue.core_id, flow=flow.core_id),)
        )
        self.tell(0, Configured, settings=made)
        self.ready(1, alice_here.id)
        self.call(2, CALL, "1", Caller("+79031112233", "+7 903 111-22-33"))
        self.press(3, "1" + TYPED + "#")
        self.tell(4, LookedUp, call=CALL, ask=self.steps, who=Caller("", "", "7", "Мария"))
        self.press(5, PIN)

    @property
    def steps(self) -> int:
        return getattr(self.state.calls[CALL].mode, "steps", 0)

    def press(self, second: float, keys: str) -> None:
        for key in keys:
            self.tell(second, KeyPressed, call=CALL, key=key)


@pytest.fixture
def called(alice: User) -> Called:
    return Called(alice)


def test_the_way_of_a_live_call_is_told_in_words(called: Called) -> None:
    call = called.state.calls[CALL]
    with translation.override("en"):
        told = way.of_live(call, masked=False)
    assert told.steps == ["Press 1 or 2: 1 → Your number", "By what was typed: known"]
    assert told.variables == {"phone": TYPED}
    assert way.of_live(call, masked=True).variables == {"phone": "8912•••••67"}


def test_while_something_secret_is_with_the_call_nothing_is_told(called: Called) -> None:
    call = replace(called.state.calls[CALL], secrets=("pin",), variables={"pin": PIN})
    assert way.of_live(call, masked=False) == ([], {})


def test_his_operator_has_it_on_the_card_from_the_first_ring(called: Called, alice: User, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = alice
    call = called.state.calls[CALL]
    assert pictures.card(Replica(called.state, 1, Day("UTC", NOON)), call, masked=False)["name"] == "Мария"
    page = views._card(request, CALL, call, called.state).content.decode()
    assert "Мария" in page
    assert "Press 1 or 2: 1 → Your number" in page
    full = alice.has_perm(SEE_FULL_NUMBERS)
    assert (TYPED in page, "8912•••••67" in page) == (full, not full)
    assert PIN not in page


def test_the_records_tell_the_same_and_mask_it_in_the_story_too(called: Called) -> None:
    project(called.turns)
    call = Call.objects.get()
    with translation.override("en"):
        plain, masked = (document(call, all_names() | story_names(call), masked=one) for one in (False, True))
    assert plain["menu"] == {
        "steps": ["Press 1 or 2: 1 → Your number", "By what was typed: known"],
        "variables": {"phone": TYPED},
    }
    titles = [line["text"].split(" — ")[0] for line in plain["story"] if line["fact"] == "FlowStepped"]
    assert titles[1].startswith(f"Voice menu: Ask for digits: Your number: {TYPED}:")
    for made, seen in ((plain, True), (masked, False)):
        assert (TYPED in json.dumps(made, default=str)) is seen
        assert PIN not in json.dumps(made, default=str)
    assert "8912•••••67" in json.dumps(masked, default=str, ensure_ascii=False)


def test_the_call_s_page_has_it(called: Called, bob: User, sign_in: Callable[[User], Client]) -> None:
    project(called.turns)
    page = sign_in(bob).get(reverse("call", args=[CALL])).content.decode()
    assert "Press 1 or 2: 1 → Your number" in page
    assert "<dt>phone</dt>" in page
    assert PIN not in page


def test_the_api_tells_it_masked_without_the_scope_for_numbers(called: Called, bob: User) -> None:
    project(called.turns)
    for scopes, shown in ((("calls:read", "numbers:full"), TYPED), (("calls:read",), "8912•••••67")):
        answer = Program(bob, *scopes).get(f"calls/{CALL}", accept_language="en")
        assert answer.json()["menu"] == {
            "steps": ["Press 1 or 2: 1 → Your number", "By what was typed: known"],
            "variables": {"phone": shown},
        }


def test_the_wall_s_picture_masks_what_was_typed(called: Called) -> None:
    made = Replica(called.state, 1, Day("UTC", NOON))
    for masked, shown in ((False, TYPED), (True, "8912•••••67")):
        row = pictures.call_row(made, CALL, masked)
        assert row is not None
        assert row["variables"] == {"phone": shown}


def test_events_for_other_programs_mask_it(called: Called) -> None:
    stepped = [fact for turn in called.turns for fact in turn.out if isinstance(fact, FlowStepped) and fact.typed]
    assert [fact.typed for fact in stepped] == [TYPED]
    assert mask({"typed": TYPED}) == {"typed": "8912•••••67"}


def test_a_node_that_is_gone_is_called_by_its_id(called: Called) -> None:
    call = called.state.calls[CALL]
    Flow.objects.update(nodes={})
    assert way.of_live(call, masked=False).steps == ["menu1: 1"]
