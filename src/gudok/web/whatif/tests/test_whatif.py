from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from gudok.twin.change import Change
from gudok.twin.figures import ALL
from gudok.web.audit.models import AuditEntry
from gudok.web.record.models import AgentSpell, Call, Leg, Name
from gudok.web.whatif import actions
from gudok.web.whatif.models import Exam, Trial
from gudok.web.whatif.outcome import read
from gudok.web.whatif.player import Player

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User
    from gudok.web.setup.models import Queue

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
NINE = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Moscow"))
TALK, WRAPUP = timedelta(minutes=4), timedelta(seconds=30)


@pytest.fixture
def queue(alice: User) -> Queue:
    """On Monday alice works alone from nine to eleven and is called every three minutes: each talk lasts four."""
    from gudok.web.setup.models import Queue

    row: Queue = Queue.objects.create(name="Продажи", sl_seconds=20, wrapup_s=30)
    agent = alice.operator.core_id
    alice.operator.queues.add(row)
    Name.objects.create(id=row.core_id, name="Продажи")
    free = NINE
    for n in range(30):
        came = NINE + timedelta(minutes=3 * n)
        waits, patience = max(timedelta(0), free - came), timedelta(minutes=5)
        answered = waits < patience
        call = Call.objects.create(
            pk=f"w{n}", arrived_at=came, queue=row.core_id, wait_ms=int(min(waits, patience).total_seconds() * 1000),
            answered_at=came + waits if answered else None, ended_at=came + min(waits, patience) + TALK,
            talk_ms=240_000 if answered else 0, end="operator_hung_up" if answered else "abandoned",
        )  # fmt: skip
        if answered:
            began, ended = came + waits, came + waits + TALK
            Leg.objects.create(
                call=call, n=1, agent=agent, rang_at=began, answered_at=began, ended_at=ended, outcome="talked"
            )
            for m, (mode, start, end) in enumerate([
                ("ready", free, began), ("talking", began, ended), ("wrapup", ended, ended + WRAPUP)
            ]):  # fmt: skip
                AgentSpell.objects.create(
                    agent=agent, mode=mode, call=call.pk, turn=10 * n + m, began_at=start, ended_at=end
                )
            free = ended + WRAPUP
    return row


def played(trial: Trial) -> Trial:
    Player(lambda: False).round()
    trial.refresh_from_db()
    return trial


def test_a_second_operator_answers_more_of_mondays_calls(
    queue: Queue, bob: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(bob)
    page = client.get(f"/whatif/?date={MONDAY}")
    assert page.context["calls"] == 30
    form = {"replay": "1", "volume": "100", "runs": "5", f"{queue.core_id}-more": "1"}
    answer = client.post(f"/whatif/?date={MONDAY}", form)
    trial = Trial.objects.get()
    assert answer.headers["Location"] == f"/whatif/{trial.pk}/"
    assert AuditEntry.objects.get(verb="whatif.asked").actor == bob
    assert "hx-get" in client.get(f"/whatif/{trial.pk}/").content.decode()

    trial = played(trial)
    assert (trial.state, trial.done) == ("done", 100), trial.error
    found = read(trial.outcome).scopes[ALL]
    assert found["calls"].first.mean == found["calls"].second.mean == 30
    assert found["lost"].first.mean > 0.1
    assert found["level"].second.mean > found["level"].first.mean + 0.3
    text = client.get(f"/whatif/{trial.pk}/").content.decode()
    assert text.count("<svg") >= 6
    assert "hx-get" not in text.partition("<main")[2]
    queue.refresh_from_db()
    assert queue.operators.count() == 1, "nothing of it is saved to the set-up"


def test_another_algorithm_is_played_by_the_same_core(
    queue: Queue, bob: User, sign_in: Callable[[User], Client]
) -> None:
    """With the newest first those who give up are others: as many calls, other waits."""
    client = sign_in(bob)
    form = {"replay": "1", "volume": "100", "runs": "5", f"{queue.core_id}-order": "lifo",
            f"{queue.core_id}-algorithm": "fewest-calls"}  # fmt: skip
    client.post(f"/whatif/?date={MONDAY}", form)
    trial = played(Trial.objects.get())
    assert (trial.state, trial.done) == ("done", 100), trial.error
    assert trial.change["rules"][queue.core_id]["order"] == {"algorithm": "lifo"}
    found = read(trial.outcome).scopes[ALL]
    assert found["calls"].first.mean == found["calls"].second.mean == 30
    assert found["p50"].second.mean < found["p50"].first.mean
    text = client.get(f"/whatif/{trial.pk}/").content.decode()
    assert "Какой вызов первым → Сначала новые" in text


def test_the_twin_comes_near_to_a_day_it_plays_again(queue: Queue) -> None:
    exam = Player(lambda: False).examine(MONDAY)
    assert exam.calls == 30
    assert exam.passed, (exam.real, exam.played)
    assert abs(exam.real["level"] - exam.played["level"][0]) < 0.05


def test_the_page_warns_of_a_twin_that_is_far_off(queue: Queue, bob: User, sign_in: Callable[[User], Client]) -> None:
    exam = Player(lambda: False).examine(MONDAY)
    client = sign_in(bob)
    assert "alert-danger" not in client.get(f"/whatif/?date={MONDAY}").content.decode()
    exam.played["level"] = [exam.real["level"] + 0.2, 0.01]
    Exam.objects.filter(pk=exam.pk).update(played=exam.played, passed=False)
    assert "alert-danger" in client.get(f"/whatif/?date={MONDAY}").content.decode()


def test_a_day_without_calls_is_no_exam(db: None) -> None:
    exam = Player(lambda: False).examine(MONDAY)
    assert (exam.calls, exam.passed) == (0, True)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"more": "x"}, "more"), ({"ring": "1"}, "ring"), ({"wrapup": "99999"}, "wrapup"), ({"also": "q0"}, "also")],
)
def test_an_impossible_change_is_told_by_its_field(
    queue: Queue, bob: User, sign_in: Callable[[User], Client], change: dict[str, str], field: str
) -> None:
    form = {"replay": "1", "volume": "100", "runs": "5", **{f"{queue.core_id}-{k}": v for k, v in change.items()}}
    page = sign_in(bob).post(f"/whatif/?date={MONDAY}", form)
    assert list(page.context["change"].errors) == [f"{queue.core_id}-{field}"]
    assert not Trial.objects.exists()


def test_that_days_calls_cannot_be_more(queue: Queue, bob: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(bob).post(f"/whatif/?date={MONDAY}", {"replay": "1", "volume": "120", "runs": "5"})
    assert list(page.context["change"].errors) == ["volume"]
    answer = sign_in(bob).post(f"/whatif/?date={MONDAY}", {"replay": "", "volume": "120", "runs": "5"})
    assert answer.status_code == 302
    assert Trial.objects.get().change == {"volume": 120}


def test_today_is_not_over_yet(bob: User, sign_in: Callable[[User], Client]) -> None:
    page = sign_in(bob).get("/whatif/?date=2999-01-01")
    assert "date" in page.context["form"].errors


def test_stopped_is_not_played(queue: Queue, bob: User, sign_in: Callable[[User], Client]) -> None:
    trial = actions.ask(bob, MONDAY, Change(more={queue.core_id: 1}), replay=True, runs=5)
    sign_in(bob).post(f"/whatif/{trial.pk}/stop/")
    assert played(trial).state == "stopped"
    assert not actions.begin(trial)


def test_a_worker_takes_up_what_another_had_begun(queue: Queue, bob: User) -> None:
    trial = actions.ask(bob, MONDAY, Change(), replay=True, runs=5)
    assert actions.begin(trial)
    actions.begin_again()
    assert played(trial).state == "done"
    assert all(row.change.mean == 0 for row in read(trial.outcome).scopes[ALL].values()), "nothing differs from itself"


def test_only_who_sees_the_whole_centre_may_ask(alice: User, charlie: User, sign_in: Callable[[User], Client]) -> None:
    for user in (alice, charlie):
        assert sign_in(user).get("/whatif/").status_code == 403
        assert sign_in(user).post("/whatif/", {"runs": "5"}).status_code == 403
