"""Hypothesis here: the same examples at every run; GUDOK_FUZZ=1000 tries that many new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("fuzz", deadline=None, database=None)
settings.load_profile("fuzz" if "GUDOK_FUZZ" in os.environ else "same")
