from __future__ import annotations

from pathlib import Path

from gudok.install.screens import BUNDLE, SOURCES, ScreensStep


def test_a_bundle_that_lost_a_file_or_is_older_than_its_sources_is_built_again(tmp_path: Path) -> None:
    step = ScreensStep(tmp_path / "tools", tmp_path)
    source, built = tmp_path / SOURCES / "app.js", tmp_path / BUNDLE / "app.js"
    for path in (source, built):
        path.parent.mkdir(parents=True)
        path.write_text("one")
    assert not step.is_done()
    step.stamp(step.sources()).set()
    assert step.is_done()
    built.unlink()
    assert not step.is_done()
    built.write_text("one")
    assert step.is_done()
    source.write_text("two")
    assert not step.is_done()
