"""Hypothesis here: the same examples at every run; GUDOK_FUZZ=1000 tries that many new ones."""

from __future__ import annotations

import os

from hypothesis import settings

OURS = settings.get_profile("gudok")
settings.register_profile("same", OURS, derandomize=True, database=None)
settings.register_profile("fuzz", OURS, database=None)
settings.load_profile("fuzz" if "GUDOK_FUZZ" in os.environ else "same")
