"""An operator with a real SIP telephone, baresip: registers, picks up by itself, speaks a tone, keeps what it hears."""

from __future__ import annotations

import asyncio
import shutil
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from telephony.private import SECRET

CONFIG = """module_path {modules}
sip_listen 127.0.0.1:0
net_interface 127.0.0.1
audio_player aubridge,nowhere
audio_source aufile,{spoken}
audio_alert aufile,{alert}
snd_path {folder}
module {codec}.so
module account.so
module aufile.so
module aubridge.so
module menu.so
module sndfile.so
"""


CODECS = {"g711": ("PCMU", 8000, 1), "opus": ("opus", 48000, 2)}
"""By the name of baresip's module: the codec's name, rate and channels, which its sound file must have."""


class Baresip:
    """The telephone as a process, its files in a folder of its own; it offers and takes one codec only."""

    def __init__(self, folder: Path, user: str, port: int, hertz: float, codec: str = "g711") -> None:
        program = shutil.which("baresip")
        modules = next(iter(Path("/usr/lib").glob("**/baresip/modules/account.so")), None)
        assert program, "baresip is missing: ./gudok test brings it"
        assert modules, "baresip's modules are missing: ./gudok test brings them"
        self.program = program
        self.folder = folder
        spoken, alert = folder / "spoken.wav", folder / "alert.wav"
        name, rate, channels = CODECS[codec]
        write_tone(spoken, hertz, 30, rate, channels)
        folder.joinpath("config").write_text(
            CONFIG.format(modules=modules.parent, folder=folder, spoken=spoken, alert=alert, codec=codec)
        )
        address = f"sip:{user}@127.0.0.1:{port};transport=udp"
        folder.joinpath("accounts").write_text(
            f"<{address}>;auth_user={user};auth_pass={SECRET};answermode=auto;regint=60"
            f";audio_codecs={name}/{rate}/{channels}\n"
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


def write_tone(path: Path, hertz: float, seconds: int, rate: int, channels: int) -> None:
    """A sound file with one tone."""
    samples = 8000 * np.sin(2 * np.pi * hertz * np.arange(seconds * rate) / rate)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").repeat(channels).tobytes())
