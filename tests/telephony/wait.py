"""Tests wait for what should happen, never for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest


async def until(true: Callable[[], object], what: str = "", seconds: float = 10.0) -> None:
    """Wait until something is so; fails with `what`."""
    try:
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.01)
    except TimeoutError:
        pytest.fail(f"did not happen in {seconds:g} s: {what or true}")
