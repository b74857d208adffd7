"""What is watched besides the queues: each kind from its cause to its alert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation

from gudok.core.words import CallerGone, Reachable, ReadyAsked, StrayFound
from gudok.web.alerts import measures
from gudok.web.alerts.mended import Mended
from gudok.web.alerts.models import Alert, AlertRule
from gudok.web.alerts.queries import shown
from gudok.web.alerts.rules import KINDS
from gudok.web.alerts.stuck import HOURS, STAGE, Standstill
from gudok.web.alerts.words import ACTIONS, KIND_NAMES, UNITS
from gudok.web.record.models import Leg
from gudok.web.record.times import moment
from gudok.web.setup.models import Trunk
from gudok.web.trunks import state as trunks
from gudok.web.webhooks.models import Subscription

if TYPE_CHECKING:
    from gudok.web.alerts.tests.conftest import Day

pytestmark = pytest.mark.django_db

SHOWN = """
 trunk-1-account/sip:old.example:5060     trunk-1-abcd   {word}    (exp. 200s)
"""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_kind_has_words_and_a_cure(language: str) -> None:
    with translation.override(language):
        assert KIND_NAMES.keys() == ACTIONS.keys() == KINDS.keys()
        said = {str(text) for text in (*KIND_NAMES.values(), *ACTIONS.values())}
        assert all(said)
        assert {kind.unit for kind in KINDS.values()} - {""} == UNITS.keys()
        if language == "ru":
            assert not any(text.isascii() for text in said)


def open_now() -> dict[str, str]:
    return {f"{row.kind}{row.subject}": row.level for row in Alert.objects.filter(ended_at=None)}


def test_a_trunk_that_lost_its_registration(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    trunk = Trunk.objects.create(name="City", host="old.example", user="u", secret="s")
    Trunk.objects.create(name="By address", host="192.0.2.1", kind=Trunk.Kind.ADDRESS)
    says: list[Any] = ["Registered"]

    def console(command: str) -> str:
        if says[0] is OSError:
            raise OSError
        return SHOWN.replace("trunk-1", f"trunk-{trunk.pk}").format(word=says[0])

    monkeypatch.setattr(trunks, "console", console)
    monkeypatch.setattr(trunks, "log_tail", lambda: "")
    day.wait(60)
    assert open_now() == {}
    says[0] = "Rejected"
    day.wait(29)
    assert open_now() == {}
    day.wait(17)
    assert open_now() == {f"trunkt{trunk.pk}": "bad"}
    says[0] = OSError
    day.wait(16)
    assert open_now() == {f"trunkt{trunk.pk}": "bad"}, "nobody can ask: it stays as it was"
    day.watch = day.new_watch()
    day.wait(10)
    assert Alert.objects.count() == 1
    with translation.override("en"):
        assert shown(Alert.objects.get()).text == "City: The trunk is down"
    says[0] = "Registered"
    day.wait(16)
    assert open_now() == {}


def test_a_call_that_rings_for_ever_and_a_timer_that_was_missed(day: Day) -> None:
    day.come(Reachable(day.now, "o1", True))
    day.come(ReadyAsked(day.now, "o1", "o1"))
    day.call("c1")
    still = Standstill()
    assert still.look(day.state, day.now) == []
    late = day.now + STAGE
    assert still.look(day.state, late) == ["timers"], "the timer of the ring has run out long ago"
    assert still.look(day.state, late + 1) == ["Alice", "c1", "timers"]


def test_what_moves_on_is_not_stuck_however_long_the_day(day: Day) -> None:
    day.call("c1")
    still = Standstill()
    for _ in range(700):
        day.later(1)
        assert still.look(day.state, day.now) == []


def test_a_wait_of_hours(day: Day) -> None:
    day.call("c1")
    assert "c1" in Standstill().look(day.state, day.now + HOURS + 1)


def test_stuck_begins_and_ends_with_names(day: Day) -> None:
    AlertRule.objects.create(kind="nobody", bad=1, enabled=False)
    AlertRule.objects.create(kind="wait", bad=1, enabled=False)
    day.call("c1")
    late = min(day.state.timers.values()) + 31_000
    day.now = late
    day.project()
    for _ in range(12):
        day.now += 1000
        day.watch.round(True)
    [row] = Alert.objects.filter(ended_at=None)
    assert (row.kind, row.name, row.value) == ("stuck", "timers", 1)
    day.wait(2)
    assert open_now() == {}, "the timer ran out after all"


def test_differences_that_were_mended_are_counted_for_ten_minutes(day: Day) -> None:
    for n in range(3):
        day.call(f"c{n}")
        day.come(CallerGone(day.now, f"c{n}", lost=True))
    day.come(StrayFound(day.now, "ch-stray"))
    day.wait(1)
    assert open_now() == {"mended": "warn"}
    day.watch = day.new_watch()
    day.wait(1)
    assert open_now() == {"mended": "warn"}, "the next watch counts them again"
    assert Alert.objects.get().value == 4
    day.later(600)
    day.wait(1)
    assert open_now() == {}
    assert Mended().count(day.now) == 0


def test_rows_that_lag(day: Day) -> None:
    day.project()
    day.come(Reachable(day.now, "o1", True))
    for _ in range(45):
        day.now += 1000
        day.watch.round(True)
    assert open_now() == {"lag": "warn"}
    day.project()
    for _ in range(6):
        day.now += 1000
        day.watch.round(True)
    assert open_now() == {}


def test_recordings_that_failed(day: Day) -> None:
    ended = moment(day.now)
    made = {"agent": "o1", "rang_at": ended, "record": "x"}
    Leg.objects.create(call_id="c1", n=1, ended_at=ended, recording=Leg.Recording.LOST, **made)
    Leg.objects.create(call_id="c2", n=1, ended_at=ended, recording=Leg.Recording.READY, **made)
    day.wait(1)
    assert open_now() == {"recording": "warn"}
    Leg.objects.create(call_id="c3", n=1, ended_at=ended, recording=Leg.Recording.RUNNING, **made)
    assert counted(day, 0) == 1
    assert counted(day, 601) == 2
    assert counted(day, 3601) == 1
    Leg.objects.all().delete()
    day.wait(6)
    assert open_now() == {}


def counted(day: Day, seconds: int) -> float:
    found = measures.of_rows(day.watch.reader, day.now + seconds * 1000)
    return next(measure.value for measure in found if measure.kind == "recording")


def test_a_webhook_that_fails_and_is_given_up(day: Day) -> None:
    since = moment(day.now - 13 * 60_000)
    row = Subscription.objects.create(name="CRM", url="https://crm.example/", attempt=3, failing_since=since)
    day.wait(1)
    assert open_now() == {}
    day.later(120)
    day.wait(1)
    assert open_now() == {f"webhookw{row.pk}": "warn"}
    Subscription.objects.update(active=False, given_up="gone")
    day.wait(6)
    assert open_now() == {f"webhookw{row.pk}": "bad"}
    Subscription.objects.update(active=True, given_up="", attempt=0, failing_since=None)
    day.wait(6)
    assert open_now() == {}
