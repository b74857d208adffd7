"""A web server with records of its own and a played centre, and a browser to look at it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import msgspec
from browser.centre import Centre
from msgspec import structs
from tables import lay_tables

from gudok import settings as installation
from gudok.core.settings import Settings
from gudok.ports import free_port
from gudok.settings import DataFolder

HERE = Path(__file__).parent


class Stage:
    """`url` is where the web listens; `centre` is the played engine."""

    def __init__(self, folder: Path, **api: Any) -> None:
        """`api`: what its [api] settings are besides the usual."""
        self.data = DataFolder(folder)
        self.data.make()
        made = installation.generate()
        port = free_port("127.0.0.1", 18000 + os.getpid() % 2000)
        made = structs.replace(made, web=structs.replace(made.web, port=port), api=structs.replace(made.api, **api))
        installation.save(made, self.data.settings)
        lay_tables(self.data)
        self.url = f"http://127.0.0.1:{port}"
        self.env = os.environ | {"GUDOK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "gudok.web.config.settings"}
        seeded = subprocess.run(
            [sys.executable, HERE / "seed.py"], env=self.env, capture_output=True, text=True, timeout=180
        )
        assert seeded.returncode == 0, seeded.stderr
        told = json.loads(seeded.stdout)
        self.centre = Centre(self.data, msgspec.convert(told["settings"], Settings), told["operators"])
        self.log = (folder / "web.log").open("w")
        self.web: subprocess.Popen[bytes] | None = None
        self.start_web()

    def start_web(self) -> None:
        command = [sys.executable, "-m", "gudok", "web"]
        self.web = subprocess.Popen(command, env=self.env, stdout=self.log, stderr=self.log)
        for _ in range(600):
            time.sleep(0.1)
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except OSError:
                assert self.web.poll() is None, Path(self.log.name).read_text()
        raise TimeoutError("the web did not start")

    def kill_web(self) -> None:
        if self.web is not None:
            self.web.kill()
            self.web.wait(10)
            self.web = None

    def close(self) -> None:
        self.kill_web()
        self.centre.close()
        self.log.close()
