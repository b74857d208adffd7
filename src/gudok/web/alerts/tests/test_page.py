"""The page of alerts: its living part, who may silence what, and the list of what is over."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.alerts import actions
from gudok.web.alerts.models import Alert, Mute
from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.conftest import TwoTeams

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}
"""How the page's script asks."""


@pytest.fixture
def client(bob: User, sign_in: Callable[[User], Client]) -> Client:
    bob.language = "en"
    bob.save()
    return sign_in(bob)


def alert(kind: str = "engine", subject: str = "", **fields: object) -> Alert:
    return Alert.objects.create(
        **{"kind": kind, "subject": subject, "level": "bad", "value": 1, "began_at": timezone.now()} | fields
    )


def mark(client: Client) -> str:
    found = re.search('data-mark="(.*?)"', client.get("/alerts/board/").content.decode())
    assert found
    return found[1]


def test_the_living_part_comes_only_when_it_is_another(client: Client) -> None:
    first = mark(client)
    assert client.get(f"/alerts/board/?mark={first}").status_code == 204
    row = alert()
    said = client.get(f"/alerts/board/?mark={first}")
    assert "The engine does not answer" in said.content.decode()
    now = mark(client)
    assert mark(client) == now, "a form's token makes no difference"
    told = client.post(f"/alerts/{row.pk}/see/", headers=SCRIPT).content.decode()
    assert "seen by Bob Supervisor at" in told
    assert mark(client) != now


def test_muted_with_name_and_time_and_without_going_on_too(client: Client, bob: User) -> None:
    row = alert()
    assert client.post(f"/alerts/{row.pk}/mute/", {"minutes": "7"}).status_code == 400
    said = client.post(f"/alerts/{row.pk}/mute/", {"minutes": "60"}, headers=SCRIPT).content.decode()
    assert "muted by Bob Supervisor, till today" in said or "till tomorrow" in said
    assert [one["seen"] for one in client.get("/alerts/now/").json()["alerts"]] == [True]
    actions.end_others(set(), timezone.now())
    said = client.get("/alerts/board/").content.decode()
    assert "Muted, and not going on now" in said
    assert client.post(f"/alerts/{row.pk}/mute/", {"minutes": "0"}).status_code == 302
    assert "Muted" not in client.get("/alerts/board/").content.decode()
    verbs = AuditEntry.objects.filter(actor=bob, verb__startswith="alert.").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == ["alert.muted", "alert.unmuted"]


def test_a_part_of_the_centre_cannot_silence_the_whole(two_teams: TwoTeams, client: Client) -> None:
    own, others = alert("wait", two_teams.sales.core_id), alert("wait", two_teams.support.core_id)
    whole = alert()
    answers = [client.post(f"/alerts/{row.pk}/mute/", {"minutes": "15"}).status_code for row in (own, others, whole)]
    assert answers == [302, 404, 403]
    assert list(Mute.objects.values_list("subject", flat=True)) == [two_teams.sales.core_id]
    said = client.get("/alerts/board/").content.decode()
    assert said.count("Mute alert") == 0, "of the whole centre there is no button"


def test_what_is_over_is_found_by_kind_queue_level_and_day(client: Client) -> None:
    now = timezone.now()
    alert("wait", "q1", name="Sales", ended_at=now, level="warn")
    alert("trunk", "t1", name="City", ended_at=now, began_at=now - timedelta(days=40))

    def rows(query: str) -> list[str]:
        page = client.get(f"/alerts/?{query}").content.decode()
        return re.findall("<td>(Sales|City): ", page)

    assert rows("") == ["Sales", "City"]
    assert rows("kind=trunk") == rows("level=bad") == rows(f"until={now - timedelta(days=9):%Y-%m-%d}") == ["City"]
    assert rows(f"since={now - timedelta(days=9):%Y-%m-%d}") == ["Sales"]
    assert "Nothing found" in client.get("/alerts/?kind=disk").content.decode()
    assert rows("since=nonsense&kind=x") == ["Sales", "City"]


def test_a_watch_that_is_away_is_said(client: Client) -> None:
    assert client.get("/alerts/now/").json() == {"alerts": []}, "before the very first look nothing is wrong"
    actions.looked(timezone.now() - timedelta(seconds=20))
    assert client.get("/alerts/now/").json() == {"alerts": []}
    actions.looked(timezone.now() - timedelta(seconds=40))
    assert client.get("/alerts/now/").json()["alerts"][0]["text"] == "Alerts are not watched"
    assert "worker does not answer" in client.get("/alerts/board/").content.decode()
