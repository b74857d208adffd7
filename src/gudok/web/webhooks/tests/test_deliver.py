"""One subscription's line, step by step, against a real HTTP server and a real journal."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from aiohttp import web
from asgiref.sync import sync_to_async
from django.utils import timezone

from gudok.edges.journal.sqlite import SqliteJournal
from gudok.web.audit.models import AuditEntry
from gudok.web.news.actions import tell
from gudok.web.record.tests.world import World, missed_then_talked
from gudok.web.record.times import moment
from gudok.web.webhooks import actions
from gudok.web.webhooks.address import session
from gudok.web.webhooks.deliver import Deliverer, Line, Pace
from gudok.web.webhooks.models import Delivery, Subscription

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)


class Receiver:
    """Takes events; `answers` are given one after the other, then 200."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.ids: list[str] = []
        self.answers: list[web.Response] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.got.append(msgspec.json.decode(await request.read()))
        self.ids.append(request.headers["webhook-id"])
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    app.router.add_post("/elsewhere", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A played call, in a journal."""
    played = missed_then_talked()
    journal = SqliteJournal(tmp_path / "journal.sqlite3")
    journal.append(played.turns)
    journal.close()
    return played


def subscribe(receiver: Receiver, **values: Any) -> Subscription:
    return Subscription.objects.create(name="CRM", url=receiver.url, **values)


@contextlib.asynccontextmanager
async def line(tmp_path: Path, row: Subscription, private: bool = True, pace: Pace = Pace()) -> AsyncIterator[Line]:  # noqa: B008
    deliverer = Deliverer(tmp_path / "journal.sqlite3", private, lambda: False, pace)
    async with session(private) as client:
        made = Line(deliverer, client, row.pk)
        yield made
        made.reader.close()


async def run(made: Line) -> None:
    """Until there is nothing left to do now."""
    while await made.step():
        pass


async def test_events_arrive_in_order_each_once(tmp_path: Path, world: World, receiver: Receiver) -> None:
    row = await sync_to_async(subscribe)(receiver, kinds=["call.came", "call.connected", "call.ended"])
    async with line(tmp_path, row) as made:
        await run(made)
    assert [one["type"] for one in receiver.got] == ["call.came", "call.connected", "call.ended"]
    assert receiver.got[1]["operator"] == "o2"
    assert {one["queue"] for one in receiver.got[1:]} == {"q1"}
    async with line(tmp_path, row) as made:
        await run(made)
    assert len(receiver.got) == 3, "another process begins where this one stopped"
    assert await sync_to_async(Delivery.objects.filter(sent=True).count)() == 3


async def test_numbers_are_masked_unless_the_subscription_may_have_them(
    tmp_path: Path, world: World, receiver: Receiver
) -> None:
    for full in (False, True):
        row = await sync_to_async(subscribe)(receiver, kinds=["call.came"], full_numbers=full)
        async with line(tmp_path, row) as made:
            await run(made)
    assert receiver.got[0]["data"]["caller"]["number"] == "+7912•••••89"
    assert receiver.got[1]["data"]["caller"]["number"] == "+79123456789"


async def test_a_failure_holds_the_rest_back_and_is_tried_again_later_and_later(
    tmp_path: Path, world: World, receiver: Receiver
) -> None:
    row = await sync_to_async(subscribe)(receiver, kinds=["call"])
    receiver.answers = [
        web.Response(status=500, text="no"),
        web.Response(status=302, headers={"Location": "/elsewhere"}),
    ]
    waits = []
    async with line(tmp_path, row) as made:
        for _ in range(2):
            await run(made)
            await row.arefresh_from_db()
            waits.append((row.next_at - timezone.now()).total_seconds())
            await Subscription.objects.aupdate(next_at=timezone.now())
        assert len(set(receiver.ids)) == 1, "the same event, with the same id, and no other before it"
        await run(made)
    assert 3.5 < waits[0] < 6.1
    assert 7 < waits[1] < 12.1
    await row.arefresh_from_db()
    assert (row.attempt, row.failing_since) == (0, None)
    first = await Delivery.objects.order_by("id").afirst()
    assert first is not None
    assert (first.attempts, first.sent) == (3, True)
    assert receiver.got[2]["type"] == "call.came"


async def test_the_receivers_wish_to_wait_is_heard(tmp_path: Path, world: World, receiver: Receiver) -> None:
    row = await sync_to_async(subscribe)(receiver, kinds=["call"])
    receiver.answers = [web.Response(status=429, headers={"Retry-After": "120"})]
    async with line(tmp_path, row) as made:
        await run(made)
    await row.arefresh_from_db()
    assert row.next_at > timezone.now() + timedelta(seconds=115)


@pytest.mark.parametrize("how", ["gone", "long"])
async def test_after_long_failure_or_gone_it_is_switched_off_with_an_alert(
    tmp_path: Path, world: World, receiver: Receiver, how: str
) -> None:
    since = timezone.now() - timedelta(days=4) if how == "long" else None
    row = await sync_to_async(subscribe)(receiver, kinds=["call"], failing_since=since, attempt=9)
    receiver.answers = [web.Response(status=410 if how == "gone" else 500)]
    async with line(tmp_path, row) as made:
        await run(made)
        assert not await made.step()
    await row.arefresh_from_db()
    assert row.state == "given_up"
    assert await AuditEntry.objects.filter(verb="webhook.given_up").aexists()
    last = await sync_to_async(actions.save_subscription)(None, row, {"active": True}, 0)
    assert (last.state, last.attempt) == ("works", 0)
    async with line(tmp_path, row) as made:
        await run(made)
    assert receiver.got[-1]["type"] == "call.ended", "it goes on where it stopped"


async def test_one_event_is_sent_again_on_demand_also_when_switched_off(
    tmp_path: Path, world: World, receiver: Receiver
) -> None:
    row = await sync_to_async(subscribe)(receiver, kinds=["call.came"])
    async with line(tmp_path, row) as made:
        await run(made)
        await Subscription.objects.aupdate(active=False)
        delivery = await Delivery.objects.select_related("subscription").aget()
        await sync_to_async(actions.send_again)(None, delivery)
        await run(made)
    assert receiver.ids == [delivery.event] * 2
    assert receiver.got[0] == receiver.got[1]


async def test_private_addresses_are_not_called(tmp_path: Path, world: World, receiver: Receiver) -> None:
    for url in (receiver.url, receiver.url.replace("127.0.0.1", "localhost")):
        row = await sync_to_async(subscribe)(receiver, kinds=["call"])
        await Subscription.objects.filter(pk=row.pk).aupdate(url=url)
        async with line(tmp_path, row, private=False) as made:
            await run(made)
    assert receiver.got == []
    answers = await sync_to_async(lambda: list(Delivery.objects.values_list("answer", flat=True)))()
    assert all("private" in answer for answer in answers), answers


async def test_what_has_gathered_can_be_left_out(tmp_path: Path, world: World, receiver: Receiver) -> None:
    row = await sync_to_async(subscribe)(receiver, kinds=["call"])
    await sync_to_async(actions.skip_to)(None, row, world.turns[-1].n)
    async with line(tmp_path, row) as made:
        await run(made)
    assert receiver.got == []


async def test_a_new_one_begins_after_the_turn_that_is_the_last(
    tmp_path: Path, world: World, receiver: Receiver
) -> None:
    ended = next(turn.n for turn in world.turns if any(type(said).__name__ == "CallEnded" for said in turn.out))
    values = {"name": "new", "url": receiver.url, "kinds": ["call.ended"]}
    row = await sync_to_async(actions.save_subscription)(None, None, values, ended)
    async with line(tmp_path, row) as made:
        await run(made)
    assert receiver.got == []


async def test_alerts_come_between_the_calls_in_the_order_of_time_and_once(
    tmp_path: Path, world: World, receiver: Receiver
) -> None:
    row = await sync_to_async(subscribe)(receiver, kinds=["call.came", "alert", "call.ended"])
    middle = world.turns[len(world.turns) // 2].came.at
    for kind in ("alert.began", "alert.ended"):
        await sync_to_async(tell)(kind, {"text": "Sales"}, queue="q1", at=moment(middle))
    async with line(tmp_path, row) as made:
        await run(made)
    assert [one["type"] for one in receiver.got] == ["call.came", "alert.began", "alert.ended", "call.ended"]
    assert receiver.got[1] == {
        "id": "evt_n1", "type": "alert.began", "at": middle, "call": "", "queue": "q1", "operator": "",
        "data": {"text": "Sales"},
    }  # fmt: skip
    await sync_to_async(tell)("alert.began", {}, queue="q2")
    async with line(tmp_path, row) as made:
        await run(made)
    assert receiver.ids == list(dict.fromkeys(receiver.ids)), "another process begins where this one stopped"
    assert receiver.ids[-1] == "evt_n3"


async def test_an_alert_that_is_not_taken_holds_the_rest_back(tmp_path: Path, world: World, receiver: Receiver) -> None:
    row = await sync_to_async(subscribe)(receiver, kinds=["alert"])
    for _ in range(2):
        await sync_to_async(tell)("alert.began", {})
    receiver.answers = [web.Response(status=500)]
    async with line(tmp_path, row) as made:
        await run(made)
        await Subscription.objects.aupdate(next_at=timezone.now())
        await run(made)
    assert receiver.ids == ["evt_n1", "evt_n1", "evt_n2"]


async def test_who_wants_no_alerts_passes_them_over(tmp_path: Path, world: World, receiver: Receiver) -> None:
    await sync_to_async(tell)("alert.began", {})
    row = await sync_to_async(subscribe)(receiver, kinds=["call.offered"], turn=world.turns[-1].n)
    async with line(tmp_path, row) as made:
        await run(made)
    await row.arefresh_from_db()
    assert (row.turn, row.news, receiver.got) == (world.turns[-1].n, 1, [])
    fresh = await sync_to_async(actions.save_subscription)(None, None, {"name": "new", "url": receiver.url}, 0)
    assert fresh.news == 1, "a new one begins after what was told"
