"""The synthesizer: any program that reads a text and writes a WAV file."""

from __future__ import annotations

import io
import shlex
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import soundfile
from django.conf import settings
from django.utils.translation import gettext as _

from gudok.web.prompts.convert import RATE, BadSoundError, telephone_sound

KNOWN = {
    "ru": (
        "RHVoice-test -p anna -q max -o {wav}",
        "text2wave -eval (voice_msu_ru_nsh_clunits) -o {wav}",
        "espeak-ng -v ru -w {wav} --stdin",
    ),
    "en": ("RHVoice-test -p alan -q max -o {wav}", "text2wave -o {wav}", "espeak-ng -v en -w {wav} --stdin"),
}
"""Tried in this order where the settings name none, by the language callers are spoken to in."""
TIMEOUT_S = 60
LONGEST = 2_000


def commands() -> list[str]:
    """The commands that can speak on this machine, the best first; the settings' own is the only one."""
    chosen = settings.GUDOK.speech.command
    if chosen:
        return [chosen]
    known = KNOWN.get(settings.GUDOK.asterisk.language, KNOWN["en"])
    return [line for line in known if shutil.which(shlex.split(line)[0])]


def speak(text: str) -> bytes:
    """The text spoken, as the content of a sound file; raises BadSoundError.

    A synthesizer without a voice for the language fails: then the next one speaks.
    """
    lines = commands()
    if not lines:
        raise BadSoundError(_("There is no synthesizer on this machine: set [speech] command in gudok.toml."))
    for line in lines[:-1]:
        try:
            return spoken_by(line, text)
        except BadSoundError:
            continue
    return spoken_by(lines[-1], text)


def spoken_by(line: str, text: str) -> bytes:
    """What one command makes of the text; raises BadSoundError."""
    with tempfile.TemporaryDirectory(prefix="gudok-speech-") as folder:
        wav = Path(folder) / "said.wav"
        words = [word.replace("{wav}", str(wav)) for word in shlex.split(line)]
        try:
            subprocess.run(words, input=text.encode(), capture_output=True, timeout=TIMEOUT_S, check=True)
            return wav.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", b"") or b""
            told = said.decode(errors="replace").strip()[:300] or str(error)
            raise BadSoundError(_("The synthesizer failed: %(told)s") % {"told": told}) from error


@lru_cache(maxsize=4)
def preview(text: str) -> bytes:
    """The text as callers would hear it, as a WAV file; raises BadSoundError. Asked twice, it is spoken once."""
    buffer = io.BytesIO()
    soundfile.write(buffer, telephone_sound(io.BytesIO(speak(text))), RATE, subtype="PCM_16", format="WAV")
    return buffer.getvalue()
