"""The strings people read: found in Python files and templates, kept in .po files.

A room may have a locale folder of its own; web/locale holds the strings of all the others that none of those has.
`python -m gudok.web.config.messages` brings the latter up to date: new strings are added without a translation, gone
ones are dropped, English translates itself. It needs no gettext programs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Set
from pathlib import Path
from typing import NamedTuple

import polib

WEB = Path(__file__).resolve().parents[1]
LOCALE = WEB / "locale"
_SKIPPED = {"tests", "migrations", "node_modules", "frontend", "static"}
_PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "_lazy"}
_PLURAL = {"ngettext", "ngettext_lazy"}
# What Django makes of a template: gettext(u'…'), ngettext(u'…', u'…', n), all else blotted out.
_TEMPLATE_CALL = re.compile(
    r"""\bn?gettext\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:,\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))?)"""
)


class Message(NamedTuple):
    """A string of the source; `plural` is empty for one without numerals."""

    text: str
    plural: str = ""


def all_messages(without: Set[str] = frozenset()) -> dict[Message, str]:
    """Every string, but those of the rooms in `without`, with the first file it stands in."""
    found: dict[Message, str] = {}
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html")]):
        if (_SKIPPED | without).isdisjoint(path.relative_to(WEB).parts):
            for message in _in_python(path) if path.suffix == ".py" else _in_template(path):
                found.setdefault(message, str(path.relative_to(WEB)))
    return found


def _in_python(path: Path) -> list[Message]:
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return [message for call in calls if (message := _of_call(call))]


def _of_call(call: ast.Call) -> Message | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name in _PLAIN and texts:
        return Message(texts[0])
    return Message(texts[0], texts[1]) if name in _PLURAL and len(texts) >= 2 else None


def _in_template(path: Path) -> list[Message]:
    from django.utils.translation.template import templatize

    python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return [Message(*ast.literal_eval(f"[{found}]")) for found in _TEMPLATE_CALL.findall(python)]


class Elsewhere(NamedTuple):
    """The rooms with locale folders of their own, and what they translate."""

    rooms: set[str]
    messages: set[Message]


def translated_elsewhere(language: str) -> Elsewhere:
    files = sorted(WEB.glob(f"*/locale/{language}/LC_MESSAGES/django.po"))
    entries = [entry for file in files for entry in polib.pofile(str(file)).translated_entries()]
    # One with a context is another string: what is said without it is found without it.
    plain = {Message(entry.msgid, entry.msgid_plural) for entry in entries if not entry.msgctxt}
    return Elsewhere({file.parts[-5] for file in files}, plain)


def update(language: str) -> int:
    """Bring one language's file up to date; returns how many strings wait for a translation."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    elsewhere = translated_elsewhere(language)
    messages = {
        message: where
        for message, where in all_messages(without=elsewhere.rooms).items()
        if message not in elsewhere.messages
    }
    old = (
        {Message(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    )
    po = polib.POFile(wrapwidth=120)
    po.metadata = _metadata(language)
    for message, where in sorted(messages.items(), key=lambda pair: (pair[1], pair[0])):
        po.append(_entry(message, where, old.get(message), language))
    path.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(path))
    return len(po.untranslated_entries())


def _entry(message: Message, where: str, old: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgid_plural=message.plural, occurrences=[(where, "")])
    if re.search(r"%(\(\w+\))?[sd]", message.text):
        entry.flags.append("python-format")
    if language == "en":
        entry.msgstr = "" if message.plural else message.text
        entry.msgstr_plural = {0: message.text, 1: message.plural} if message.plural else {}
    elif old:
        entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural
    elif message.plural:
        entry.msgstr_plural = dict.fromkeys(range(4), "")
    return entry


def _metadata(language: str) -> dict[str, str]:
    plural = {
        "en": "nplurals=2; plural=(n != 1);",
        "ru": "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
        "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14) ? 2 : 3);",
    }
    return {
        "Project-Id-Version": "gudok",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural[language],
    }


if __name__ == "__main__":
    for code in ("ru", "en"):
        print(f"{code}: {update(code)} to translate")  # noqa: T201
