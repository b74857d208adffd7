from __future__ import annotations

import os
from pathlib import Path

import pytest

from gudok.run.only_one import AlreadyRunningError, only_one, running


def test_a_second_centre_on_the_same_folder_is_refused_by_name(tmp_path: Path) -> None:
    lock = tmp_path / "run" / "up.lock"
    assert not running(lock)
    with only_one(lock):
        assert running(lock)
        with pytest.raises(AlreadyRunningError) as refused, only_one(lock):
            pass
        assert refused.value.pid == os.getpid()
    assert not running(lock)
