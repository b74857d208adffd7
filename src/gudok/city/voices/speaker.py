"""RHVoice, a free synthesizer with good Russian voices: unpacked beside the checkout for as long as set-up needs it."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
from pathlib import Path

from gudok.city.voices.cast import Sentence
from gudok.city.voices.sound import load, save
from gudok.install import apt
from gudok.install.debs import UNUSED, candidate, download, private_options, unpack, update
from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.step import SetupError
from gudok.install.tree import library_folder

PACKAGES = ("rhvoice", "rhvoice-russian")
# Debian keeps the voices apart from its main archive because nobody has the means to train them again.
COMPONENTS = {"main": "main non-free", "main universe": "main universe multiverse"}
TIMEOUT_S = 30.0


class Speaker:
    """The synthesizer below a folder that is removed in the end."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.root = home / "root"
        self.program = self.root / "usr/bin/RHVoice-test"

    def bring(self, say: Say) -> None:
        """Download and unpack, unless a set-up that was broken off has done so; raises SetupError."""
        if self.program.exists():
            return
        for archive in apt.archives():
            wider = dataclasses.replace(archive, components=COMPONENTS.get(archive.components, archive.components))
            for suite in wider.suites:
                scratch = self.home / "apt"
                options = private_options(scratch, wider, suite, apt.keyring(wider, scratch / "keyring"))
                if update(options, scratch) and all(candidate(options, package) for package in PACKAGES):
                    debs = download(options, scratch, PACKAGES, say)
                    unpack([deb for deb in debs if not UNUSED.match(deb.name)], self.root, say)
                    return
        raise SetupError(tr("No archive has RHVoice.", "RHVoice нет ни в одном архиве."))

    def remove(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)

    def speak(self, sentence: Sentence, folder: Path) -> None:
        """Write one sentence as `<path>.wav` below the folder, if it is not there; raises SetupError when it fails."""
        path = folder / f"{sentence.path}.wav"
        if path.exists():
            return
        raw, part = path.with_suffix(".raw.wav"), path.with_suffix(".part.wav")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run(
                self._command(sentence, raw),
                input=sentence.text.encode(),
                env=self._environment(),
                capture_output=True,
                timeout=TIMEOUT_S,
                check=True,
            )
            save(*load(raw), part)
            part.rename(path)
        except (OSError, subprocess.SubprocessError, RuntimeError, ValueError) as error:
            raise SetupError(tr(f"The synthesizer failed: {error}", f"Синтезатор речи не сработал: {error}")) from error
        finally:
            raw.unlink(missing_ok=True)

    def _command(self, sentence: Sentence, target: Path) -> list[str]:
        library = library_folder(self.root)
        loader = min(library.glob("ld-linux*.so*"))
        voice = sentence.voice
        path = f"{library}:{library / 'pulseaudio'}"
        start = [str(loader), "--library-path", path, str(self.program)]
        manner = ["-p", voice.profile, "-r", str(voice.rate), "-t", str(voice.pitch), "-q", "max"]
        return [*start, *manner, "-o", str(target)]

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "RHVOICE_DATA_PATH": str(self.root / "usr/share/RHVoice"),
            "RHVOICE_CONFIG_PATH": str(self.root / "etc/RHVoice"),
        }
