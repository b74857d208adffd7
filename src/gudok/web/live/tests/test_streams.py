from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import AsyncClient

from gudok.web.live import views

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


async def listen(user: User, path: str, **headers: str) -> list[tuple[str, Any]]:
    """The events of a stream until it ends."""
    client = AsyncClient()
    await client.aforce_login(user)
    response = await client.get(path, headers=headers)
    assert response["Content-Type"] == "text/event-stream"
    body = response.streaming_content  # type: ignore[attr-defined]
    data = b"".join([chunk async for chunk in body]).decode()
    found = []
    for block in data.split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((fields["event"], json.loads(fields["data"])))
    return [event for event in found if event[0] != "beat"]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LIFE", 0.2)


async def test_a_stream_begins_with_the_picture_and_asks_to_come_again(alice: User) -> None:
    events = await listen(alice, "/live/desk")
    assert [kind for kind, _ in events] == ["picture", "again"]
    assert events[0][1]["me"]["agent"]["id"] == alice.operator.core_id


async def test_a_stream_resumes_after_the_last_event(bob: User) -> None:
    (_, picture), _ = await listen(bob, "/live/wall")
    for path, headers in (
        ("/live/wall", {"Last-Event-ID": str(picture["n"])}),
        (f"/live/wall?since={picture['n']}", {}),
    ):
        assert [kind for kind, _ in await listen(bob, path, **headers)] == ["system", "again"]


@pytest.mark.parametrize("since", ["²", "-1", "1.5", "x", "9" * 5000])
async def test_a_stream_that_resumes_from_no_turn_begins_with_the_picture(bob: User, since: str) -> None:
    assert [kind for kind, _ in await listen(bob, f"/live/wall?since={since}")] == ["picture", "again"]


async def test_masked_people_hear_masked_topics(alice: User) -> None:
    alice.hide_numbers = True
    await alice.asave()
    assert [kind for kind, _ in await listen(alice, "/live/desk")] == ["picture", "again"]


@pytest.mark.parametrize(("name", "path"), [("alice", "/live/wall"), ("charlie", "/live/desk"), ("bob", "/live/desk")])
async def test_a_stream_is_refused_to_those_who_may_not(
    alice: User, bob: User, charlie: User, name: str, path: str
) -> None:
    client = AsyncClient()
    await client.aforce_login({"alice": alice, "bob": bob, "charlie": charlie}[name])
    assert (await client.get(path)).status_code == 403
