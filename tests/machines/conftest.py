from __future__ import annotations

import subprocess
import sys
from functools import cache, partial
from typing import TYPE_CHECKING

import pytest
from browser.stage import Stage
from machines.receiver import Receiver, Work, receiving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

MAKE = """
import sys
from gudok.web.config.prepare import start_django
start_django()
from gudok.web.accounts.models import User
from gudok.web.api.actions import make_token
login, *scopes = sys.argv[1:]
person = User.objects.get(login=login)
print(make_token(None, {"name": "test", "person": person, "scopes": scopes})[1])
"""


def open_stage(folder: Path) -> Stage:
    """A web server and a played centre that programs may ask often; webhooks may go to this machine."""
    return Stage(folder, private_webhooks=True, requests_per_minute=100_000)


def new_token(stage: Stage, login: str, *scopes: str) -> str:
    """A token that acts as a person of the stage."""
    command = [sys.executable, "-c", MAKE, login, *scopes]
    done = subprocess.run(command, env=stage.env, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="session")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = open_stage(tmp_path_factory.mktemp("machines") / "data")
    yield made
    made.close()


@pytest.fixture
def stage(machines: Stage) -> Stage:
    """Nobody at work, no call, the web runs."""
    if machines.web is None or machines.web.poll() is not None:
        machines.start_web()
    machines.centre.clear()
    return machines


@pytest.fixture(scope="session")
def token(machines: Stage) -> Callable[..., str]:
    """Makes a token: a person's login, then the scopes."""
    return cache(partial(new_token, machines))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as made:
        yield made


@pytest.fixture
def work(stage: Stage) -> Iterator[Work]:
    made = Work(stage)
    yield made
    made.kill()
