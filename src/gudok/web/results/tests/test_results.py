from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import AsyncClient
from django.utils import timezone

from gudok.core.words import ResultAsked
from gudok.edges.bus.unix import Answer, Ping, serve
from gudok.web.api.tests.helpers import Program
from gudok.web.audit.models import AuditEntry
from gudok.web.record.models import Call, CallResult, Leg, Name
from gudok.web.results.queries import choices, results_of
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue, ResultSet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from django.test import Client

    from gudok.core.words import AnyInput
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ROWS = [
    {"code": "zakaz", "group": "", "name": "Order", "callback": False},
    {"code": "brak", "group": "Complaint", "name": "Quality", "callback": False},
]


@pytest.fixture
async def asked() -> AsyncIterator[list[Any]]:
    """What the engine was asked; it agrees to everything but the result «nonsense»."""
    found: list[Any] = []

    async def answer(what: AnyInput | Ping) -> Answer:
        if isinstance(what, Ping):
            return Answer(True)
        found.append(what)
        return Answer(True) if getattr(what, "result", "") != "nonsense" else Answer(False, "unknown_result")

    server = await serve(settings.DATA.engine_socket, answer)
    yield found
    server.close()
    settings.DATA.engine_socket.unlink(missing_ok=True)


def talked(call: str, agent: str, queue: str = "") -> Call:
    made = Call.objects.create(id=call, arrived_at=NOON, shown="+7 912 345-67-89", queue=queue, agent=agent)
    Leg.objects.create(call=made, n=1, agent=agent, rang_at=NOON, answered_at=NOON)
    return made


async def tell(user: User, call: str, **values: str) -> Any:
    client = AsyncClient()
    await client.aforce_login(user)
    return await client.post(f"/results/{call}", values, headers={"Accept": "application/json"})


async def test_alice_tells_what_her_talk_came_to(alice: User, asked: list[Any]) -> None:
    me = alice.operator.core_id
    await _aio(talked, "c1", me)
    assert (await tell(alice, "c1", result="r1-zakaz")).json() == {"ok": True, "reason": "", "again": False}
    assert asked == [ResultAsked(0, me, me, "c1", "r1-zakaz")]
    refused = (await tell(alice, "c1", result="nonsense")).json()
    assert (refused["ok"], refused["again"]) == (False, False)
    assert refused["reason"]


async def test_others_talks_are_not_alices_but_a_supervisors(alice: User, bob: User, asked: list[Any]) -> None:
    await _aio(talked, "c2", "o999")
    assert (await tell(alice, "c2", agent="o999", result="r1-zakaz")).status_code == 403
    assert (await tell(alice, "c2", result="r1-zakaz")).status_code == 403
    assert (await tell(bob, "c2", agent="o999", result="r1-zakaz")).json()["ok"]
    assert asked == [ResultAsked(0, "o999", str(bob), "c2", "r1-zakaz")]


async def test_a_call_that_only_rang_has_no_result(alice: User, asked: list[Any]) -> None:
    me = alice.operator.core_id
    call = await _aio(talked, "c3", me)
    await _aio(call.legs.update, answered_at=None)
    assert (await tell(alice, "c3", result="r1-zakaz")).status_code == 403
    assert asked == []


async def test_without_an_engine_nothing_is_told_saved(alice: User) -> None:
    await _aio(talked, "c4", alice.operator.core_id)
    told = (await tell(alice, "c4", result="r1-zakaz")).json()
    assert (told["ok"], told["again"]) == (False, True)


async def _aio(work: Callable[..., Any], *args: Any, **values: Any) -> Any:
    from asgiref.sync import sync_to_async

    return await sync_to_async(work)(*args, **values)


def test_the_choices_are_those_of_the_queue_and_all_for_a_queue_that_has_none() -> None:
    made = save_row(None, ResultSet, None, {"name": "Sales", "results": ROWS})
    other = save_row(None, ResultSet, None, {"name": "Service", "results": ROWS[:1]})
    queue = save_row(None, Queue, None, {"name": "Q", "result_set": other})
    assert [one.id for one in choices(queue.core_id)] == [f"r{other.pk}-zakaz"]
    assert [one.whole for one in choices("")][:2] == ["Order", "Complaint: Quality"]
    assert len(choices("q999")) == 3
    assert choices(made.code) == choices("")


def test_owed_results_are_shown_to_who_owes_them(alice: User, bob: User, sign_in: Callable[[User], Client]) -> None:
    me = alice.operator.core_id
    talked("c5", me)
    CallResult.objects.create(call="c5", agent=me, at=NOON)
    page = sign_in(alice).get("/results/owed").content.decode()
    assert 'data-result-of="c5"' in page
    assert sign_in(bob).get("/results/owed").status_code == 403
    CallResult.objects.update(result="r1-zakaz")
    assert "c5" not in sign_in(alice).get("/results/owed").content.decode()


def test_the_calls_page_shows_and_filters_results(alice: User, bob: User, sign_in: Callable[[User], Client]) -> None:
    me = alice.operator.core_id
    Name.objects.create(id="r1-zakaz", name="Sold-it")
    Name.objects.create(id=me, name="Alice Operator")
    save_row(None, ResultSet, None, {"name": "Sales", "results": ROWS})
    for call, result in (("c6", "r1-zakaz"), ("c7", "")):
        talked(call, me)
        CallResult.objects.create(call=call, agent=me, result=result, at=NOON)
        Call.objects.filter(pk=call).update(result=result, ended_at=NOON)
    client = sign_in(bob)
    every = client.get("/calls/").content.decode()
    assert "/calls/c6/" in every
    assert "/calls/c7/" in every
    told = client.get("/calls/?told=r1-zakaz").content.decode()
    assert "/calls/c6/" in told
    assert "/calls/c7/" not in told
    owed = client.get("/calls/?told=owed").content.decode()
    assert "/calls/c6/" not in owed
    assert "/calls/c7/" in owed
    page = client.get("/calls/c6/").content.decode()
    assert "Sold-it" in page
    assert 'name="result"' in page
    [exported] = client.get("/calls/c6/story.json").json()["results"]
    assert (exported["operator"], exported["result"]) == ("Alice Operator", "Sold-it")
    assert [one.owed for one in results_of(Call.objects.get(pk="c7"))] == [True]


def told_calls(me: str) -> None:
    """Three calls of today: a complaint about delivery, an order, and one without its result."""
    save_row(None, ResultSet, None, {"name": "Sales", "results": ROWS})
    names = {"r1-zakaz": "Order", "r1-brak": "Complaint: Quality", "r1-late": "Complaint: Delivery", me: "Alice"}
    for id_, name in names.items():
        Name.objects.create(id=id_, name=name)
    for call, result in (("g1", "r1-brak"), ("g2", "r1-zakaz"), ("g3", "")):
        talked(call, me)
        CallResult.objects.create(call=call, agent=me, result=result, at=timezone.now())
        Call.objects.filter(pk=call).update(result=result, ended_at=NOON, name="=Анна")


def test_bob_narrows_to_a_result_with_all_its_sub_results(
    alice: User, bob: User, sign_in: Callable[[User], Client]
) -> None:
    told_calls(alice.operator.core_id)
    client = sign_in(bob)

    def shown(told: str) -> list[str]:
        return [call.pk for call, _, _ in client.get("/calls/", {"told": told}).context["rows"]]

    assert shown("group:Complaint") == ["g1"]
    assert shown("r1-brak") == ["g1"]
    assert shown("owed") == ["g3"]
    assert sorted(shown("group:Nothing")) == ["g1", "g2", "g3"], "no such choice"
    page = client.get("/calls/").content.decode()
    assert '<optgroup label="Complaint">' in page
    assert 'href="/calls/?told=owed"' in page
    assert 'href="/calls/?told=owed"' not in sign_in(alice).get("/calls/").content.decode()


def test_the_list_goes_to_a_file_with_results_and_without_formulas(
    alice: User, bob: User, sign_in: Callable[[User], Client]
) -> None:
    told_calls(alice.operator.core_id)
    assert sign_in(alice).get("/calls/export/").status_code == 403
    rows = sign_in(bob).get("/calls/export/", {"told": "group:Complaint"}).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("g1;2026-01-05")
    assert "'=Анна" in rows[1]
    assert rows[1].endswith("Complaint: Quality")
    assert AuditEntry.objects.get(verb="calls.exported").after == {"rows": 1}


def test_programs_ask_for_calls_by_their_result(alice: User, bob: User) -> None:
    told_calls(alice.operator.core_id)
    program = Program(bob, "calls:read")
    for told, ids in (("group:Complaint", ["g1"]), ("owed", ["g3"]), ("r1-zakaz", ["g2"]), ("nothing", [])):
        assert [item["id"] for item in program.get(f"calls?told={told}").json()["items"]] == ids
