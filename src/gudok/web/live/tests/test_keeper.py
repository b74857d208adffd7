"""A stream ends within seconds when its session, its person or its rights do."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.test import AsyncClient, Client

from gudok.web.accounts.entry.actions import end_session
from gudok.web.accounts.models import Entry
from gudok.web.api.actions import make_token, revoke_token
from gudok.web.live import keeper
from gudok.web.setup.actions import save_person, save_row
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from gudok.web.accounts.models import User
    from gudok.web.conftest import TwoTeams

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 6.0
"""Seconds: thrice the time between two looks."""


async def listen(client: AsyncClient, path: str, **headers: str) -> asyncio.Task[float]:
    """A listener to a stream that has begun; its result is when the stream ended."""
    response = await client.get(path, headers=headers)
    assert response["Content-Type"] == "text/event-stream", response.content
    body: Any = response.streaming_content  # type: ignore[attr-defined]
    begun = asyncio.Event()

    async def hear() -> float:
        async for _ in body:
            begun.set()
        return time.monotonic()

    task = asyncio.create_task(hear())
    await asyncio.wait_for(begun.wait(), 10)
    return task


async def entered(user: User) -> AsyncClient:
    client = AsyncClient()
    await client.aforce_login(user)
    session = await client.asession()
    await Entry.objects.acreate(user=user, session=str(session.session_key), how="password", agent="")
    return client


async def ends(task: asyncio.Task[float]) -> float:
    """Seconds from now to the stream's end."""
    now = time.monotonic()
    return await asyncio.wait_for(task, SOON) - now


async def ended(user: User) -> None:
    await sync_to_async(lambda: end_session(user, user.entries.get()))()


async def signed_out(user: User) -> None:
    await Session.objects.all().adelete()


async def deactivated(user: User) -> None:
    await sync_to_async(save_person)(None, user.pk, {"is_active": False, "roles": ["supervisor"]})


async def demoted(user: User) -> None:
    await sync_to_async(save_person)(None, user.pk, {"roles": ["senior"]})


@pytest.mark.parametrize("happens", [ended, signed_out, deactivated, demoted])
async def test_bobs_wall_ends_in_seconds(happens: Callable[[User], Awaitable[None]], bob: User, dave: User) -> None:
    his, hers = await listen(await entered(bob), "/live/wall"), None
    if happens is not signed_out:
        hers = await listen(await entered(dave), "/live/wall")
    await happens(bob)
    assert await ends(his) < 2 * keeper.EVERY
    if hers:
        assert not hers.done()
        hers.cancel()


async def test_what_does_not_concern_them_ends_no_stream(
    bob: User, dave: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "EVERY", 0.1)
    wall = await listen(await entered(bob), "/live/wall")
    await sync_to_async(save_row)(dave, Queue, None, {"name": "Продажи"})
    await sync_to_async(save_person)(dave, dave.pk, {"roles": ["administrator", "head"]})
    await sync_to_async(save_person)(dave, bob.pk, {"full_name": "Bob Renamed", "roles": ["supervisor"]})
    await asyncio.sleep(0.6)
    assert not wall.done()
    wall.cancel()


async def test_another_reach_of_the_team_ends_its_leads_wall(two_teams: TwoTeams, bob: User, dave: User) -> None:
    from gudok.web.accounts.models import Team
    from gudok.web.staff.actions import save_team

    wall = await listen(await entered(bob), "/live/wall")
    team = await Team.objects.aget(name="Продажи")
    values = {"name": "Продажи", "leads": [bob], "queues": [two_teams.support], "members": [two_teams.alice]}
    await sync_to_async(save_team)(dave, team, values)
    assert await ends(wall) < 2 * keeper.EVERY


async def test_a_revoked_token_hears_no_more(bob: User) -> None:
    values = {"name": "CRM", "person": bob, "scopes": ["live:read"], "days": None}
    token, text = await sync_to_async(make_token)(None, values)
    events = await listen(AsyncClient(), "/api/v1/events", Authorization=f"Bearer {text}")
    await sync_to_async(revoke_token)(bob, token)
    assert await ends(events) < 2 * keeper.EVERY


def test_one_look_at_many_streams_is_a_handful_of_questions(bob: User, django_assert_max_num_queries: Any) -> None:
    client = Client()
    client.force_login(bob)
    given = keeper.issue(bob.pk, str(client.session.session_key))
    many = {given._replace(session=str(n)) for n in range(499)} | {given}
    looking = keeper.Keeper()
    looking._over({given})
    with django_assert_max_num_queries(5):
        assert looking._over(many) == many - {given}
