"""A talk with a second line in the rows, and in the finished recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from gudok.core import words as w
from gudok.web.record import sound
from gudok.web.record.models import Call, Leg
from gudok.web.record.projector import project
from gudok.web.record.recordings import finish_recordings
from gudok.web.record.tests.test_recordings import RECORD, leg, loudest_tone, tone, write_raw
from gudok.web.record.tests.world import World

CALL = "c0000000000c1"


def consulted() -> World:
    """o1 talks from 12, asks o2 from 20, who answers at 25; swap at 30, back at 35, all three at 40."""
    world = World()
    world.ready(1, "o1")
    world.call(10, CALL)
    world.tell(12, w.LegUp, call=CALL, leg=1)
    world.ready(15, "o2")
    world.tell(20, w.ConsultAsked, agent="o1", by="o1", kind="agent", to="o2")
    world.tell(25, w.LegUp, call=CALL, leg=2)
    world.tell(30, w.SwapAsked, agent="o1", by="o1")
    world.tell(35, w.SwapAsked, agent="o1", by="o1")
    world.tell(40, w.JoinAsked, agent="o1", by="o1")
    return world


@pytest.mark.django_db
def test_each_line_has_its_times_and_what_was_apart_from_the_customer() -> None:
    world = consulted()
    world.tell(50, w.CompleteAsked, agent="o1", by="o1")
    world.tell(70, w.CallerGone, call=CALL)
    project(world.turns)
    first, second = Leg.objects.all()
    assert (first.kind, second.kind) == ("call", "consult")
    assert first.asides == [[8_000, 18_000], [23_000, 28_000]]
    assert second.asides == [[0, 5_000], [10_000, 15_000]]
    assert (first.recording, second.recording) == ("running", "running")
    call = Call.objects.get()
    assert (call.agent, call.end) == ("o2", "caller_hung_up")
    assert call.talk_ms == 38_000 + 20_000, "the question itself is not talked twice"


@pytest.mark.django_db
def test_one_who_was_only_asked_adds_nothing_to_the_talk() -> None:
    world = consulted()
    world.tell(45, w.HangUpAsked, agent="o2", by="o2")
    world.tell(60, w.CallerGone, call=CALL)
    project(world.turns)
    assert Call.objects.get().talk_ms == 48_000
    assert Leg.objects.get(n=2).outcome == "talked"


@pytest.mark.django_db
def test_the_customer_leaves_and_the_two_stay_apart_to_the_end() -> None:
    world = consulted()
    world.tell(50, w.CallerGone, call=CALL)
    world.tell(55, w.LegGone, call=CALL, leg=2)
    project(world.turns)
    first, second = Leg.objects.all()
    assert first.asides[-1] == [38_000, 43_000]
    assert second.asides[-1] == [25_000, 30_000]


@pytest.mark.django_db
def test_the_customers_side_of_the_recording_is_silent_while_he_hears_music(tmp_path: Path) -> None:
    write_raw(tmp_path, tone(440, 4, 0.3), np.concatenate([tone(1000, 1, 0.3), tone(1500, 2, 0.3), tone(1000, 1, 0.3)]))
    leg(asides=[[1000, 3000]])
    assert finish_recordings(tmp_path) == 1
    assert Leg.objects.get().recording == "ready"
    made, _ = soundfile.read(tmp_path / f"{RECORD}.flac")
    customer, operator = made[:, 0], made[:, 1]
    rate, late = sound.RATE, sound.LATE * sound.RATE // 1000
    assert not customer[rate : 3 * rate + late].any()
    assert loudest_tone(customer[:rate]) == pytest.approx(1000, abs=2)
    assert loudest_tone(customer[3 * rate + late :]) == pytest.approx(1000, abs=3)
    apart = np.abs(np.fft.rfft(operator[rate : 2 * rate]))
    assert apart[440] > apart[1000] * 100
    assert apart[1500] > apart[1000] * 100, "the one asked is on the operator's side"


def test_an_aside_over_several_blocks_and_without_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "BLOCK", sound.RATE // 2)
    raw = write_raw(tmp_path, tone(440, 3), tone(1000, 3))
    sound.finish(raw, tmp_path / "a.flac", tmp_path / "a.json", [(1250, None)])
    made, _ = soundfile.read(tmp_path / "a.flac")
    edge = 1250 * sound.RATE // 1000
    assert made[:edge, 0].any()
    assert not made[edge:, 0].any()
    assert np.abs(made).max() <= 1
