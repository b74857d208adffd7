from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from gudok.web.record.models import AgentSpell, Call, Leg, Name

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.setup.models import Queue

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Moscow"))
DATE = "date=2026-03-02"


@pytest.fixture
def monday(alice: User) -> str:
    """Alice works from nine to ten; of her queue's three calls one is late and one lost."""
    from gudok.web.setup.models import Queue

    queue = Queue.objects.create(name="Продажи", sl_seconds=20)
    operator = alice.operator.core_id
    alice.operator.queues.add(queue)
    Name.objects.create(id=queue.core_id, name="Продажи")
    Name.objects.create(id=operator, name="Alice Operator")
    for n, (minute, wait, answered) in enumerate([(1, 5_000, True), (16, 60_000, True), (17, 90_000, False)]):
        at = NINE + timedelta(minutes=minute)
        call = Call.objects.create(
            pk=f"c{n}", arrived_at=at, queue=queue.core_id, wait_ms=wait, shown=f"+7 900 000-00-0{n}",
            name=f"Caller {n}", answered_at=at + timedelta(milliseconds=wait) if answered else None,
            ended_at=at + timedelta(minutes=5), end="operator_hung_up" if answered else "abandoned",
        )  # fmt: skip
        if answered:
            Leg.objects.create(call=call, n=1, agent=operator, rang_at=at, answered_at=at, ended_at=call.ended_at)
    for turn, (mode, reason, began, ended, of) in enumerate([
        ("ready", "", 0, 1, ""), ("talking", "", 1, 6, "c0"), ("paused", "lunch", 6, 60, ""), ("away", "", 60, 90, "")
    ]):  # fmt: skip
        AgentSpell.objects.create(
            agent=operator, mode=mode, reason=reason, call=of, turn=turn,
            began_at=NINE + timedelta(minutes=began), ended_at=NINE + timedelta(minutes=ended),
        )  # fmt: skip
    return operator


def test_a_day_in_figures_and_charts(monday: str, bob: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(bob).get(f"/days/?{DATE}")
    day = page.context["sum"]
    assert (day.calls, day.answered, day.lost, day.level) == (3, 2, 1, 33)
    [(began, first), (_, second), *_] = page.context["quarters"]
    assert began == NINE
    assert (first.calls, first.level, second.calls, second.lost) == (1, 100, 2, 1)
    text = page.content.decode()
    assert "09:00–09:15" in text
    assert f"/days/{monday}/?{DATE}" in text
    assert 'width="0,' not in text, "numbers of a drawing are not written as in a text"


def test_an_operators_day_as_a_line(monday: str, bob: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(bob).get(f"/days/{monday}/?{DATE}")
    assert [bar.kind for bar in page.context["line"][0]] == ["ready", "talking", "paused"]
    assert "/calls/c0/" in page.content.decode()


def test_an_empty_day_says_so_and_a_broken_date_is_its_fields_error(
    bob: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(bob)
    assert not client.get("/days/?date=2020-01-01").context["quarters"]
    page = client.get("/days/?date=yesterday")
    assert page.status_code == 200
    assert page.context["form"].errors


def test_a_supervisor_of_one_queue_sees_no_other_ones_day(
    monday: str, bob: User, set_role: Callable[[User, str], None], sign_in: Callable[[User], Client]
) -> None:
    from gudok.web.setup.models import Queue

    set_role(bob, "senior")
    other: Queue = Queue.objects.create(name="Поддержка")
    bob.watches.add(other)
    client = sign_in(bob)
    assert client.get(f"/days/?{DATE}").context["sum"].calls == 0
    assert client.get(f"/days/{monday}/?{DATE}").status_code == 404
    bob.watches.set(Queue.objects.filter(name="Продажи"))
    assert client.get(f"/days/?{DATE}").context["sum"].calls == 3
