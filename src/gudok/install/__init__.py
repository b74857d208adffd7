"""Set-up: one module for each thing that must be brought, all of one shape (step.Step)."""

from __future__ import annotations
