"""A sound of any kind made into the telephone's: 8 kHz, one channel, 16 bits, at the level people speak at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import soundfile
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from typing import BinaryIO

    from numpy.typing import NDArray

    Samples = NDArray[np.float64]

RATE = 8_000
SHORTEST_S, LONGEST_S = 0.2, 600.0
LARGEST = 60_000_000
"""Bytes of a file: ten minutes of what a studio gives."""
LEVEL, PEAK, QUIET = 0.1, 0.9, 0.02
"""RMS of the loud parts (−20 dB below full scale), the highest sample, and the share of it below which is a pause."""
BLOCK_S, EDGE_S = 10, 1
POINTS = 200


class BadSoundError(Exception):
    """This cannot be made a prompt; the text says why, for people."""


def telephone_sound(file: BinaryIO) -> Samples:
    """The samples at 8 kHz, −1 to 1; raises BadSoundError."""
    samples, rate = read(file)
    made = resampled(samples, rate)
    peak = float(np.abs(made).max(initial=0.0))
    if peak < 0.001:
        raise BadSoundError(_("There is nothing but silence in this file."))
    loud = made[np.abs(made) > QUIET * peak]
    gain = min(LEVEL / float(np.sqrt(np.mean(loud**2))), PEAK / peak)
    return made * gain


def read(file: BinaryIO) -> tuple[Samples, int]:
    """All channels as one, and the rate; raises BadSoundError."""
    try:
        with soundfile.SoundFile(file) as source:
            seconds = source.frames / source.samplerate
            if seconds > LONGEST_S:
                told = _("The sound is %(is)d s long; %(most)d s are allowed.")
                raise BadSoundError(told % {"is": seconds, "most": LONGEST_S})
            samples = source.read(dtype="float64", always_2d=True)
            rate = source.samplerate
    except (soundfile.LibsndfileError, RuntimeError, ValueError, ZeroDivisionError) as error:
        raise BadSoundError(_("This is no sound that can be read. WAV, MP3, OGG and FLAC can.")) from error
    if len(samples) < SHORTEST_S * rate:
        raise BadSoundError(_("The sound is too short to be heard."))
    return samples.mean(axis=1), int(rate)


def resampled(samples: Samples, rate: int) -> Samples:
    """At 8 kHz: each block by its spectrum, without what the new rate cannot carry; blocks overlap, edges are cut."""
    if rate == RATE:
        return samples
    edge, block = EDGE_S * rate, BLOCK_S * rate
    padded = np.concatenate([np.zeros(edge), samples, np.zeros(edge + block)])
    parts = []
    for start in range(0, len(samples), block):
        piece = padded[start : start + block + 2 * edge]
        size = len(piece) * RATE // rate
        spectrum = np.fft.rfft(piece)
        fitted = np.zeros(size // 2 + 1, dtype=complex)
        shared = min(len(spectrum), len(fitted))
        fitted[:shared] = spectrum[:shared]
        made = np.fft.irfft(fitted, size) * (size / len(piece))
        parts.append(made[EDGE_S * RATE : (EDGE_S + BLOCK_S) * RATE])
    return np.concatenate(parts)[: len(samples) * RATE // rate]


def outline(samples: Samples) -> list[int]:
    """The loudness along the sound, in per cent of full scale: what a picture of it is drawn from."""
    width = -(-len(samples) // POINTS)
    tops = np.maximum.reduceat(np.abs(samples), np.arange(0, len(samples), width))
    return [min(100, int(top * 100)) for top in tops]
