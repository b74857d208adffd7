"""PostgreSQL's own programs, which read and write a dump of the server's version."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from gudok.backup.words import BackupError
from gudok.install.lang import tr

INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian has them, by major version."""


def program(name: str, major: int) -> str:
    """`pg_dump` or `pg_restore` of the server's major version or a later one; raises BackupError."""
    versions = (int(path.name) for path in INSTALLED.glob("*") if path.name.isdecimal())
    for version in sorted(found for found in versions if found >= major):
        if (INSTALLED / str(version) / "bin" / name).exists():
            return str(INSTALLED / str(version) / "bin" / name)
    found = shutil.which(name)
    if found and _version(found) >= major:
        return found
    raise BackupError(
        tr(
            f"{name} of PostgreSQL {major} or later is missing: apt-get install postgresql-client-{major}.",
            f"Нет {name} от PostgreSQL {major} или новее: apt-get install postgresql-client-{major}.",
        )
    )


def _version(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    digits = said.rsplit(" ", 1)[-1].partition(".")[0].strip()
    return int(digits) if digits.isdecimal() else 0


def run(name: str, database: dict[str, Any], major: int, *arguments: str) -> None:
    """Run one on a database as Django describes it; the password goes by the environment, which others cannot see."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    told = {variable: str(database[key]) for variable, key in names.items() if database.get(key)}
    command = [program(name, major), *arguments]
    done = subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupError(f"{name}: {done.stderr.strip()[-2000:]}")
