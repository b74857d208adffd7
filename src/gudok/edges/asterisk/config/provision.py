"""Bringing a running Asterisk to changed telephones and trunks without disturbing a call."""

from __future__ import annotations

import asyncio
from hashlib import sha256

import structlog

from gudok.edges.asterisk.ari import Ari, AriError
from gudok.edges.asterisk.config.pjsip import pjsip_conf
from gudok.edges.asterisk.config.place import Place
from gudok.edges.asterisk.config.render import RELOADS, current, write
from gudok.edges.asterisk.words import Telephony
from gudok.install.files import write_atomic
from gudok.settings import Asterisk

log = structlog.get_logger()

PJSIP = "pjsip.conf"


class Provisioner:
    """Writes pjsip.conf and has Asterisk take it over.

    A mark beside the file tells which content was loaded last, so that neither a link that was away nor the death of
    this process between writing and loading can leave Asterisk with old telephones.
    """

    def __init__(self, asterisk: Asterisk, place: Place) -> None:
        self.asterisk = asterisk
        self.place = place
        self.mark = place.etc / ".pjsip.loaded"
        self.one_at_a_time = asyncio.Lock()

    async def want(self, telephony: Telephony, ari: Ari | None) -> None:
        """Write what is wanted, and load it if there is a link; raises OSError."""
        content = pjsip_conf(self.asterisk, telephony)
        changed = await asyncio.get_running_loop().run_in_executor(None, write, self.place, {PJSIP: content})
        if changed:
            log.info("telephones written", phones=len(telephony.phones), trunks=len(telephony.trunks))
        if ari is not None:
            await self.load(ari)

    async def load(self, ari: Ari) -> None:
        """Have the written file loaded unless it was; raises OSError."""
        async with self.one_at_a_time:
            content = current(self.place.etc / PJSIP)
            written = sha256((content or "").encode()).hexdigest()
            if content is None or current(self.mark) == written:
                return
            try:
                await ari.beside("PUT", f"asterisk/modules/{RELOADS[PJSIP]}")
            except AriError as error:
                raise ConnectionError(f"Asterisk did not reload its telephones: {error}") from error
            write_atomic(self.mark, written, 0o600)
