"""demo.toml: passwords that stay, a pace that can be set, mistakes that are told."""

from __future__ import annotations

from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec.structs import replace

from gudok.city import demo
from gudok.city.people import HUMANS
from gudok.settings import SettingsError


def test_passwords_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "demo.toml"
    first = demo.load(path)
    assert set(first.passwords) == {member.login for member in HUMANS}
    assert len(set(first.passwords.values())) == len(HUMANS)
    demo.save(first, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert demo.load(path) == first


def test_what_was_set_stays(tmp_path: Path) -> None:
    path = tmp_path / "demo.toml"
    changed = demo.Demo({"anna": "x"}, filled=True, pace=demo.Pace(rate=0.25, most_talks=3))
    demo.save(changed, path)
    demo.save(replace(demo.load(path), filled=True), path)
    assert demo.load(path) == changed


@pytest.mark.parametrize("text", ["filled = 3", "passwords = {}\nsurprise = 1", "[pace]\nrate = -1\n[passwords]", "["])
def test_a_mistake_is_told_with_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "demo.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"demo\.toml"):
        demo.load(path)


@pytest.mark.parametrize("page", ["operate.md", "operate.ru.md"])
def test_each_key_of_the_pace_is_documented(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    assert [key for key in get_type_hints(demo.Pace) if f"| `{key}` |" not in text] == []
