from __future__ import annotations

from pathlib import Path

import pytest

from gudok.install.node import is_whole


@pytest.mark.parametrize(("files", "whole"), [((), False), (("METADATA",), False), (("METADATA", "RECORD"), True)])
def test_a_package_that_pip_did_not_finish_does_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, files: tuple[str, ...], whole: bool
) -> None:
    (tmp_path / "half_made").mkdir()
    (tmp_path / "half_made" / "__init__.py").touch()
    for name in files:
        info = tmp_path / "half_made-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / name).write_text("Name: half-made\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert is_whole("half-made") is whole
