"""The records' empty tables for a stage: migrations take seconds, so they run once, and what they made is copied.

That a centre makes its tables from nothing at its first start is for the tests that begin there: `run`, `city`.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from gudok.settings import DataFolder

SETTINGS = "gudok.web.config.settings"


def lay_tables(data: DataFolder) -> None:
    """Give a new data folder its tables; whoever opens the records there still looks whether a migration is missing."""
    shutil.copyfile(migrated(), data.records)


@cache
def migrated() -> Path:
    """A SQLite file that has all tables and whose settings no process uses."""
    folder = tempfile.TemporaryDirectory(prefix="gudok-tables-")
    atexit.register(folder.cleanup)
    data = DataFolder(Path(folder.name))
    data.make()
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--noinput"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS, "GUDOK_DATA": str(data.path)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # The log beside the file went into it when the last process let go of it.
    assert not data.records.with_name(data.records.name + "-wal").exists()
    return data.records
