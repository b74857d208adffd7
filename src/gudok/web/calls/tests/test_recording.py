from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import AsyncClient
from django.utils import timezone

from gudok.web.audit.models import AuditEntry
from gudok.web.calls.ranges import requested
from gudok.web.record.models import Call, Leg

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
SOUND = bytes(range(256)) * 4
URL = "/calls/c0123456789ab/recording/1/"


@pytest.fixture
def leg(alice: User) -> Leg:
    record = "2026/01/01/c0123456789ab-0001"
    flac = settings.DATA.recordings / f"{record}.flac"
    flac.parent.mkdir(parents=True, exist_ok=True)
    flac.write_bytes(SOUND)
    flac.with_suffix(".json").write_text('{"ms":1000}')
    now = timezone.now()
    call = Call.objects.create(pk="c0123456789ab", arrived_at=now)
    return Leg.objects.create(
        call=call, n=1, agent=alice.operator.core_id, rang_at=now, answered_at=now, record=record, recording="ready"
    )


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", (0, 999)), ("bytes=0-", (0, 999)), ("bytes=10-19", (10, 19)), ("bytes=990-5000", (990, 999)),
        ("bytes=-100", (900, 999)), ("bytes=-5000", (0, 999)), ("bytes=1000-", None), ("bytes=20-10", None),
        ("bytes=a-b", (0, 999)), ("bytes=-", (0, 999)), ("bytes=0-1,5-6", (0, 999)), ("bytes=-0", None),
    ],
)  # fmt: skip
def test_ranges(header: str, part: tuple[int, int] | None) -> None:
    assert requested(header, 1000) == part


async def listen(user: User, header: str = "") -> tuple[Any, bytes]:
    client = AsyncClient()
    await client.aforce_login(user)
    response: Any = await client.get(URL, headers={"Range": header} if header else {})
    body = b"".join([block async for block in response.streaming_content]) if response.streaming else response.content
    return response, body


@pytest.mark.django_db(transaction=True)
async def test_bob_listens_to_the_whole(leg: Leg, bob: User) -> None:
    response, body = await listen(bob)
    assert (response.status_code, body, response.headers["Content-Type"]) == (200, SOUND, "audio/flac")
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.django_db(transaction=True)
async def test_bob_jumps(leg: Leg, bob: User) -> None:
    response, body = await listen(bob, "bytes=256-511")
    assert (response.status_code, body) == (206, SOUND[256:512])
    assert response.headers["Content-Range"] == "bytes 256-511/1024"
    assert response.headers["Content-Length"] == "256"


@pytest.mark.django_db(transaction=True)
async def test_nobody_jumps_behind_the_end(leg: Leg, bob: User) -> None:
    response, _ = await listen(bob, "bytes=5000-")
    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */1024")


@pytest.mark.django_db(transaction=True)
async def test_listening_is_written_down_once_a_sitting(leg: Leg, bob: User, alice: User) -> None:
    for header in ("bytes=0-", "bytes=100-", ""):
        await listen(bob, header)
    await listen(alice)
    entries = [entry async for entry in AuditEntry.objects.order_by("pk").values_list("actor_name", "verb")]
    assert entries == [("Bob Supervisor", "recording.listened"), ("Alice Operator", "recording.listened")]


@pytest.mark.django_db(transaction=True)
async def test_strangers_charlie_and_other_operators_hear_nothing(leg: Leg, charlie: User, alice: User) -> None:
    assert (await AsyncClient().get(URL)).status_code == 302
    assert (await listen(charlie))[0].status_code == 403
    await Leg.objects.aupdate(agent="o999")
    assert (await listen(alice))[0].status_code == 404
    assert not await AuditEntry.objects.aexists()


def test_peaks(leg: Leg, bob: User, charlie: User, sign_in: Callable[[User], Client]) -> None:
    url = "/calls/c0123456789ab/peaks/1/"
    assert sign_in(bob).get(url).json() == {"ms": 1000}
    assert sign_in(charlie).get(url).status_code == 403
    Leg.objects.update(recording="running")
    assert sign_in(bob).get(url).status_code == 404
