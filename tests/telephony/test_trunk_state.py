"""What the set-up says of a trunk comes from what this Asterisk really writes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio
from telephony.private import PrivateAsterisk
from telephony.provider import Provider
from telephony.test_trunks import HELP, trunks
from telephony.wait import until
from telephony.world import World, a_world

from gudok.web.trunks.state import last_answer, registration, worded


@pytest.fixture(scope="module")
def provider(asterisk: PrivateAsterisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(tmp_path_factory.mktemp("provider"))
    try:
        made.start()
        yield made
    finally:
        made.kill()


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk) -> AsyncIterator[World]:
    async with a_world(asterisk) as made:
        yield made
        await trunks(made)


async def test_a_wrong_password_and_a_right_one_in_plain_words(world: World, provider: Provider) -> None:
    wrong = provider.trunk("88002", HELP, "wrong")
    row: Any = SimpleNamespace(user=wrong.user)

    def look() -> str:
        shown = world.asterisk.console("pjsip show registrations")
        return worded(registration(shown, wrong.name), last_answer(world.asterisk.messages, row)).look

    await trunks(world, wrong)
    await until(lambda: look() == "bad", "refused")
    assert last_answer(world.asterisk.messages, row) == "401"
    await trunks(world, provider.trunk("88002", HELP))
    await until(lambda: look() == "ok", "accepted")
