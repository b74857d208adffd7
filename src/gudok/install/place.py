"""Where things stand: the checkout, the tools brought into it, the data folder."""

from __future__ import annotations

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


def tools() -> Path:
    """The folder of everything that set-up brings except Python itself."""
    return Path(os.environ.get("GUDOK_TOOLS") or CHECKOUT / ".tools").absolute()


def venv() -> Path:
    """The Python environment made by the launcher."""
    return CHECKOUT / ".venv"


def data() -> Path:
    """The installation's data folder."""
    return Path(os.environ.get("GUDOK_DATA") or CHECKOUT / "data").absolute()
