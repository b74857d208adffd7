from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from django.utils import timezone

from gudok.web.record import recordings, sound
from gudok.web.record.leftovers import remove_leftovers
from gudok.web.record.models import Leg
from gudok.web.record.recordings import finish_recordings

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "2026/01/01/c0123456789ab-0001"


def tone(hertz: float, seconds: float, level: float = 0.5) -> np.ndarray:
    at = np.arange(int(seconds * sound.RATE)) / sound.RATE
    return (np.sin(2 * np.pi * hertz * at) * level * 32767).astype("<i2")


def loudest_tone(channel: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(channel))
    return float(np.fft.rfftfreq(len(channel), 1 / sound.RATE)[spectrum.argmax()])


def write_raw(folder: Path, operator: np.ndarray, customer: np.ndarray, age: float = 60) -> Path:
    """As Asterisk writes it: what came from the operator's telephone first, what went to it second."""
    raw = folder / f"{RECORD}.raw"
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_bytes(np.column_stack([operator, customer]).tobytes())
    os.utime(raw, (time.time() - age,) * 2)
    return raw


def leg(**values: object) -> Leg:
    now = timezone.now()
    given = {
        "rang_at": now,
        "answered_at": now,
        "ended_at": now,
        "outcome": "talked",
        "record": RECORD,
        "recording": "running",
    }
    return Leg.objects.create(call_id="c0123456789ab", n=1, agent="o1", **given | values)


def state() -> str:
    return Leg.objects.get().recording


def test_the_customer_is_left_and_the_operator_right(tmp_path: Path) -> None:
    raw = write_raw(tmp_path, tone(440, 3), tone(1000, 3))
    flac, peaks = tmp_path / "a.flac", tmp_path / "a.json"
    assert sound.finish(raw, flac, peaks) == 3000
    made, rate = soundfile.read(flac)
    assert (rate, made.shape) == (8000, (24000, 2))
    assert (loudest_tone(made[:, 0]), loudest_tone(made[:, 1])) == (
        pytest.approx(1000, abs=1),
        pytest.approx(440, abs=1),
    )


def test_peaks_show_who_spoke_when(tmp_path: Path) -> None:
    silence = np.zeros(sound.RATE, "<i2")
    operator = np.concatenate([tone(300, 1), silence])
    customer = np.concatenate([silence, tone(300, 1, 1.0)])
    raw = write_raw(tmp_path, operator, customer)
    sound.finish(raw, tmp_path / "a.flac", tmp_path / "a.json")
    picture = json.loads((tmp_path / "a.json").read_text())
    assert (picture["ms"], picture["point_ms"], len(picture["left"])) == (2000, 10, 200)
    assert max(picture["left"][:99]) == 0
    assert min(picture["left"][101:]) > 200
    assert 120 <= max(picture["right"][:99]) <= 130


def test_a_long_recording_has_no_more_points_than_a_screen_needs(tmp_path: Path) -> None:
    long = np.zeros(sound.RATE * 130, "<i2")
    long[-1] = -32768
    raw = write_raw(tmp_path, long, long)
    sound.finish(raw, tmp_path / "a.flac", tmp_path / "a.json")
    picture = json.loads((tmp_path / "a.json").read_text())
    assert len(picture["right"]) <= sound.MOST_POINTS
    assert picture["right"][-1] == 255


@pytest.mark.parametrize("extra", [b"", b"\x01", b"\x01\x02\x03"])
def test_an_empty_or_cut_file_is_no_trouble(tmp_path: Path, extra: bytes) -> None:
    raw = tmp_path / "a.raw"
    raw.write_bytes(extra)
    assert sound.finish(raw, tmp_path / "a.flac", tmp_path / "a.json") == 0


@pytest.mark.django_db
def test_a_finished_recording_is_ready_and_the_raw_file_gone(tmp_path: Path) -> None:
    raw = write_raw(tmp_path, tone(440, 2), tone(440, 2))
    leg()
    assert finish_recordings(tmp_path) == 1
    assert (state(), Leg.objects.get().recorded_ms) == ("ready", 2000)
    assert not raw.exists()
    assert sorted(path.suffix for path in raw.parent.iterdir()) == [".flac", ".json"]


@pytest.mark.django_db
def test_a_running_talk_and_a_growing_file_are_left_alone(tmp_path: Path) -> None:
    write_raw(tmp_path, tone(440, 1), tone(440, 1), age=0)
    running = leg(ended_at=None)
    assert finish_recordings(tmp_path) == 0
    Leg.objects.filter(pk=running.pk).update(ended_at=timezone.now())
    assert finish_recordings(tmp_path) == 0
    assert state() == "running"


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["_write", "_settle", "mark"])
def test_killed_anywhere_it_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    write_raw(tmp_path, tone(440, 1), tone(440, 1))
    leg()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    if moment == "mark":
        monkeypatch.setattr(recordings, "_mark", die)
    else:
        monkeypatch.setattr(sound, moment, die)
    with pytest.raises(KeyboardInterrupt):
        finish_recordings(tmp_path)
    monkeypatch.undo()
    assert finish_recordings(tmp_path) == 1
    assert state() == "ready"


@pytest.mark.django_db
def test_killed_between_the_row_and_the_raw_file_nothing_is_lost(tmp_path: Path) -> None:
    raw = write_raw(tmp_path, tone(440, 1), tone(440, 1))
    leg()
    finish_recordings(tmp_path)
    Leg.objects.update(recording="running")
    assert not raw.exists()
    finish_recordings(tmp_path)
    assert (state(), Leg.objects.get().recorded_ms) == ("ready", 1000)


@pytest.mark.django_db
def test_a_recording_that_never_was_is_called_lost(tmp_path: Path) -> None:
    leg()
    assert finish_recordings(tmp_path) == 0
    Leg.objects.update(ended_at=timezone.now() - timedelta(minutes=3))
    assert finish_recordings(tmp_path) == 1
    assert state() == "lost"


@pytest.mark.django_db
def test_on_a_full_disk_it_waits_and_tries_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = write_raw(tmp_path, tone(440, 1), tone(440, 1))
    leg()

    def full(*_: object) -> int:
        raise OSError("no space left")

    monkeypatch.setattr(recordings, "finish", full)
    assert finish_recordings(tmp_path) == 0
    monkeypatch.undo()
    assert finish_recordings(tmp_path) == 0, "it waits a minute"
    os.utime(raw, (0, 0))
    assert finish_recordings(tmp_path) == 1


@pytest.mark.django_db
def test_one_that_cannot_be_finished_stands_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "AT_ONCE", 1)
    Leg.objects.create(
        call_id="cffffffffffff", n=1, agent="o2", rang_at=timezone.now(), answered_at=timezone.now(),
        ended_at=timezone.now() - timedelta(minutes=1), outcome="talked", record="none", recording="running",
    )  # fmt: skip
    write_raw(tmp_path, tone(440, 1), tone(440, 1))
    made = leg()
    assert finish_recordings(tmp_path) == 1
    made.refresh_from_db()
    assert made.recording == "ready"


@pytest.mark.django_db
def test_a_raw_file_that_outlived_its_recording_is_removed(tmp_path: Path) -> None:
    raw = write_raw(tmp_path, tone(440, 1), tone(440, 1), age=7200)
    leg(recording="ready")
    assert remove_leftovers(tmp_path) == 1
    assert not raw.exists()


@pytest.mark.django_db
def test_leftovers_of_late_answers_are_removed_and_talks_are_not(tmp_path: Path) -> None:
    raw = write_raw(tmp_path, tone(440, 1), tone(440, 1), age=7200)
    made = leg()
    assert remove_leftovers(tmp_path) == 0
    Leg.objects.filter(pk=made.pk).update(answered_at=None, outcome="cancelled", record="", recording="none")
    assert remove_leftovers(tmp_path) == 1
    assert not raw.exists()
