from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences are compared in one language, whatever the machine speaks."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
