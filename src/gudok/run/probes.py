"""Signs of life that the supervisor and the doctor ask for."""

from __future__ import annotations

import base64
import http.client
from pathlib import Path

from gudok.edges.bus.unix import NoEngine, Ping, ask_now

TIMEOUT_S = 2.0


def answers_http(host: str, port: int, path: str, user: str = "", password: str = "") -> bool:
    """True if GET gives 200."""
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    headers = {}
    if user:
        headers["Authorization"] = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def answers_bus(path: Path) -> bool:
    """True if the engine behind the socket answers: a hung one still has its socket open."""
    try:
        return ask_now(path, Ping(), TIMEOUT_S).ok
    except NoEngine:
        return False


def reachable(bind: str) -> str:
    """The address to ask when a server is bound to `bind`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104 an address is read here, not bound
