"""Settings of the test run: its own data folder, quick hashing, PostgreSQL where GUDOK_TEST_DATABASE names it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="gudok-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["GUDOK_DATA"] = str(_folder)

from gudok.web.config.database import database  # noqa: E402
from gudok.web.config.settings import *  # noqa: E402, F403

DATABASES = {"default": database(os.environ.get("GUDOK_TEST_DATABASE", ""), _folder / "records.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
