from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from gudok.web.record.models import Call, Leg
from gudok.web.scripts import actions
from gudok.web.scripts.begin import beginning
from gudok.web.setup.actions import save_row
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.scripts.models import Script

PAUSING = {"record_pause_s": 120}


@pytest.fixture
def script(dave: User) -> Script:
    """The sample for sales, in use."""
    row = actions.add_script(dave, "Продажи", "ru", beginning("sales"))
    actions.put_to_use(dave, row, beginning("sales"), 1)
    row.refresh_from_db()
    return row


@pytest.fixture
def sales(script: Script) -> Queue:
    """The queue that brings it up."""
    return save_row(None, Queue, None, {"name": "Продажи", "script": script, **PAUSING})


@pytest.fixture
def call(alice: User, sales: Queue) -> str:
    """A call that alice had."""
    had: dict[str, Any] = {"queue": sales.core_id, "agent": alice.operator.core_id, "number": "+79123456789"}
    row = Call.objects.create(
        pk="c0000000000a1", arrived_at=timezone.now(), shown="+7 912 345-67-89", name="Мария", **had
    )
    Leg.objects.create(call=row, n=1, agent=alice.operator.core_id, rang_at=timezone.now())
    return row.pk
