"""The watch on a played journal: alerts begin, worsen, are seen, end, and survive its death."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.core.words import CallerGone
from gudok.web.alerts.models import Alert, AlertRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.alerts.tests.conftest import Day

pytestmark = pytest.mark.django_db


def open_now() -> dict[str, str]:
    return {row.kind: row.level for row in Alert.objects.filter(ended_at=None)}


def test_somebody_waits_and_nobody_is_ready(day: Day) -> None:
    day.wait(2)
    assert open_now() == {}
    day.call("c1")
    day.wait(4)
    assert open_now() == {}
    day.wait(3)
    assert open_now() == {"nobody": "bad"}
    day.wait(45)
    assert open_now() == {"nobody": "bad", "wait": "warn"}
    day.wait(60)
    assert open_now() == {"nobody": "bad", "wait": "bad"}
    day.come(CallerGone(day.now, "c1"))
    day.wait(1)
    assert open_now() == {}
    worst = Alert.objects.get(kind="wait")
    assert (worst.level, worst.value > 100, worst.subject) == ("bad", True, "q1")


def test_the_engine_is_away(day: Day) -> None:
    day.wait(12, alive=False)
    assert open_now() == {"engine": "bad"}
    day.wait(1)
    assert open_now() == {}


def test_an_alert_goes_on_over_the_watchs_death_and_is_one(day: Day) -> None:
    day.call("c1")
    day.wait(10)
    before = Alert.objects.get()
    day.watch = day.new_watch()
    day.wait(5)
    assert Alert.objects.get() == before
    day.come(CallerGone(day.now, "c1"))
    day.watch = day.new_watch()
    day.wait(1)
    assert open_now() == {}


def test_own_thresholds_and_none_at_all(day: Day) -> None:
    AlertRule.objects.create(kind="nobody", enabled=False)
    AlertRule.objects.create(kind="wait", warn=5, bad=None, delay_s=0)
    day.call("c1")
    day.wait(8)
    assert open_now() == {"wait": "warn"}


def test_seen_once_it_is_silent_until_it_worsens(day: Day, bob: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(bob)
    day.call("c1")
    day.wait(55)
    told = {one["text"]: one for one in client.get("/alerts/now/").json()["alerts"]}
    assert {one["level"] for one in told.values()} == {"bad", "warn"}
    for one in told.values():
        assert client.post(f"/alerts/{one['id']}/see/").status_code == 302
    assert all(one["seen"] for one in client.get("/alerts/now/").json()["alerts"])
    day.wait(60)
    assert [one["seen"] for one in client.get("/alerts/now/").json()["alerts"]].count(False) == 1


def test_a_senior_hears_of_the_own_queues_only(
    day: Day, bob: User, set_role: Callable[[User, str], None], sign_in: Callable[[User], Client]
) -> None:
    set_role(bob, "senior")
    day.call("c1")
    day.wait(10)
    assert sign_in(bob).get("/alerts/now/").json() == {"alerts": []}
