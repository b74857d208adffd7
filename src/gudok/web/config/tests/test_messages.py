"""Every string in both languages, and none in the source itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import polib
import pytest

from gudok.web.config.messages import LOCALE, WEB, Message, all_messages, translated_elsewhere

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
ALLOWED = {
    "config/settings.py", "accounts/models.py", "desk/spelling.py", "desk/templates/desk/help.html",
    "people/names.py", "people/own/values.py",
}  # fmt: skip
"""These name the language itself in its own words, letters on keys, or what people write in a table."""


def catalogue(language: str) -> dict[Message, polib.POEntry]:
    files = [LOCALE / language / "LC_MESSAGES" / "django.po", *WEB.glob(f"*/locale/{language}/LC_MESSAGES/django.po")]
    entries = (entry for file in files for entry in polib.pofile(str(file)))
    # A string with a context is another one: it translates no string that stands without it.
    return {Message(entry.msgid, entry.msgid_plural): entry for entry in entries if not entry.msgctxt}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_waits_for_a_translation(language: str) -> None:
    known = catalogue(language)
    missing = [
        f"{where}: {message.text}"
        for message, where in all_messages().items()
        if message not in known or not known[message].translated()
    ]
    assert missing == [], "run: python -m gudok.web.config.messages, then translate"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_translations_keep_their_placeholders(language: str) -> None:
    for message, entry in catalogue(language).items():
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            if text:
                assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(message.text)), message.text


def test_a_string_of_two_rooms_has_one_translation() -> None:
    """All rooms' words are one heap at work: of two translations one wins everywhere. A `context` keeps them apart."""
    files = [LOCALE / "ru" / "LC_MESSAGES" / "django.po", *WEB.glob("*/locale/ru/LC_MESSAGES/django.po")]
    said: dict[tuple[str, str, str], set[str]] = {}
    for entry in (entry for file in files for entry in polib.pofile(str(file)).translated_entries()):
        key = (entry.msgctxt or "", entry.msgid, entry.msgid_plural)
        said.setdefault(key, set()).add(entry.msgstr or str(entry.msgstr_plural))
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


def test_russian_is_russian_and_fills_all_four_forms() -> None:
    for message, entry in catalogue("ru").items():
        assert not message.plural or sorted(entry.msgstr_plural) == [0, 1, 2, 3]
    assert translated_elsewhere("ru").rooms <= {path.name for path in WEB.iterdir()}


def sources(suffix: str) -> list[Path]:
    skipped = {"tests", "migrations", "node_modules", "frontend", "static"}
    found = [path for path in sorted(WEB.rglob(f"*{suffix}")) if skipped.isdisjoint(path.relative_to(WEB).parts)]
    return [path for path in found if path.name != "conftest.py"]


@pytest.mark.parametrize("path", sources(".html"), ids=str)
def test_no_russian_stands_in_a_template(path: Path) -> None:
    assert str(path.relative_to(WEB)) in ALLOWED or not CYRILLIC.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sources(".py"), ids=str)
def test_no_russian_stands_in_code(path: Path) -> None:
    if str(path.relative_to(WEB)) in ALLOWED:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]
    assert [text for text in literals if CYRILLIC.search(text)] == []


@pytest.mark.parametrize("path", sources(".html"), ids=str)
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    """Text between tags and in labels is inside a translate tag (names that are the same everywhere stand apart)."""
    text = re.sub(
        r"{%-?\s*blocktrans.*?endblocktrans(late)?\s*%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    text = re.sub(r"{% block (body_class|theme|theme_choice) %}.*?{% endblock %}", "", text)
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", " ", text, flags=re.DOTALL)
    text = re.sub(r"<(script|style).*?</\1>|<!--.*?-->", " ", text, flags=re.DOTALL)
    bare = re.findall(r">([^<]*)<", f">{text}<") + re.findall(r'(?:placeholder|aria-label|title|alt)="([^"]*)"', text)
    words = {word for piece in bare for word in re.findall(r"[A-Za-z]{2,}", piece)}
    assert words <= {"VIP", "JSON", "UDP", "TCP", "Ctrl", "Enter", "Shift", "Esc", "Space", "nbsp", "Tab", "quot"}, path
