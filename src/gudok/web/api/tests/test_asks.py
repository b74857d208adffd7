"""Asks reach the engine as the operator's own, or with the right as a supervisor's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.test import AsyncClient

from gudok.core.ranking.agents.own import Manual
from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import (
    Ask,
    CallArrived,
    Caller,
    Configured,
    DialAsked,
    HoldAsked,
    PauseAsked,
    PickAsked,
    Reachable,
    ReadyAsked,
    ResultAsked,
    TelephonyUp,
    TransferAsked,
)
from gudok.core.words.supervise import CloseQueueAsked, ForceAsked
from gudok.edges.bus.unix import Answer, Askable, Ping, serve
from gudok.web.api.actions import make_token
from gudok.web.api.resources import picks
from gudok.web.api.resources.asks import ASKS
from gudok.web.api.resources.supervise import TABLE
from gudok.web.api.scopes import SCOPES
from gudok.web.audit.models import AuditEntry
from gudok.web.live.day import Day
from gudok.web.live.replica import Replica
from gudok.web.record.models import Leg
from gudok.web.supervise.powers import POWERS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gudok.core.words import AnyInput
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Engine:
    """What was asked, and the answers to give one after the other."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.answers: list[Answer] = []


@pytest.fixture
async def engine() -> AsyncIterator[Engine]:
    made = Engine()

    async def answer(what: AnyInput | Ping) -> Answer:
        if isinstance(what, Ping):
            return Answer(True)
        made.asked.append(what)
        return made.answers.pop(0) if made.answers else Answer(True)

    server = await serve(settings.DATA.engine_socket, answer)
    yield made
    server.close()
    settings.DATA.engine_socket.unlink(missing_ok=True)


async def post(person: User, path: str, body: Any = None, key: str = "") -> Any:
    text = (await sync_to_async(make_token)(None, {"name": "CTI", "person": person, "scopes": list(SCOPES)}))[1]
    return await post_with(text, path, body, key)


async def post_with(text: str, path: str, body: Any = None, key: str = "") -> Any:
    headers = {"Authorization": f"Bearer {text}"} | ({"Idempotency-Key": key} if key else {})
    return await AsyncClient().post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


async def test_an_operators_own_asks(alice: User, engine: Engine) -> None:
    me = alice.operator.core_id
    assert (await post(alice, f"operators/{me}/pause", {"reason": "lunch"})).status_code == 200
    assert (await post(alice, f"operators/{me}/hold")).status_code == 200
    assert (await post(alice, f"operators/{me}/transfer", {"kind": "queue", "to": "q2"})).status_code == 200
    assert engine.asked == [
        PauseAsked(0, me, me, "lunch"),
        HoldAsked(0, me, me),
        TransferAsked(0, me, me, "queue", "q2"),
    ]


async def test_a_call_is_picked_over_the_api_and_a_late_one_is_told_why(alice: User, bob: User, engine: Engine) -> None:
    me = alice.operator.core_id
    assert (await post(alice, f"operators/{me}/pick", {"call": "c7"})).status_code == 200
    assert (await post(bob, f"operators/{me}/pick", {"call": "c8"})).status_code == 200
    assert engine.asked == [PickAsked(0, me, me, "c7"), PickAsked(0, me, "Bob Supervisor", "c8")]
    engine.answers.append(Answer(False, "picked_by_another"))
    late = await post(alice, f"operators/{me}/pick", {"call": "c7"})
    assert (late.status_code, late.json()["reason"]) == (409, "picked_by_another")
    assert (await post(alice, f"operators/{me}/pick", {})).status_code == 422


async def test_the_list_of_calls_to_pick_is_the_operators_own_and_masked(
    alice: User, bob: User, charlie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = alice.operator.core_id
    state = State()
    sales = Queue("q1", "Продажи", algorithm=Manual())
    for came in (
        Configured(1, Settings(1, (sales,), (Number("*", "q1"),), (Operator(me, "Алиса", "operator-1", ("q1",)),))),
        TelephonyUp(2),
        Reachable(3, me, up=True),
        ReadyAsked(4, me, me),
        CallArrived(5, "c7", "ch-c7", "1", Caller("+79123456789", "+7 912 345-67-89", vip=True), 5),
    ):
        step(state, came)

    async def replica() -> Replica:
        return Replica(state, 5, Day("UTC", 5))

    monkeypatch.setattr(picks, "replica", replica)

    async def listed(person: User, without: str = "") -> Any:
        scopes = [scope for scope in SCOPES if scope != without]
        text = (await sync_to_async(make_token)(None, {"name": "CRM", "person": person, "scopes": scopes}))[1]
        headers = {"Authorization": f"Bearer {text}"}
        return await AsyncClient().get(f"/api/v1/operators/{me}/picks", headers=headers)

    (row,) = (await listed(bob)).json()["calls"]
    assert (row["id"], row["number"], row["queue"], row["vip"], row["kind"]) == (
        "c7", "+7 912 345-67-89", "Продажи", True, "call",
    )  # fmt: skip
    (masked,) = (await listed(alice, without="numbers:full")).json()["calls"]
    assert masked["number"] == "+7 912 •••-••-89"
    assert (await listed(charlie)).status_code == 403


async def test_nobody_asks_for_another_without_the_right(alice: User, bob: User, engine: Engine) -> None:
    assert (await post(alice, "operators/o999/hold")).status_code == 403
    assert (await post(bob, "operators/o999/hold")).status_code == 404
    assert engine.asked == []


async def test_a_supervisor_asks_for_an_operator_who_is_told_and_it_is_audited(
    alice: User, bob: User, engine: Engine
) -> None:
    her = alice.operator.core_id
    assert (await post(bob, f"operators/{her}/pause", {"reason": "lunch"})).status_code == 200
    assert (await post(bob, f"operators/{her}/hold")).status_code == 200
    assert engine.asked == [ForceAsked(0, her, "Bob Supervisor", "pause", "lunch"), HoldAsked(0, her, "Bob Supervisor")]
    entries = await sync_to_async(lambda: list(AuditEntry.objects.filter(verb="operator.asked")))()
    assert {entry.actor_name for entry in entries} == {"Bob Supervisor"}
    assert len(entries) == 2


async def test_a_refusal_has_its_code_and_its_words(alice: User, engine: Engine) -> None:
    engine.answers.append(Answer(False, "no_talk"))
    refused = await post(alice, f"operators/{alice.operator.core_id}/hold")
    assert (refused.status_code, refused.json()["code"], refused.json()["reason"]) == (409, "refused", "no_talk")
    assert refused.json()["detail"]


async def test_without_an_engine_nothing_has_changed(alice: User) -> None:
    down = await post(alice, f"operators/{alice.operator.core_id}/ready")
    assert (down.status_code, down.json()["code"], down.headers["Retry-After"]) == (503, "engine_down", "2")


async def test_a_number_is_dialled_once_however_often_it_is_asked(alice: User, engine: Engine) -> None:
    text = (await sync_to_async(make_token)(None, {"name": "CRM", "person": alice, "scopes": ["operators:ask"]}))[1]
    body = {"number": "8 (912) 345-67-89", "queue": "q1"}
    first = await post_with(text, "calls", body, key="order-17")
    again = await post_with(text, "calls", body, key="order-17")
    assert first.status_code == again.status_code == 202
    assert first.json() == again.json()
    (asked,) = engine.asked
    assert isinstance(asked, DialAsked)
    assert (asked.agent, asked.number, asked.queue) == (alice.operator.core_id, "+79123456789", "q1")
    assert asked.call == first.json()["call"]
    other = await post_with(text, "calls", body)
    assert other.json() != first.json()


async def test_a_supervisor_dials_for_an_operator(alice: User, bob: User, engine: Engine) -> None:
    """The audit keeps what was asked, whose number it is included."""
    done = await post(bob, "calls", {"number": "+7 912 345-67-89", "operator": alice.operator.core_id})
    assert done.status_code == 202, done.content
    entry = await AuditEntry.objects.aget(verb="operator.asked", row_id=alice.operator.core_id)
    assert entry.after["call"] == done.json()["call"]
    assert entry.after["callee"]["number"] == "+79123456789"


async def test_powers_need_their_right_and_are_audited(alice: User, bob: User, engine: Engine) -> None:
    assert (await post(alice, "queues/q1/close", {})).status_code == 403
    assert (await post(bob, "queues/q1/close", {"waiting": "part", "note": "fire"})).status_code == 200
    assert engine.asked == [CloseQueueAsked(0, "q1", "Bob Supervisor", "part", "fire")]
    assert await AuditEntry.objects.filter(verb="queue.closed", row_id="q1").aexists()


async def test_a_result_of_a_talk_is_told_by_whose_it_was(alice: User, engine: Engine) -> None:
    me = alice.operator.core_id
    body = {"call": "c0123456789ab", "result": "r1-order"}
    assert (await post(alice, f"operators/{me}/result", body)).status_code == 404
    assert engine.asked == []
    await sync_to_async(Leg.objects.create)(call_id=body["call"], n=1, agent=me, rang_at=NOW, answered_at=NOW)
    assert (await post(alice, f"operators/{me}/result", body)).status_code == 200
    assert engine.asked == [ResultAsked(0, me, me, **body)]


def test_every_ask_of_the_bus_has_its_address() -> None:
    """But for those that are a supervisor's, or only a browser's telephone's."""
    known = {word.__name__ for word in ASKS.values()} | {"ForceAsked", "SuperviseAsked", "StopSupervisingAsked"}
    words = {word.__name__ for word in get_args(Askable) if issubclass(word, Ask)}
    assert words - known <= {"ReturnAsked", "DialAsked"}, "add it to ASKS"


def test_every_power_has_its_address() -> None:
    own = {"hangup": "hang-up", "end_consult": "end-consult", "drop_customer": "drop-customer", "done": "leave"}
    asks = {own.get(name, name) for name in POWERS.keys() - TABLE.keys()}
    assert asks <= ASKS.keys(), "not a supervisor's power, so an ask of an operator, under /operators/"
