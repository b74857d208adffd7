"""A file served by HTTP ranges, so that a browser can jump in a recording."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from django.http import HttpResponseBase

CHUNK = 256 * 1024
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def requested(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; the whole file without a (usable) header; None when it cannot be satisfied."""
    found = _RANGE.match(header.strip())
    if not found or found[1] == found[2] == "":
        return 0, size - 1
    if found[1] == "":
        last = min(int(found[2]), size)
        return (size - last, size - 1) if last else None
    first, last = int(found[1]), min(int(found[2]), size - 1) if found[2] else size - 1
    return (first, last) if first <= last else None


def serve(path: Path, header: str, content_type: str) -> HttpResponseBase:
    """200 with the whole file, 206 with a part, or 416."""
    size = path.stat().st_size
    part = requested(header, size)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = part
    headers = {"Accept-Ranges": "bytes", "Content-Length": str(last - first + 1), "Cache-Control": "private, no-store"}
    if header:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    body = _read(path, first, last - first + 1)
    return StreamingHttpResponse(body, status=206 if header else 200, content_type=content_type, headers=headers)


async def _read(path: Path, start: int, count: int) -> AsyncIterator[bytes]:
    file = await asyncio.to_thread(path.open, "rb")
    try:
        file.seek(start)
        while count > 0 and (block := await asyncio.to_thread(file.read, min(CHUNK, count))):
            count -= len(block)
            yield block
    finally:
        file.close()
