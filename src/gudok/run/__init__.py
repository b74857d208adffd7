"""`gudok up`: starts the processes, watches them, heals them, and leaves nothing running."""

from __future__ import annotations
