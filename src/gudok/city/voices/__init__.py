"""The robots' voices: every sentence of the talks, spoken once at set-up and kept as sound files."""

from __future__ import annotations
