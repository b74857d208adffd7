"""The bus on one machine: a unix socket, one JSON line an ask, one JSON line a reply, in the order asked.

An ask is a tagged Input of the vocabulary with `at` 0 (the engine sets the time), or `{"type":"Ping"}`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec

from gudok.core.words import (
    AnyInput,
    Configured,
    DialAsked,
    EndCallAsked,
    HangUpAsked,
    HoldAsked,
    LeaveAsked,
    MoreWrapUpAsked,
    PauseAsked,
    PickAsked,
    ReadyAsked,
    ResultAsked,
    ResumeAsked,
    ReturnAsked,
    StayAsked,
    TelephoneAsked,
    TransferAsked,
    TrialAsked,
)
from gudok.core.words.consult import ConsultInput
from gudok.core.words.recording import RecordingAsk
from gudok.core.words.supervise import SuperviseAsk

LONGEST = 16 * 1024 * 1024
"""Bytes a line may have: the settings of ten thousand operators fit."""
PATIENCE = 3.0
"""Seconds a client waits for a reply."""


class Ping(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Are you there, and how far?"""


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reply: `ok`, or refused with a reason code and its numbers; a ping's tells turn, link and figures."""

    ok: bool
    code: str = ""
    numbers: dict[str, int | str] = {}
    turn: int = 0
    telephony: str = ""


Askable = (
    ReadyAsked
    | PauseAsked
    | LeaveAsked
    | HangUpAsked
    | HoldAsked
    | ResumeAsked
    | TransferAsked
    | PickAsked
    | ReturnAsked
    | MoreWrapUpAsked
    | StayAsked
    | ResultAsked
    | EndCallAsked
    | SuperviseAsk
    | ConsultInput
    | RecordingAsk
    | DialAsked
    | TelephoneAsked
    | TrialAsked
    | Configured
    | Ping
)

ask_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Askable)
answer_decoder = msgspec.json.Decoder(Answer)
encoder = msgspec.json.Encoder()


class NoEngine(Exception):  # noqa: N818 said as it is
    """The engine did not answer: it is down, or too slow."""


async def serve(path: Path, answer: Callable[[AnyInput | Ping], Awaitable[Answer]]) -> asyncio.Server:
    """Listen at a socket only our own user may open; each line that is no ask is answered with `bad_ask`."""

    async def session(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            async with closing(writer):
                while line := await reader.readline():
                    writer.write(encoder.encode(await reply(line)) + b"\n")
                    await writer.drain()

    async def reply(line: bytes) -> Answer:
        try:
            asked = ask_decoder.decode(line)
        except (msgspec.DecodeError, ValueError) as error:
            return Answer(False, "bad_ask", {"detail": str(error)})
        return await answer(asked)

    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # noqa: ASYNC240 once, before there is anybody to wait
    server = await asyncio.start_unix_server(session, path, limit=LONGEST)
    path.chmod(0o600)  # noqa: ASYNC240
    return server


@contextlib.asynccontextmanager
async def closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    """Close a connection to the end, whatever ended the work with it."""
    try:
        yield
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def ask(path: Path, what: AnyInput | Ping, patience: float = PATIENCE) -> Answer:
    """Ask the engine behind a socket; raises NoEngine when it does not answer in time."""
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_unix_connection(path, limit=LONGEST)
            async with closing(writer):
                writer.write(encoder.encode(what) + b"\n")
                line = await reader.readline()
    except (OSError, TimeoutError) as error:
        raise NoEngine(str(error) or type(error).__name__) from error
    if not line:
        raise NoEngine("the engine closed the connection")
    return answer_decoder.decode(line)


def ask_now(path: Path, what: AnyInput | Ping, patience: float = PATIENCE) -> Answer:
    """The same for code without an event loop."""
    return asyncio.run(ask(path, what, patience))
