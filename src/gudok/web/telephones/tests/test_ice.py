"""The way of voice: what browsers are told, and a real TURN server that takes the passwords."""

from __future__ import annotations

import socket
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from msgspec.structs import replace

from gudok.install.system import TURNSERVER
from gudok.ports import free_port
from gudok.settings import Ice
from gudok.web.telephones.ice import ice_servers, turn_password

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User

SECRET = "shared-with-the-turn-server"
URL = "turn:turn.romashka.example:3478"


def test_without_servers_the_way_is_straight() -> None:
    assert ice_servers(Ice(), "alice", 0) == {"iceServers": [], "iceTransportPolicy": "all"}


def test_the_servers_and_a_password_for_hours() -> None:
    settings = Ice(stun=["stun:s.example"], turn=[URL], turn_secret=SECRET, turn_hours=2, relay_only=True)
    told = ice_servers(settings, "alice", 1_000)
    stun, turn = told["iceServers"]
    assert stun == {"urls": ["stun:s.example"]}
    assert (turn["urls"], turn["username"]) == ([URL], "8200:alice")
    assert told["iceTransportPolicy"] == "relay"


@pytest.mark.django_db
def test_a_page_asks_for_the_way_of_its_own_person(
    alice: User, charlie: User, sign_in: Callable[[User], Client], settings: Any
) -> None:
    settings.GUDOK = replace(settings.GUDOK, ice=Ice(turn=[URL], turn_secret=SECRET))
    answer = sign_in(alice).get(reverse("telephone_ice"))
    assert "no-store" in answer.headers["Cache-Control"]
    (server,) = answer.json()["config"]["iceServers"]
    until, login = server["username"].split(":")
    assert login == "alice"
    assert 11 * 3600 < int(until) - time.time() <= 12 * 3600
    assert answer.json()["renew_s"] == 6 * 3600
    assert SECRET not in answer.content.decode()
    assert sign_in(charlie).get(reverse("telephone_ice")).status_code == 403


@pytest.fixture(scope="module")
def turn_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A TURN server of Debian's on loopback that knows the secret."""
    folder, port = tmp_path_factory.mktemp("coturn"), free_port("127.0.0.1", 27_400)
    program = TURNSERVER.path()
    assert program, "coturn is missing: ./gudok setup --tests"
    (folder / "turn.conf").write_text(config(folder, port))
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen([program, "-c", folder / "turn.conf"], stdout=out, stderr=out)
    try:
        for _ in range(100):
            assert process.poll() is None, (folder / "out").read_text()
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def config(folder: Path, port: int) -> str:
    lines = [
        "listening-ip=127.0.0.1", f"listening-port={port}", "relay-ip=127.0.0.1", "use-auth-secret",
        f"static-auth-secret={SECRET}", "realm=romashka.example", "no-tls", "no-dtls", "no-cli", "allow-loopback-peers",
        "min-port=27500", "max-port=27600", f"userdb={folder}/turndb", f"pidfile={folder}/pid",
        f"log-file={folder}/log",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def passes(port: int, name: str, password: str) -> bool:
    """Whether the server gives who comes with these a way: coturn's own client sends a few packets over it."""
    command = ["turnutils_uclient", "-y", "-c", "-n", "2", "-m", "1", "-p", str(port), "-u", name, "-w", password]
    try:
        done = subprocess.run([*command, "127.0.0.1"], capture_output=True, text=True, timeout=10)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and "Total lost packets 0" in done.stdout


def test_a_turn_server_takes_the_password_and_no_other(turn_port: int) -> None:
    now = int(time.time())
    assert passes(turn_port, *turn_password(SECRET, "alice", now + 60))
    name, password = turn_password(SECRET, "alice", now + 60)
    assert not passes(turn_port, name.replace("alice", "bob"), password)
    assert not passes(turn_port, *turn_password("another-secret-altogether", "alice", now + 60))
    assert not passes(turn_port, *turn_password(SECRET, "alice", now - 60))
