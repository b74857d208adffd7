"""A whole centre and its people for each test."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from crowd import Crowd, crowd
from story import Story
from whole import WholeCentre, whole_centre

from gudok.install.step import SetupError


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.telephony)


@pytest.fixture
def ari_port() -> int:
    """Where the engine looks for Asterisk; 0: at Asterisk itself."""
    return 0


@pytest.fixture
def stopped(tmp_path: Path, ari_port: int) -> Iterator[WholeCentre]:
    """A centre that nobody has started yet."""
    try:
        with whole_centre(tmp_path / "data", ari_port=ari_port) as made:
            yield made
            messages = made.data.asterisk / "log" / "messages.log"
            sys.stderr.write(messages.read_text(errors="replace")[-3000:] if messages.exists() else "")
            for process in made.processes.values():
                sys.stderr.write(f"--- {process.child.name}\n{process.told()}\n")  # shown when the test fails
    except SetupError as error:
        pytest.skip(str(error))


@pytest_asyncio.fixture
async def centre(stopped: WholeCentre) -> WholeCentre:
    """A running centre."""
    await stopped.start()
    return stopped


@pytest.fixture
def story(stopped: WholeCentre) -> Iterator[Story]:
    """The centre's journal."""
    made = Story(stopped.data.journal)
    yield made
    for turn in made.turns[-60:]:
        sys.stderr.write("\n    ".join(map(str, (turn.n, turn.came, *turn.out))) + "\n")
    made.close()


@pytest_asyncio.fixture
async def people(stopped: WholeCentre, story: Story) -> AsyncIterator[Crowd]:
    """Its operators and callers; they vanish after the test."""
    async with crowd(stopped, story) as made:
        yield made
