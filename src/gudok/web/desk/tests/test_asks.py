from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import AsyncClient, Client

from gudok.core.words import (
    CompleteAsked,
    ConsultAsked,
    DropCustomerAsked,
    EndConsultAsked,
    HoldAsked,
    JoinAsked,
    PauseAsked,
    PickAsked,
    ReadyAsked,
    SwapAsked,
    TransferAsked,
)
from gudok.edges.bus.unix import Answer, Ping, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gudok.core.words import AnyInput
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def engine() -> AsyncIterator[tuple[list[Any], list[Answer]]]:
    """An engine's door: what was asked, and the answers it gives, one after the other."""
    asked: list[Any] = []
    answers: list[Answer] = []

    async def answer(what: AnyInput | Ping) -> Answer:
        if isinstance(what, Ping):
            return Answer(True)
        asked.append(what)
        return answers.pop(0) if answers else Answer(True)

    server = await serve(settings.DATA.engine_socket, answer)
    yield asked, answers
    server.close()
    settings.DATA.engine_socket.unlink(missing_ok=True)


async def ask(user: User, what: str, **values: str) -> dict[str, Any]:
    client = AsyncClient()
    await client.aforce_login(user)
    response = await client.post(f"/desk/ask/{what}", values)
    assert response.status_code == 200
    return json.loads(response.content)


async def test_asks_reach_the_engine_as_the_operators_own(alice: User, engine: tuple[list[Any], list[Answer]]) -> None:
    me = alice.operator.core_id
    for what, values in (
        ("ready", {}),
        ("pause", {"reason": "lunch"}),
        ("hold", {}),
        ("transfer", {"kind": "queue", "to": "q2"}),
    ):
        assert await ask(alice, what, **values) == {"ok": True, "reason": ""}
    assert engine[0] == [
        ReadyAsked(0, me, me),
        PauseAsked(0, me, me, "lunch"),
        HoldAsked(0, me, me),
        TransferAsked(0, me, me, "queue", "q2"),
    ]


async def test_asks_of_two_lines(alice: User, engine: tuple[list[Any], list[Answer]]) -> None:
    me = alice.operator.core_id
    for kind, to in (("agent", "o2"), ("queue", "q2"), ("number", "+79161112233")):
        assert (await ask(alice, "consult", kind=kind, to=to))["ok"]
    assert (await ask(alice, "transfer", kind="number", to="+79161112233"))["ok"]
    for what in ("swap", "join", "complete", "end_consult", "drop_customer"):
        assert (await ask(alice, what))["ok"]
    assert engine[0] == [
        ConsultAsked(0, me, me, "agent", "o2"),
        ConsultAsked(0, me, me, "queue", "q2"),
        ConsultAsked(0, me, me, "number", "+79161112233"),
        TransferAsked(0, me, me, "number", "+79161112233"),
        SwapAsked(0, me, me),
        JoinAsked(0, me, me),
        CompleteAsked(0, me, me),
        EndConsultAsked(0, me, me),
        DropCustomerAsked(0, me, me),
    ]


async def test_alice_picks_a_call_and_is_told_calmly_that_a_colleague_has_it(
    alice: User, charlie: User, engine: tuple[list[Any], list[Answer]]
) -> None:
    me = alice.operator.core_id
    assert await ask(alice, "pick", call="c7") == {"ok": True, "reason": ""}
    assert engine[0] == [PickAsked(0, me, me, "c7")]
    engine[1].append(Answer(False, "picked_by_another"))
    assert await ask(alice, "pick", call="c7") == {"ok": False, "reason": "Этот звонок уже у коллеги."}
    client = AsyncClient()
    await client.aforce_login(charlie)
    assert (await client.post("/desk/ask/pick", {"call": "c7"})).status_code == 403
    assert len(engine[0]) == 2


async def test_a_refusal_is_told_in_words(alice: User, engine: tuple[list[Any], list[Answer]]) -> None:
    engine[1].append(Answer(False, "operator_not_ready", {"to": "o2"}))
    told = await ask(alice, "transfer", kind="agent", to="o2")
    assert not told["ok"]
    assert told["reason"].endswith(".")
    assert "_" not in told["reason"]


async def test_without_an_engine_the_person_is_told_that_nothing_changed(alice: User) -> None:
    told = await ask(alice, "ready")
    assert not told["ok"]
    assert told["reason"]


def test_an_ask_needs_the_token_against_forged_requests(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post("/desk/ask/ready").status_code == 403


def test_unknown_asks_and_other_peoples_desks_are_refused(alice: User, bob: User, charlie: User) -> None:
    for user, status in ((alice, 404), (bob, 403), (charlie, 403)):
        client = Client()
        client.force_login(user)
        assert client.post("/desk/ask/fly").status_code == status
    assert Client().post("/desk/ask/ready").status_code == 401
