"""Results as lines of text, as quick to write as to read: `Group: result > order #article !`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from gudok.web.setup.codes import free_code

if TYPE_CHECKING:
    from gudok.web.setup.day import ResultRow

CALL_BACK = "!"
OPENS = {
    "order": (gettext_lazy("order"), "gudok.web.orders"),
    "case": (gettext_lazy("case"), "gudok.web.cases"),
}
"""The forms a result may bring up at the desk: in words, and the room that has the form."""
_LINE = re.compile(
    r"(?P<what>.*?)(?:\s*>\s*(?P<opens>[^\W\d_]+))?(?:\s+#(?P<article>[a-z][a-z0-9-]*))?\s*(?P<callback>!?)\s*"
)


def opens() -> dict[str, str]:
    """What can be opened here, in the page's language: only forms of rooms that are there."""
    return {name: str(word) for name, (word, room) in OPENS.items() if apps.is_installed(room)}


def written(row: ResultRow) -> str:
    """A result as a line of the form."""
    group = f"{row['group']}: " if row["group"] else ""
    then = f" > {OPENS[name][0]}" if (name := row.get("opens", "")) in OPENS else ""
    article = f" #{code}" if (code := row.get("article", "")) else ""
    return f"{group}{row['name']}{then}{article}{CALL_BACK if row['callback'] else ''}"


def read(text: str, before: list[ResultRow]) -> list[ResultRow]:
    """The results of the lines. One that was there before under the same name keeps its code, and so its calls.

    ValidationError for a form or an article that there is not.
    """
    known = {(row["group"], row["name"]): row["code"] for row in before}
    taken = {row["code"] for row in before}
    rows: dict[tuple[str, str], ResultRow] = {}
    for line in text.splitlines():
        found = _LINE.fullmatch(line.strip())
        if found is None:
            continue
        group, colon, name = (part.strip() for part in found["what"].partition(":"))
        key = (group, name) if colon and name else ("", found["what"].strip(": "))
        if not key[1] or key in rows:
            continue
        code = known.get(key) or free_code(key[1], taken)
        taken.add(code)
        rows[key] = {"code": code, "group": key[0], "name": key[1], "callback": bool(found["callback"])}
        if found["opens"]:
            rows[key]["opens"] = _form(found["opens"])
        if found["article"]:
            rows[key]["article"] = found["article"]
    return list(rows.values())


def _form(word: str) -> str:
    """The form that a word means, in any of our languages."""
    for name in opens():
        for language, _name in settings.LANGUAGES:
            with override(language):
                if word.lower() in {name, str(OPENS[name][0]).lower()}:
                    return name
    told = {"word": word, "words": ", ".join(opens().values())}
    raise ValidationError(_("After “>” there may stand: %(words)s; not “%(word)s”.") % told)
