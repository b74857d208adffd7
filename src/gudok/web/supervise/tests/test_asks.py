"""A supervisor's asks: behind their rights, within what she sees, as the journal's words, audited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.test import AsyncClient

from gudok.core.state import State
from gudok.core.words import EndCallAsked
from gudok.core.words import supervise as words
from gudok.edges.bus.unix import Answer, Ping, serve
from gudok.web.audit.models import AuditEntry
from gudok.web.supervise import asks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gudok.core.words import AnyInput
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
Engine = tuple[list[Any], list[Answer]]


class Replica:
    state = State()


@pytest.fixture
async def engine(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Engine]:
    """An engine's door: what was asked, and the answers it gives, one after the other."""
    asked: list[Any] = []
    answers: list[Answer] = []

    async def answer(what: AnyInput | Ping) -> Answer:
        if isinstance(what, Ping):
            return Answer(True)
        asked.append(what)
        return answers.pop(0) if answers else Answer(True)

    async def replica() -> Replica:
        return Replica()

    monkeypatch.setattr(asks, "replica", replica)
    server = await serve(settings.DATA.engine_socket, answer)
    yield asked, answers
    server.close()
    settings.DATA.engine_socket.unlink(missing_ok=True)


async def ask(user: User, what: str, **values: str) -> tuple[int, dict[str, Any]]:
    client = AsyncClient()
    await client.aforce_login(user)
    response = await client.post(f"/supervise/ask/{what}", values)
    return response.status_code, json.loads(response.content) if response.status_code == 200 else {}


async def verbs() -> list[tuple[str, str]]:
    return await sync_to_async(lambda: list(AuditEntry.objects.order_by("id").values_list("actor_name", "verb")))()


async def test_what_bob_asks_reaches_the_engine_in_his_name_and_the_audit(bob: User, engine: Engine) -> None:
    for what, values in (
        ("pause", {"agent": "o1", "reason": "lunch", "note": "Отдохните"}),
        ("first", {"call": "c1"}),
        ("move", {"call": "c1", "queue": "q2"}),
        ("give", {"call": "c1", "agent": "o1"}),
        ("end", {"call": "c1"}),
        ("close", {"queue": "q1", "waiting": "part", "note": "авария"}),
        ("open", {"queue": "q1"}),
        ("message", {"kind": "all", "text": "Собрание"}),
    ):
        assert await ask(bob, what, **values) == (200, {"ok": True, "reason": ""}), what
    by = "Bob Supervisor"
    assert engine[0] == [
        words.ForceAsked(0, "o1", by, "pause", "lunch", "Отдохните"),
        words.PrioritiseAsked(0, "c1", by),
        words.MoveCallAsked(0, "c1", by, "q2"),
        words.GiveCallAsked(0, "c1", by, "o1"),
        EndCallAsked(0, "c1", by),
        words.CloseQueueAsked(0, "q1", by, "part", "авария"),
        words.OpenQueueAsked(0, "q1", by),
        words.MessageAsked(0, by, "all", "", "Собрание"),
    ]
    assert await verbs() == [
        (by, verb)
        for verb in (
            "operator.forced", "call.put_first", "call.moved", "call.given", "call.ended", "queue.closed",
            "queue.opened", "message.sent",
        )
    ]  # fmt: skip


async def test_bob_listens_with_a_telephone_of_his_own(bob: User, engine: Engine) -> None:
    client = AsyncClient()
    await client.aforce_login(bob)
    told = json.loads((await client.post("/supervise/telephone")).content)
    assert told["browser"] is True
    assert json.loads((await client.post("/supervise/telephone")).content) == told
    phone = json.loads((await client.post("/supervise/phone")).content)
    assert phone["name"] == f"operator-{bob.pk}"
    assert phone["password"]
    engine[0].clear()
    for how in ("listen", "whisper", "barge", "take"):
        assert (await ask(bob, how, call="c1"))[0] == 200
    assert [one.how for one in engine[0]] == ["listen", "whisper", "barge", "take"]
    assert {(one.agent, one.by) for one in engine[0]} == {(told["id"], told["id"])}
    assert [verb for _, verb in await verbs()][-4:] == ["talk.listened", "talk.whispered", "talk.joined", "talk.taken"]


async def test_a_talk_she_took_over_is_hers_as_any_operators_is(bob: User, engine: Engine) -> None:
    client = AsyncClient()
    await client.aforce_login(bob)
    me = json.loads((await client.post("/supervise/telephone")).content)["id"]
    engine[0].clear()
    for what in ("hold", "resume", "swap", "join", "end_consult", "drop_customer", "complete", "hangup"):
        assert (await ask(bob, what))[0] == 200, what
    assert (await ask(bob, "consult", kind="queue", to="q1"))[0] == 200
    assert (await ask(bob, "transfer", kind="number", to="+79160000001"))[0] == 200
    assert [type(one).__name__ for one in engine[0]] == [
        "HoldAsked", "ResumeAsked", "SwapAsked", "JoinAsked", "EndConsultAsked", "DropCustomerAsked", "CompleteAsked",
        "HangUpAsked", "ConsultAsked", "TransferAsked",
    ]  # fmt: skip
    assert {(one.agent, one.by) for one in engine[0]} == {(me, me)}
    assert [(one.kind, one.to) for one in engine[0][-2:]] == [("queue", "q1"), ("number", "+79160000001")]


async def test_a_refusal_is_told_in_words_and_not_audited(bob: User, engine: Engine) -> None:
    engine[1].append(Answer(False, "call_not_waiting"))
    assert await ask(bob, "first", call="c1") == (200, {"ok": False, "reason": "Звонок уже не ждёт в очереди."})
    assert await verbs() == []


@pytest.mark.parametrize("what", ["listen", "whisper", "barge", "take", "pause", "first", "end", "close", "message"])
async def test_operators_and_strangers_may_nothing_of_it(what: str, alice: User, charlie: User, engine: Engine) -> None:
    for person in (alice, charlie):
        assert (await ask(person, what, call="c1", agent="o1", queue="q1", kind="all", text="x"))[0] == 403
    assert engine[0] == []
    assert (
        await AsyncClient().post(f"/supervise/ask/{what}", headers={"Accept": "application/json"})
    ).status_code == 401


async def test_each_power_needs_its_own_right(alice: User, engine: Engine) -> None:
    """A senior operator listens, whispers and writes, and has none of the rest."""
    from django.contrib.auth.models import Group

    senior = await sync_to_async(Group.objects.get_or_create)(name="senior")
    await sync_to_async(alice.groups.set)([senior[0]])
    allowed = {
        what for what in asks.POWERS if (await ask(alice, what, call="c1", kind="agent", to="o1", text="x"))[0] == 200
    }
    assert {"listen", "whisper", "stop"} <= allowed
    assert not allowed & {"consult", "transfer", "swap", "join", "complete", "end_consult", "drop_customer", "hangup"}
    assert not allowed & {"barge", "take", "ready", "pause", "leave", "move", "first", "give", "end", "close", "open"}


async def test_an_unknown_power_is_not_there(bob: User, engine: Engine) -> None:
    assert (await ask(bob, "sack", agent="o1"))[0] == 404
    assert (await ask(bob, "message", kind="nobody", text="x"))[0] == 404


async def test_without_an_engine_it_is_said(bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    async def replica() -> Replica:
        return Replica()

    monkeypatch.setattr(asks, "replica", replica)
    status, told = await ask(bob, "open", queue="q1")
    assert (status, told["ok"]) == (200, False)
    assert await verbs() == []
