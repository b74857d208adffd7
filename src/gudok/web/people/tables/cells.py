"""Cells of tables: such as no table's program takes for a formula, and back."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A table's program would take such a cell for a formula."""


def safe(cell: str) -> str:
    """The cell so that no table's program takes it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def bare(cell: str) -> str:
    """The cell as it was before `safe`, without spaces around."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
