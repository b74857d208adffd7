"""Signs of life that the supervisor and the doctor ask for."""

from __future__ import annotations

import base64
import http.client
import socket
from pathlib import Path

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


def answers_socket(path: Path) -> bool:
    """True if somebody accepts connections on the unix socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(TIMEOUT_S)
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


def reachable(bind: str) -> str:
    """The address to ask when a server is bound to `bind`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104 an address is read here, not bound
