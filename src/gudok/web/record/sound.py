"""A raw recording turned into what browsers play: a FLAC file and the peaks of its waveform."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from gudok.web.record.mended import Mended, Stretches

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

RATE = 8000
CHANNELS = 2
FRAME = 2 * CHANNELS
"""Bytes of one moment: a 16-bit sample of each channel."""
BLOCK = RATE * 60
MOST_POINTS = 4000
POINTS_A_SECOND = 100
LATE = 300
"""Milliseconds by which the sound of a change may come after its time in the journal."""

Asides = Sequence[tuple[int, int | None]]


def finish(raw: Path, flac: Path, peaks: Path, asides: Asides = (), pauses: Stretches = ()) -> int:
    """Make the FLAC and the peaks from a stereo file of 16-bit samples; returns its length in milliseconds.

    Asterisk writes what came from the operator's telephone first and what went to it second; we keep the customer
    left and the operator right. Both results appear whole or not at all, the FLAC last: where it is, everything is.

    In `asides` (ms from the beginning; an open one lasts to the end) the operator spoke with somebody else while the
    customer heard music: what she heard then is not the customer's, so it goes to her side and his side is silent.
    In `pauses` (the same) nothing was written, and there is silence.
    """
    tops: list[NDArray[np.int16]] = []
    done = 0
    part = flac.with_suffix(".flac.part")
    with raw.open("rb") as file, soundfile.SoundFile(part, "w", RATE, CHANNELS, "PCM_16", format="FLAC") as target:
        source = Mended(file, pauses, RATE, FRAME)
        frames = (raw.stat().st_size // FRAME * FRAME + source.added) // FRAME
        width = max(RATE // POINTS_A_SECOND, -(-frames // MOST_POINTS))
        step = max(width, BLOCK // width * width)
        while block := source.read(step * FRAME):
            sound = np.frombuffer(block[: len(block) // FRAME * FRAME], dtype="<i2").reshape(-1, CHANNELS)[:, ::-1]
            sound = set_apart(sound, done, asides)
            done += len(sound)
            target.write(sound)
            tops.append(_tops(sound, width))
    _write(peaks, json.dumps(_picture(tops, width, frames), separators=(",", ":")).encode())
    _settle(part, flac)
    return frames * 1000 // RATE


def set_apart(sound: NDArray[np.int16], at: int, asides: Asides) -> NDArray[np.int16]:
    """A block of customer and operator, which begins at the moment `at`, with nothing of the asides on his side."""
    for start, end in asides:
        first = max(0, start * RATE // 1000 - at)
        last = len(sound) if end is None else min(len(sound), (end + LATE) * RATE // 1000 - at)
        if first < last:
            sound = sound.copy()
            both = sound[first:last].astype(np.int32).sum(axis=1)
            sound[first:last, 1] = np.clip(both, -32768, 32767)
            sound[first:last, 0] = 0
    return sound


def _tops(sound: NDArray[np.int16], width: int) -> NDArray[np.int16]:
    """The loudest sample of each channel in every `width` moments."""
    loud = np.minimum(np.abs(sound.astype(np.int32)), 32767)
    starts = np.arange(0, len(loud), width)
    return np.maximum.reduceat(loud, starts, axis=0).astype(np.int16)


def _picture(tops: list[NDArray[np.int16]], width: int, frames: int) -> dict[str, object]:
    points = np.concatenate(tops) if tops else np.zeros((0, CHANNELS), np.int16)
    levels = (points.astype(np.int32) * 255 // 32767).astype(np.uint8)
    return {
        "ms": frames * 1000 // RATE,
        "point_ms": width * 1000 / RATE,
        "left": levels[:, 0].tolist(),
        "right": levels[:, 1].tolist(),
    }


def _write(path: Path, content: bytes) -> None:
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(content)
    _settle(part, path)


def _settle(part: Path, path: Path) -> None:
    """Put a finished part in its place, safe against a crash of the machine."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
