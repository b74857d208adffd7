"""The second best: where no synthesizer can be had, robots speak with Asterisk's recorded Russian prompts."""

from __future__ import annotations

from pathlib import Path

from gudok.city.voices.cast import Sentence
from gudok.city.voices.sound import load, save
from gudok.install.lang import tr
from gudok.install.step import SetupError

LONGEST_S = 6
NAMES = (
    "queue-periodic-announce", "demo-thanks", "vm-intro", "demo-enterkeywords", "tt-allbusy", "queue-youarenext",
    "vm-review", "agent-alreadyon", "vm-nobox", "ss-noservice",
)  # fmt: skip


def speak(said: list[Sentence], sounds: Path, folder: Path) -> None:
    """Write a prompt for every sentence; raises SetupError when there are none."""
    found = [sounds / f"{name}.wav" for name in NAMES if (sounds / f"{name}.wav").exists()]
    if not found:
        raise SetupError(tr(f"No prompts in {sounds}.", f"Нет записанных фраз в {sounds}."))
    for n, sentence in enumerate(said):
        samples, rate = load(found[n % len(found)])
        save(samples[: LONGEST_S * rate], rate, folder / f"{sentence.path}.wav")
