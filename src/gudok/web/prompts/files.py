"""Where sounds stand: one master each in the data folder, named by content, and a copy where the telephony plays it."""

from __future__ import annotations

import io
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import soundfile

from gudok.install.files import write_atomic
from gudok.web.prompts.convert import RATE

if TYPE_CHECKING:
    from pathlib import Path

    from gudok.settings import DataFolder
    from gudok.web.prompts.convert import Samples


def keep(data: DataFolder, samples: Samples) -> tuple[str, int]:
    """Write a sound and hand it to the telephony; returns its name and its length in milliseconds."""
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, RATE, subtype="PCM_16", format="WAV")
    content = buffer.getvalue()
    name = sha256(content).hexdigest()[:16]
    master = path(data, name)
    master.parent.mkdir(parents=True, exist_ok=True)
    if not master.exists():
        write_atomic(master, content, 0o600)
    hand_over(data, name)
    return name, len(samples) * 1000 // RATE


def path(data: DataFolder, name: str) -> Path:
    """The master of a sound."""
    return data.prompts / f"{name}.wav"


def hand_over(data: DataFolder, name: str) -> None:
    """Copy a sound to where Asterisk plays prompts, and to a folder of its own where it plays music."""
    spool = data.asterisk / "spool"
    for target in (spool / "recording" / f"{name}.wav", spool / "music" / name / f"{name}.wav"):
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.part")
            shutil.copyfile(path(data, name), part)
            part.replace(target)


def hand_over_all(data: DataFolder) -> None:
    """After the telephony's folder was lost or the data moved: every sound again."""
    for master in sorted(data.prompts.glob("*.wav")):
        hand_over(data, master.stem)
