"""Where a library keeps the files it brings for browsers."""

from __future__ import annotations

from importlib.util import find_spec


def folders_of(package: str) -> list[str]:
    """A package's folders, found without importing it."""
    spec = find_spec(package)
    return list(spec.submodule_search_locations or ()) if spec else []
