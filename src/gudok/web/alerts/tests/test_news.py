"""An alert's life is told to other programs, each step once and in order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.core.words import CallerGone
from gudok.web.alerts import actions
from gudok.web.alerts.models import Alert, AlertRule, Mute
from gudok.web.audit.models import AuditEntry
from gudok.web.news.models import News

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.alerts.tests.conftest import Day

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return list(News.objects.values_list("kind", flat=True))


def test_begun_worsened_seen_ended(day: Day, bob: User) -> None:
    AlertRule.objects.create(kind="nobody", bad=1, enabled=False)
    day.call("c1")
    day.wait(55)
    alert = Alert.objects.get()
    assert actions.see(bob, alert.pk)
    assert not actions.see(bob, alert.pk), "once"
    day.wait(60)
    day.come(CallerGone(day.now, "c1"))
    day.wait(1)
    assert told() == ["alert.began", "alert.seen", "alert.worsened", "alert.ended"]
    began, seen, worsened, ended = News.objects.all()
    assert (began.n, ended.n) == (1, 4)
    assert {row.queue for row in News.objects.all()} == {"q1"}
    assert began.data["text"].startswith("Sales: "), "in the words of the installation's language"
    assert (began.data["level"], worsened.data["level"], seen.data["by"]) == ("warn", "bad", "Bob Supervisor")
    assert ended.data["ended_at"] - ended.data["began_at"] > 60_000
    assert ended.data["alert"] == began.data["alert"] == str(alert.pk)
    assert AuditEntry.objects.filter(verb="alert.seen", actor=bob).count() == 1


def test_what_is_muted_begins_in_silence_until_the_time_is_over(day: Day, bob: User) -> None:
    AlertRule.objects.create(kind="nobody", bad=1, delay_s=0, mail=True)
    day.call("c1")
    day.wait(2)
    alert = Alert.objects.get()
    assert alert.letter_due
    actions.mute(bob, alert, timezone.now() + timedelta(hours=1))
    assert not Alert.objects.get().letter_due
    day.come(CallerGone(day.now, "c1"))
    day.wait(1)
    day.call("c2")
    day.wait(2)
    again = Alert.objects.get(ended_at=None)
    assert not again.letter_due
    assert News.objects.filter(kind="alert.began").last().data["muted"] is True  # type: ignore[union-attr]
    assert actions.unmute(bob, again)
    assert not actions.unmute(bob, again), "once"
    assert told() == ["alert.began", "alert.muted", "alert.ended", "alert.began", "alert.unmuted"]
    assert not Mute.objects.exists()
    assert list(AuditEntry.objects.filter(verb__startswith="alert.").values_list("verb", flat=True).order_by("id")) == [
        "alert.muted",
        "alert.unmuted",
    ]


def test_a_queue_that_is_gone_ends_its_alert_and_says_so(day: Day) -> None:
    day.call("c1")
    day.wait(10)
    actions.end_others(set(), timezone.now())
    assert told()[-1] == "alert.ended"
