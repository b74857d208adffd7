"""An operator with a real SIP telephone, baresip: registers, picks up by itself, speaks a tone, keeps what it hears."""

from __future__ import annotations

import asyncio
import shutil
import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from telephony.private import SECRET

CONFIG = """module_path {modules}
sip_listen 127.0.0.1:0
net_interface 127.0.0.1
audio_player aubridge,nowhere
audio_source aufile,{spoken}
audio_alert aufile,{alert}
snd_path {folder}
module account.so
module g711.so
module aufile.so
module aubridge.so
module menu.so
module sndfile.so
"""


class Baresip:
    """The telephone as a process, its files in a folder of its own."""

    def __init__(self, folder: Path, user: str, port: int, hertz: float) -> None:
        program = shutil.which("baresip")
        modules = next(iter(Path("/usr/lib").glob("**/baresip/modules/account.so")), None)
        if program is None or modules is None:
            pytest.skip("baresip is not there: apt-get install baresip-core")
        self.program = program
        self.folder = folder
        spoken, alert = folder / "spoken.wav", folder / "alert.wav"
        write_tone(spoken, hertz, 30)
        folder.joinpath("config").write_text(
            CONFIG.format(modules=modules.parent, folder=folder, spoken=spoken, alert=alert)
        )
        address = f"sip:{user}@127.0.0.1:{port};transport=udp"
        folder.joinpath("accounts").write_text(
            f"<{address}>;auth_user={user};auth_pass={SECRET};answermode=auto;audio_codecs=PCMU/8000/1;regint=60\n"
        )
        folder.joinpath("contacts").write_text("")

    async def __aenter__(self) -> Baresip:
        self.output = (self.folder / "baresip.log").open("wb")
        self.process = await asyncio.create_subprocess_exec(
            self.program,
            "-f",
            str(self.folder),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=self.output,
            stderr=self.output,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()
        self.output.close()

    def voice(self) -> tuple[NDArray[np.float64], int]:
        """What it heard, and at which rate; empty until the call is over."""
        heard = next(self.folder.glob("*-dec.wav"), None)
        if heard is None:
            return np.empty(0), 8000
        try:
            with wave.open(str(heard)) as file:
                data = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
                return data[:: file.getnchannels()], file.getframerate()
        except (wave.Error, EOFError):
            return np.empty(0), 8000


def write_tone(path: Path, hertz: float, seconds: int, rate: int = 8000) -> None:
    """A sound file with one tone."""
    samples = 8000 * np.sin(2 * np.pi * hertz * np.arange(seconds * rate) / rate)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
