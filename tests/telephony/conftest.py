"""One private Asterisk for the whole session, and telephones."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from telephony.phone import Phone
from telephony.private import BROWSERS, SECRET, PrivateAsterisk

from gudok.install.step import SetupError

MakePhone = Callable[..., Awaitable[Phone]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.telephony)


@pytest.fixture(scope="session")
def asterisk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateAsterisk]:
    """A running Asterisk with telephones op01…op40, web1, web2, and a trunk that takes any other caller of loopback."""
    try:
        private = PrivateAsterisk(tmp_path_factory.mktemp("ast"))
    except SetupError as error:
        pytest.skip(str(error))
    try:
        private.start()
        yield private
    finally:
        private.kill()


@pytest_asyncio.fixture(autouse=True)
async def nobody_left(request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """No call of one test lives on into the next."""
    yield
    if "asterisk" in request.fixturenames:
        await request.getfixturevalue("asterisk").hang_up_all()


@pytest_asyncio.fixture
async def phone(asterisk: PrivateAsterisk) -> AsyncIterator[MakePhone]:
    """Makes telephones: `phone("op01", hertz=1000)` registered, `phone("caller")` not; all vanish after the test."""
    async with AsyncExitStack() as stack:

        async def make(user: str, hertz: float = 0, register: bool = True) -> Phone:
            url = asterisk.browser_url if user in BROWSERS else ""
            made = Phone(user, asterisk.settings.sip_port, SECRET, hertz, url)
            await stack.enter_async_context(made)
            if register and user.startswith(("op", "web")):
                answer = await made.register()
                assert answer.status == 200, answer.start
                if not url:
                    stack.push_async_callback(made.register, 0)
            return made

        yield make
