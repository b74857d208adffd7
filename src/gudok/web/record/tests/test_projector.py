"""The projector's promises: each turn exactly once, whatever the batches and however often it dies."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from gudok.core.words import Caller
from gudok.web.people.models import Customer
from gudok.web.record import projector
from gudok.web.record.batch import Batch
from gudok.web.record.models import AgentSpell, Call, CallEvent, Cursor, Leg, Name
from gudok.web.record.projector import GapError, RacedError, position, project
from gudok.web.record.tests.world import NOON, World, batches, busy_hour, missed_then_talked
from gudok.web.record.times import between, moment

pytestmark = pytest.mark.django_db

TABLES: tuple[type[models.Model], ...] = (Call, CallEvent, Leg, AgentSpell, Name, Cursor)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything the projector wrote, without the keys the database gave."""
    return {
        table.__name__: [_plain(row) for row in table._default_manager.order_by(*_order(table)).values()]
        for table in TABLES
    }


def _order(table: type[models.Model]) -> tuple[str, ...]:
    return {"CallEvent": ("turn", "place"), "Leg": ("call", "n"), "AgentSpell": ("agent", "turn")}.get(
        table.__name__, ("pk",)
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not (name == "id" and isinstance(value, int))}


def seconds(at: Any) -> float:
    return between(moment(NOON), at) / 1000


def test_a_call_with_a_missed_offer_and_a_talk() -> None:
    project(missed_then_talked().turns)
    call = Call.objects.get()
    assert (call.number, call.shown, call.name, call.vip, call.did) == (
        "+79123456789", "+7 912 345-67-89", "Мария", True, "74951234567",
    )  # fmt: skip
    assert (call.queue, call.agent, call.end) == ("q1", "o2", "caller_hung_up")
    assert (seconds(call.arrived_at), seconds(call.answered_at), seconds(call.ended_at)) == (10, 32, 60)
    assert (call.wait_ms, call.talk_ms) == (22_000, 28_000)


def test_each_attempt_is_a_leg() -> None:
    project(missed_then_talked().turns)
    first, second = Leg.objects.all()
    assert (first.agent, first.outcome, first.answered_at, first.recording) == ("o1", "missed", None, "none")
    assert (second.agent, second.outcome, seconds(second.answered_at)) == ("o2", "talked", 32)
    assert (second.recording, second.record) == ("running", "2026/01/01/c0000000000a1-0002")


def test_the_story_has_every_line_with_its_reason() -> None:
    project(missed_then_talked().turns)
    told = [(event.fact, event.code) for event in Call.objects.get().events.all()]
    assert told == [
        ("CallCame", "unknown_caller"), ("CallQueued", "vip_first"), ("CallOffered", "longest_idle"),
        ("LegEnded", "offer_missed"), ("CallQueued", "offer_missed"), ("CallOffered", "longest_idle"),
        ("CallConnected", "answered"), ("CallHeld", "asked_hold"), ("CallResumed", "asked_resume"),
        ("LegEnded", "caller_hung_up"), ("CallEnded", "caller_hung_up"),
    ]  # fmt: skip


def test_an_operators_day_is_spells_without_gaps() -> None:
    project(missed_then_talked().turns)
    spells = list(AgentSpell.objects.filter(agent="o2"))
    assert [(s.mode, seconds(s.began_at)) for s in spells] == [
        ("away", 0), ("ready", 2), ("ringing", 30), ("talking", 32), ("wrapup", 60), ("ready", 90),
    ]  # fmt: skip
    assert [s.ended_at for s in spells[:-1]] == [s.began_at for s in spells[1:]]
    assert spells[-1].ended_at is None


def test_names_come_from_the_journal() -> None:
    project(busy_hour().turns)
    assert dict(Name.objects.values_list("id", "name"))["q1"] == "Продажи"


def test_every_call_has_one_end() -> None:
    project(busy_hour().turns)
    assert dict(Call.objects.values_list("pk", "end")) == {
        "c0000000000a1": "caller_hung_up", "c0000000000b1": "telephony_lost", "c0000000000b2": "abandoned",
        "c0000000000b3": "no_route",
    }  # fmt: skip
    assert not Leg.objects.filter(ended_at=None).exists()


def test_a_hidden_number_and_a_deleted_customer_are_no_trouble() -> None:
    maria = Customer.objects.create(name="Maria")
    world = World()
    world.call(1, "c1", caller=Caller("+79120000000", "x", str(maria.pk), "Maria"))
    world.call(2, "c2", caller=Caller("+79120000000", "x", "999999", "Gone"))
    world.call(3, "c3", caller=Caller())
    project(world.turns)
    assert list(Call.objects.order_by("pk").values_list("customer_id", "number")) == [
        (maria.pk, "+79120000000"), (None, "+79120000000"), (None, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_rows_do_not_depend_on_the_batches(size: int) -> None:
    turns = busy_hour().turns
    project(turns)
    whole = rows()
    for table in TABLES:
        table._default_manager.all().delete()
    for some in batches(turns, size):
        project(some)
    assert rows() == whole


def test_the_same_turns_twice_change_nothing() -> None:
    turns = busy_hour().turns
    project(turns)
    once = rows()
    assert project(turns) == project(turns[3:5]) == len(turns)
    assert rows() == once


@pytest.mark.parametrize("n", range(1, 25))
def test_death_in_the_middle_loses_and_doubles_nothing(n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies while it writes the batch that ends with turn `n`, and begins again."""
    turns = busy_hour().turns
    project(turns)
    whole = rows()
    for table in TABLES:
        table._default_manager.all().delete()
    project(turns[: n - 1])

    def die(self: Batch) -> None:
        save(self)
        raise KeyboardInterrupt

    save = Batch.save
    monkeypatch.setattr(Batch, "save", die)
    with pytest.raises(KeyboardInterrupt):
        project(turns[n - 1 : n + 2])
    assert position() == n - 1
    monkeypatch.undo()
    project(turns)
    assert rows() == whole


def test_two_projectors_never_both_win(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = busy_hour().turns

    def overtaken(self: Batch) -> None:
        save(self)
        Cursor.objects.update(n=5)

    save = Batch.save
    monkeypatch.setattr(Batch, "save", overtaken)
    with pytest.raises(RacedError):
        project(turns[:3])


def test_a_missing_turn_is_not_stepped_over() -> None:
    turns = busy_hour().turns
    project(turns[:3])
    with pytest.raises(GapError):
        project(turns[4:])
    assert projector.position() == 3


def test_a_call_out_is_its_operators_from_the_beginning_and_its_recording_the_talks() -> None:
    world = World()
    world.dial(10, "o1", "c0000000000d1", answered=4)
    world.dial(40, "o1", "c0000000000d2")
    project(world.turns)
    talked, busy = Call.objects.order_by("pk")
    assert (talked.direction, talked.agent, talked.did, talked.wait_ms) == ("out", "o1", "74951234567", 5_000)
    assert (busy.direction, busy.agent, busy.end, busy.answered_at) == ("out", "o1", "busy", None)
    legs = Leg.objects.order_by("call_id")
    assert [(leg.outcome, leg.recording) for leg in legs] == [("talked", "running"), ("unanswered", "none")]
    told = list(busy.events.values_list("fact", flat=True))
    assert told == ["CallCame", "CallPlaced", "NumberDialled", "NumberRings", "LegEnded", "CallEnded"]
