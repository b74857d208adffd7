"""schemathesis: the API keeps to its own description, for every role, by token and by session; no error is ours."""

from __future__ import annotations

import http.cookiejar
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from machines.conftest import new_token, open_stage

from gudok.web.api.scopes import SCOPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.stage import Stage

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "allow_header_conformance",
)
STREAM = "/api/v1/events"
"""Never ends, and so has tests of its own."""


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage of its own: what is thrown at it changes it."""
    made = open_stage(tmp_path_factory.mktemp("described") / "data")
    yield made
    made.close()


def throw(stage: Stage, folder: Path, headers: dict[str, str], seconds: int, phases: str, examples: int) -> None:
    """Throw so many generated requests at every operation, for so many seconds at the most."""
    sent = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    limits = ["--max-time", str(seconds), "-n", str(examples), "--phases", phases, "--no-shrink"]
    wanted = ["--checks", ",".join(CHECKS), "--exclude-path", STREAM, "--continue-on-failure", "--warnings", "off"]
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{stage.url}/api/v1/openapi.json"]
    done = subprocess.run(
        [*command, *sent, *limits, *wanted], cwd=folder, capture_output=True, text=True, timeout=seconds + 60
    )
    said = done.stdout[-6000:] + done.stderr + Path(stage.log.name).read_text(encoding="utf-8")[-6000:]
    assert done.returncode == 0, said
    assert re.search(r"Tested: [1-9]", done.stdout), done.stdout
    assert "Traceback" not in (stage.data.path / "web.log").read_text()


class Stay(urllib.request.HTTPRedirectHandler):
    """Where one is sent after signing in does not matter here."""

    def redirect_request(self, *args: object) -> None:
        return None


@pytest.mark.parametrize("login", ["charlie", "alice", "bob"])
def test_with_a_token_of_each_role(described: Stage, tmp_path: Path, login: str) -> None:
    headers = {"Authorization": f"Bearer {new_token(described, login, *SCOPES)}"}
    throw(described, tmp_path, headers, 8, "examples,fuzzing", 2)


def test_with_a_session(described: Stage, tmp_path: Path) -> None:
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), Stay())
    page = opener.open(f"{described.url}/sign-in/", timeout=10).read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    form = {"username": "bob", "password": "bob-secret", "csrfmiddlewaretoken": found[1]}
    with pytest.raises(urllib.error.HTTPError):
        opener.open(f"{described.url}/sign-in/", urllib.parse.urlencode(form).encode(), timeout=10)
    cookies = {cookie.name: cookie.value or "" for cookie in jar}
    csrf = next(value for name, value in cookies.items() if "csrf" in name)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "X-CSRFToken": csrf}
    throw(described, tmp_path, headers, 8, "examples,fuzzing", 2)


def test_with_an_administrators_token(described: Stage, tmp_path: Path) -> None:
    """The last one: it changes people and queues, too."""
    headers = {"Authorization": f"Bearer {new_token(described, 'dave', *SCOPES)}"}
    throw(described, tmp_path, headers, 28, "examples,coverage,fuzzing", 4)
