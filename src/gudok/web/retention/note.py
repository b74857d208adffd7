"""That everything was taken away by the command line, as a backup or an export: told in the audit before it is done."""

from __future__ import annotations

from typing import Any

from gudok.web.audit.actions import write_change
from gudok.web.setup.centre import the_keeping


def note_backup(by: str, about: dict[str, Any]) -> None:
    write_change(None, "backup.made", the_keeping(), {}, about, by=by)


def note_export(by: str, about: dict[str, Any]) -> None:
    write_change(None, "centre.exported", the_keeping(), {}, about, by=by)
