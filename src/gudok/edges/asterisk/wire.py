"""One WebSocket to Asterisk: whole messages in and out, each handed on in the very moment it comes.

picows reads and writes frames without a task between the socket and us: a call is a dozen messages, and each hop
through the loop costs as much as what the message says.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from picows import WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

LIMIT = 5.0
"""Seconds a connection may take to come about."""
FAREWELL = 0.5
"""Seconds a connection that we drop may take to say goodbye: an Asterisk that hangs never does."""
SILENCE = 10.0
"""Seconds without a word before a ping, and again before a connection that does not answer it is closed."""
BIGGEST = 64 * 1024 * 1024
"""Bytes of the longest message: the list of all channels of a big centre."""
TEXT, CLOSE = WSMsgType.TEXT, WSMsgType.CLOSE
MESSAGE = (TEXT, WSMsgType.CONTINUATION)


class Wire(WSListener):
    """Hands whole text messages to `heard` and its own end to `lost`."""

    def __init__(self, heard: Callable[[bytes], None], lost: Callable[[], None]) -> None:
        self.heard = heard
        self.lost = lost
        self.transport: WSTransport | None = None
        self.part = b""

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        kind = frame.msg_type
        if kind in MESSAGE:
            message = self.part + frame.get_payload_as_bytes()
            self.part = b"" if frame.fin else message
            if frame.fin:
                self.heard(message)
        elif kind == CLOSE:
            if not transport.is_close_frame_sent:
                transport.send_close()
            transport.disconnect()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.transport = None
        self.lost()

    def send(self, message: bytes) -> None:
        """Write now, in order; what is written to a broken connection is lost, and its end is told."""
        if self.transport is not None:
            self.transport.send(TEXT, message)

    async def close(self) -> None:
        """Say goodbye, and wait a little for Asterisk's."""
        transport = self.transport
        if transport is None:
            return
        transport.send_close()
        try:
            async with asyncio.timeout(FAREWELL):
                await transport.wait_disconnected()
        except TimeoutError:
            transport.disconnect(graceful=False)

    def tear(self) -> None:
        """End it here and now, with no word to the other side."""
        if self.transport is not None:
            self.transport.disconnect(graceful=False)


async def connect(
    url: str, headers: Mapping[str, str], heard: Callable[[bytes], None], lost: Callable[[], None]
) -> Wire:
    """Open a WebSocket; raises OSError (ConnectionError, TimeoutError)."""
    wire = Wire(heard, lost)
    try:
        await ws_connect(
            lambda: wire,
            url,
            extra_headers=dict(headers),
            websocket_handshake_timeout=LIMIT,
            enable_auto_ping=True,
            auto_ping_idle_timeout=SILENCE,
            auto_ping_reply_timeout=SILENCE,
            max_frame_size=BIGGEST,
            logger_name="asterisk",
            use_aiofastnet=False,
        )
    except WSError as error:
        raise ConnectionError(str(error)) from error
    return wire
