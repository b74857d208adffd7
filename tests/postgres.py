"""A PostgreSQL server for the length of a test run: a cluster in a temporary folder, reached by a unix socket only.

As a fixture: `postgres_url`. As a program, `python tests/postgres.py COMMAND…` runs
the command with GUDOK_TEST_DATABASE.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Only a test's data is in there, and it is gone in a minute: nothing need survive a power cut.
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=50"


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty database, as our settings take it; raises FileNotFoundError without PostgreSQL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not programs:
        raise FileNotFoundError("PostgreSQL is missing; run: ./gudok setup --tests")
    binaries = programs[-1].parent
    with tempfile.TemporaryDirectory(prefix="gudok-pg-") as folder:
        home = Path(folder)
        user = unprivileged(home)
        data = home / "data"
        call(
            user,
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "gudok",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}' {SPEED}"
        call(user, binaries / "pg_ctl", "-D", data, "-l", home / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql://gudok@/postgres?host={home}"
        finally:
            call(user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def unprivileged(home: Path) -> list[str]:
    """The prefix that runs a command as somebody who may run PostgreSQL (it refuses root); `home` becomes theirs."""
    if os.geteuid() != 0:
        return []
    name = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
    shutil.chown(home, name)
    return ["runuser", "-u", name, "--"]


def call(user: list[str], *command: str | Path) -> None:
    """Run to the end; raises CalledProcessError. The server must not keep our output open, so it goes to a file."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [*user, *map(str, command)], stdout=output, stderr=output, env=environment, cwd="/", check=False
        )
        output.seek(0)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]}: {output.read().decode(errors='replace')}")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL database that lives as long as the test run."""
    with cluster() as url:
        yield url


if __name__ == "__main__":
    with cluster() as address:
        sys.exit(
            subprocess.run(sys.argv[1:], env={**os.environ, "GUDOK_TEST_DATABASE": address}, check=False).returncode
        )
