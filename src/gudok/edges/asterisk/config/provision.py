"""Bringing a running Asterisk to changed telephones and trunks without disturbing a call."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path

import structlog

from gudok.edges.asterisk.ari import Ari, AriError
from gudok.edges.asterisk.config.media import OWN_MUSIC, own_music_conf
from gudok.edges.asterisk.config.pjsip import pjsip_conf
from gudok.edges.asterisk.config.place import Place
from gudok.edges.asterisk.config.render import RELOADS, current, write
from gudok.edges.asterisk.words import Telephony
from gudok.install.files import write_atomic
from gudok.settings import Asterisk

log = structlog.get_logger()

PJSIP = "pjsip.conf"
MARKS = {PJSIP: ".pjsip.loaded", OWN_MUSIC: ".music.loaded"}
"""The files that change while Asterisk runs, and where it is written down which content was loaded last."""


class Provisioner:
    """Writes the telephones, trunks and own music, and has Asterisk take them over.

    A mark beside each file tells which content was loaded last, so that neither a link that was away nor the death of
    this process between writing and loading can leave Asterisk with old ones.
    """

    def __init__(self, asterisk: Asterisk, place: Place) -> None:
        self.asterisk = asterisk
        self.place = place
        self.one_at_a_time = asyncio.Lock()

    async def want(self, telephony: Telephony, ari: Ari | None) -> None:
        """Write what is wanted, and load it if there is a link; raises OSError."""
        files = {
            PJSIP: pjsip_conf(self.asterisk, telephony),
            OWN_MUSIC: own_music_conf(self.place, telephony.music),
        }
        changed = await asyncio.get_running_loop().run_in_executor(None, write, self.place, files)
        if changed:
            log.info("telephony written", files=changed, phones=len(telephony.phones), trunks=len(telephony.trunks))
        if ari is not None:
            await self.load(ari)

    async def load(self, ari: Ari) -> None:
        """Have the written files loaded that were not; raises OSError."""
        async with self.one_at_a_time:
            for name, mark in MARKS.items():
                await self.load_one(ari, name, self.place.etc / mark)

    async def load_one(self, ari: Ari, name: str, mark: Path) -> None:
        content = current(self.place.etc / name)
        written = sha256((content or "").encode()).hexdigest()
        if content is None or current(mark) == written:
            return
        # Without music of the centre's own, and none loaded before, there is nothing to tell Asterisk.
        if not (name == OWN_MUSIC and "[" not in content and current(mark) is None):
            try:
                await ari.beside("PUT", f"asterisk/modules/{RELOADS[name]}")
            except AriError as error:
                raise ConnectionError(f"Asterisk did not reload {name}: {error}") from error
        write_atomic(mark, written, 0o600)
