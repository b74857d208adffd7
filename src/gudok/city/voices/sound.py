"""Sound files for the telephone: 8 kHz, one channel, at the level people speak at, without silence around."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

RATE = 8_000
LEVEL = 0.1
"""RMS of the speech itself, −20 dB below full scale, as a telephone's microphone gives."""
PEAK = 0.9
QUIET = 0.01
"""What lies below this share of the loudest sample is a pause."""
TAPS = 97
MARGIN = RATE // 20
"""Samples of silence left at both ends."""

Samples = NDArray[np.float64]


def save(samples: Samples, rate: int, path: Path) -> None:
    """Write speech of any rate that 8 kHz divides; raises ValueError for another rate or for silence."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    soundfile.write(part, at_level(trimmed(at_8k(samples, rate))), RATE, subtype="PCM_16", format="WAV")
    part.replace(path)


def at_8k(samples: Samples, rate: int) -> Samples:
    """Every n-th sample, after a low-pass filter that takes away what 8 kHz cannot carry."""
    if rate % RATE:
        raise ValueError(f"{rate} Hz is no multiple of {RATE}")
    step = rate // RATE
    if step == 1:
        return samples
    at = np.arange(TAPS) - TAPS // 2
    low_pass = np.sinc(at * 0.92 / step) * np.hamming(TAPS)
    filtered: Samples = np.convolve(samples, low_pass / low_pass.sum(), mode="same")
    return filtered[::step]


def trimmed(samples: Samples) -> Samples:
    """Without the silence before and after."""
    loud = np.flatnonzero(is_loud(samples))
    return samples[max(0, loud[0] - MARGIN) : loud[-1] + MARGIN]


def at_level(samples: Samples) -> Samples:
    """Speech at LEVEL, pauses not counted, peaks cut at PEAK."""
    factor = LEVEL / float(np.sqrt(np.mean(samples[is_loud(samples)] ** 2)))
    level: Samples = np.clip(samples * factor, -PEAK, PEAK)
    return level


def is_loud(samples: Samples) -> NDArray[np.bool_]:
    """Where somebody speaks; raises ValueError when nobody ever does."""
    peak = float(np.abs(samples).max(initial=0.0))
    if peak == 0.0:
        raise ValueError("nothing but silence")
    return np.abs(samples) > QUIET * peak


def load(path: Path) -> tuple[Samples, int]:
    """The samples of the first channel, −1 to 1, and their rate."""
    samples, rate = soundfile.read(path, dtype="float64", always_2d=True)
    return samples[:, 0], int(rate)
