"""Tests wait for what should happen, never for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

PATIENCE = 15.0
"""Seconds for what takes milliseconds on a machine with nothing else to do."""


async def until(true: Callable[[], object], what: str | Callable[[], str] = "", seconds: float = PATIENCE) -> None:
    """Wait until something is so; fails with `what`, or with what it tells then."""
    try:
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.01)
    except TimeoutError:
        told = what() if callable(what) else what
        pytest.fail(f"did not happen in {seconds:g} s: {told or true}")
