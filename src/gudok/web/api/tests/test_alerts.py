from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.alerts.models import Alert, Mute
from gudok.web.api.tests.helpers import Program
from gudok.web.audit.models import AuditEntry
from gudok.web.news.models import News

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.conftest import TwoTeams

pytestmark = pytest.mark.django_db


def alert(kind: str, subject: str = "", **fields: object) -> Alert:
    return Alert.objects.create(
        **{"kind": kind, "subject": subject, "level": "bad", "value": 1, "began_at": timezone.now()} | fields
    )


def test_alerts_are_listed_and_seen(bob: User, alice: User) -> None:
    over, here = alert("wait", "q1", value=95, ended_at=timezone.now()), alert("engine")
    program = Program(bob, "live:read", "supervise")
    assert [row["id"] for row in program.get("live/alerts").json()["items"]] == [str(here.pk), str(over.pk)]
    (row,) = program.get("live/alerts?state=open").json()["items"]
    assert (row["kind"], row["queue"], row["seen_at"], row["seen_by"], row["unit"]) == ("engine", "", None, "", "")
    assert row["text"]
    assert row["action"]
    assert program.post(f"live/alerts/{here.pk}/see").status_code == 204
    (row,) = program.get("live/alerts?state=open").json()["items"]
    assert (bool(row["seen_at"]), row["seen_by"]) == (True, "Bob Supervisor")
    assert Program(alice, "live:read").get("live/alerts").status_code == 403


def test_filtered_by_kind_queue_and_level(bob: User) -> None:
    one, two = alert("wait", "q1"), alert("wait", "q2", level="warn")
    alert("trunk", "t1", name="City")
    program = Program(bob, "live:read")

    def ids(query: str) -> list[str]:
        return [row["id"] for row in program.get(f"live/alerts?{query}").json()["items"]]

    assert ids("kind=wait") == [str(two.pk), str(one.pk)]
    assert ids("kind=wait&level=bad") == ids("queue=q1") == [str(one.pk)]
    assert program.get("live/alerts?kind=nonsense").status_code == 422
    (row,) = program.get("live/alerts?kind=trunk").json()["items"]
    assert (row["subject"], row["queue"]) == ("t1", "")
    assert row["text"].startswith("City: ")


def test_muted_for_a_while_and_told_aloud_again(bob: User) -> None:
    row = alert("wait", "q1")
    reader, program = Program(bob, "live:read"), Program(bob, "live:read", "supervise")
    assert reader.post(f"live/alerts/{row.pk}/mute", {"minutes": 30}).status_code == 403, "reading is not muting"
    assert program.post(f"live/alerts/{row.pk}/mute", {"minutes": 0}).status_code == 422
    assert program.post(f"live/alerts/{row.pk}/mute", {"minutes": 30}).status_code == 204
    assert program.get("live/alerts").json()["items"][0]["muted_until"]
    assert program.post(f"live/alerts/{row.pk}/unmute").status_code == 204
    assert not Mute.objects.exists()
    assert AuditEntry.objects.filter(verb="alert.muted", actor=bob).exists()
    assert list(News.objects.values_list("kind", flat=True)) == ["alert.muted", "alert.unmuted"]


def test_a_part_of_the_centre_cannot_silence_the_whole(two_teams: TwoTeams, bob: User) -> None:
    own, others = alert("wait", two_teams.sales.core_id), alert("wait", two_teams.support.core_id)
    whole = alert("engine")
    program = Program(bob, "live:read", "supervise")
    answers = [program.post(f"live/alerts/{row.pk}/mute", {"minutes": 5}).status_code for row in (own, others, whole)]
    assert answers == [204, 404, 403]
