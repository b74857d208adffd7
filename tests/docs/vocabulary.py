"""docs/vocabulary.md, written from the code: `python tests/docs/vocabulary.py > docs/vocabulary.md`."""

from __future__ import annotations

import inspect
import os
import sys
import tempfile
from pathlib import Path
from typing import get_args

from gudok.core import words
from gudok.core.state import CallMode, Mode

PAGE = Path(__file__).parents[2] / "docs" / "vocabulary.md"
HEAD = """# The vocabulary of the core

Written from the code; a test compares. Every turn of the journal is `{n, came, out}`: an Input, then Facts and
Commands, each with `why: {code, numbers}`. Times are UTC milliseconds, durations milliseconds.
Fields are documented in `src/gudok/core/words/`.
"""


def first_sentence(kind: type) -> str:
    """The docstring's first paragraph on one line."""
    text = inspect.cleandoc(kind.__doc__ or "")
    return " ".join(text.split("\n\n")[0].split())


def table(title: str, kinds: tuple[type, ...]) -> list[str]:
    rows = [f"| `{kind.__name__}` | {', '.join(fields(kind))} | {first_sentence(kind)} |" for kind in kinds]
    return [f"## {title}", "", "| word | fields | meaning |", "|---|---|---|", *rows, ""]


def fields(kind: type) -> list[str]:
    return [f"`{name}`" for name in getattr(kind, "__struct_fields__", ()) if name not in ("at", "why")]


def modes(title: str, kinds: tuple[type, ...]) -> list[str]:
    rows = [f"| `{kind.__struct_config__.tag}` | {first_sentence(kind)} |" for kind in kinds]  # type: ignore[attr-defined]
    return [f"## {title}", "", "| state | meaning |", "|---|---|", *rows, ""]


def codes(title: str, table_: dict[str, object]) -> list[str]:
    """Code, English, Russian: the wording people see."""
    from django.utils.translation import override

    rows = []
    for code in sorted(table_):
        with override("en"):
            english = str(table_[code])
        with override("ru"):
            russian = str(table_[code])
        rows.append(f"| `{code}` | {english} | {russian} |")
    return [f"## {title}", "", "| code | English | по-русски |", "|---|---|---|", *rows, ""]


def page() -> str:
    """The whole page. Django must have been started."""
    from gudok.web.why.reasons import REASONS
    from gudok.web.why.states import ENDS, LEGS

    lines = [
        HEAD,
        *table("Inputs", get_args(words.AnyInput)),
        *table("Facts", get_args(words.AnyFact)),
        *table("Commands", get_args(words.AnyCommand)),
        *modes("States of an operator", get_args(Mode)),
        *modes("States of a call", get_args(CallMode)),
        *codes("How a call ends", dict(ENDS)),
        *codes("How an operator's leg ends", dict(LEGS)),
        *codes("Reasons", dict(REASONS)),
    ]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GUDOK_DATA"] = folder
        from gudok.settings import data_folder, load_or_create
        from gudok.web.config.prepare import start_django

        load_or_create(data_folder())
        start_django()
        sys.stdout.write(page())
