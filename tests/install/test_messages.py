from __future__ import annotations

import gettext
import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from gudok.install.messages import MessagesStep
from gudok.install.say import Say
from gudok.install.step import SetupError

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def quiet() -> Say:
    return Say(Console(file=io.StringIO()))


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "web/locale/ru/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + 'msgid "Ready"\nmsgstr "Готов"\n\n#, fuzzy\nmsgid "Break"\nmsgstr "Поломка"\n')
    return path


def test_a_language_file_is_compiled_once_and_again_when_it_changes(tmp_path: Path, po: Path) -> None:
    step = MessagesStep(tmp_path)
    assert not step.is_done()
    step.do(quiet())
    assert step.is_done()
    with po.with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Ready") == "Готов"
    assert words.gettext("Break") == "Break", "an unsure translation is not shown"
    later = po.with_suffix(".mo").stat().st_mtime + 5
    os.utime(po, (later, later))
    assert not step.is_done()


def test_a_broken_language_file_is_named(tmp_path: Path, po: Path) -> None:
    po.write_text("no such word\n")
    with pytest.raises(SetupError, match=r"django\.po"):
        MessagesStep(tmp_path).do(quiet())
