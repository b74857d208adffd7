from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gudok.web.record.models import Call, Leg, Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SAMPLES = "[[1767614400000, 5, 4, 42, 437]]"


def test_the_quality_of_an_own_call_is_kept_and_shown_in_its_story(
    alice: User, sign_in: Callable[[User], Client]
) -> None:
    call = Call.objects.create(id="c1", arrived_at=NOON)
    Leg.objects.create(call=call, n=1, agent=alice.operator.core_id, rang_at=NOON)
    client = sign_in(alice)
    for _ in range(2):
        assert client.post("/desk/line/c1", {"samples": SAMPLES}).json() == {"kept": 1}
    page = client.get("/calls/c1/").content.decode()
    assert "MOS 4,4" in page
    assert "gk-line-chart" in page


def test_nothing_is_kept_of_somebody_elses_call_or_of_nonsense(alice: User, sign_in: Callable[[User], Client]) -> None:
    call = Call.objects.create(id="c2", arrived_at=NOON)
    client = sign_in(alice)
    assert client.post("/desk/line/c2", {"samples": SAMPLES}).status_code == 403
    Leg.objects.create(call=call, n=1, agent=alice.operator.core_id, rang_at=NOON)
    assert client.post("/desk/line/c2", {"samples": "[[1]]"}).status_code == 400
    assert not Line.objects.exists()
