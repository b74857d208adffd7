"""All that is held about a person as one file: a page to read, the same as JSON, and the recordings."""

from __future__ import annotations

import json
import tempfile
import zipfile
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.web.people.held.parts import Person
    from gudok.web.people.held.queries import Section


def write(person: Person, sections: Sequence[Section]) -> IO[bytes]:
    """A ZIP in a file that is gone when it is closed; recordings are not packed again."""
    out = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115 who sends it closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        context = {"person": person, "sections": sections, "now": timezone.now()}
        packed.writestr("held.html", render_to_string("people/held_file.html", context))
        packed.writestr("held.json", json.dumps(_data(person, sections), ensure_ascii=False, indent=1))
        for section in sections:
            for file in section.files:
                packed.write(file.path, file.name, zipfile.ZIP_STORED)
    out.seek(0)
    return out


def _data(person: Person, sections: Sequence[Section]) -> dict[str, Any]:
    return {
        "customer": person.pk,
        "name": person.name,
        "parts": {
            section.name: {
                "tables": [
                    {
                        "title": str(table.title),
                        "heads": [str(head) for head in table.heads],
                        "rows": [[_plain(cell) for cell in row] for row in table.rows],
                    }
                    for table in section.tables
                ],
                "files": [file.name for file in section.files],
            }
            for section in sections
        },
    }


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.isoformat()
    return cell if isinstance(cell, int) else str(cell)
