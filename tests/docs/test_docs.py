"""What people read is true: every setting, command, environment variable, word and reason has its line in docs/."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import pytest

from docs import vocabulary
from gudok.cli import COMMANDS
from gudok.settings import Settings
from gudok.web.accounts.rights import RIGHTS
from gudok.web.accounts.roles import ROLES, Role

DOCS = Path(__file__).parents[2] / "docs"
ROOT = DOCS.parent


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_vocabulary_is_what_the_code_says() -> None:
    told = read("vocabulary.md")
    assert told == vocabulary.page(), "run: python tests/docs/vocabulary.py > docs/vocabulary.md"


def test_each_word_has_a_meaning_in_both_languages() -> None:
    rows = [line for line in read("vocabulary.md").splitlines() if line.startswith("| `")]
    assert len(rows) > 100
    assert [row for row in rows if re.search(r"\|\s*\|$", row)] == []


@pytest.mark.parametrize("page", ["install.md", "install.ru.md"])
def test_each_setting_is_documented(page: str) -> None:
    text = read(page)
    for section, kind in get_type_hints(Settings).items():
        for key in get_type_hints(kind):
            assert f"`{section}.{key}`" in text, f"{page} does not name {section}.{key}"


@pytest.mark.parametrize("page", ["operate.md", "operate.ru.md"])
def test_each_command_is_documented(page: str) -> None:
    text = read(page)
    for command in COMMANDS:
        assert f"`gudok {command}" in text, f"{page} does not name gudok {command}"


@pytest.mark.parametrize("page", ["security.md", "security.ru.md"])
def test_each_right_is_documented_with_the_roles_that_have_it(page: str) -> None:
    text = read(page)
    for right in RIGHTS:
        marks = "".join(f" {'✓' if right in ROLES[role] else ''} |" for role in Role)
        assert re.search(rf"^\| `{re.escape(right)}` \| [^|]+ \|{re.escape(marks)}$", text, re.MULTILINE), right


@pytest.mark.parametrize("page", ["install.md", "install.ru.md"])
def test_each_environment_variable_is_documented(page: str) -> None:
    sources = [*(ROOT / "src").rglob("*.py"), ROOT / "gudok"]
    named = {
        name for source in sources for name in re.findall(r"\bGUDOK_[A-Z_]+\b", source.read_text(encoding="utf-8"))
    }
    inner = {"GUDOK_ENGINE", "GUDOK_RECORD", "GUDOK_TEST_DATABASE"}
    text = read(page)
    assert [name for name in sorted(named - inner) if name not in text] == []


PAGES = ["../README.md", "../README.ru.md", "../CONTRIBUTING.md"]
PAGES += ["install.md", "install.ru.md", "operate.md", "operate.ru.md", "bench.md", "api.md", "api.ru.md"]
PAGES += ["security.md", "security.ru.md", "routing.md", "routing.ru.md", "../conformance/README.md"]


@pytest.mark.parametrize("page", PAGES)
def test_no_link_leads_nowhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", read(page)):
        assert ((DOCS / page).parent / target).exists(), f"{page} links to {target}"
