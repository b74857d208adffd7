"""Files of cases: each in the data folder under a name of its own, and its row; never opened, only handed out again."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _

from gudok.web.audit.actions import write_change
from gudok.web.cases.choices import the_rules
from gudok.web.cases.models import CaseFile
from gudok.web.drafts.history import note_step

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.files.uploadedfile import UploadedFile

    from gudok.web.accounts.models import User
    from gudok.web.cases.models import Case

MB = 1024 * 1024
LONGEST = 120
LEFT_OVER = 3600.0
"""Seconds after which a file without a row belongs to nobody: its process died before the row."""


class FileRefusedError(ValueError):
    """A file that may not be added; the message is for people."""


def folder() -> Path:
    path: Path = settings.DATA.files
    return path


def keep_file(actor: User, case: Case, upload: UploadedFile) -> CaseFile:
    """Add a file to a case; raises FileRefusedError. First the whole file is on the disk, then its row."""
    name = checked(case, upload)
    folder().mkdir(parents=True, exist_ok=True)
    key = secrets.token_hex(16)
    part = folder() / f".{key}.part"
    part.touch(0o600, exist_ok=False)
    with part.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder() / key)
    with transaction.atomic():
        row = CaseFile.objects.create(case=case, who=actor, name=name, size=upload.size or 0, key=key)
        note_step(actor, case, "file", "", name)
        write_change(actor, "case.file_added", case, {}, {"name": name, "size": row.size})
    return row


def checked(case: Case, upload: UploadedFile) -> str:
    """The name it is kept by; raises FileRefusedError."""
    rules = the_rules()
    # Some browsers send the whole path; what no eye sees would only deceive.
    name = PurePosixPath((upload.name or "").replace("\\", "/")).name
    name = "".join(char for char in name if char.isprintable())
    stem, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in rules.endings:
        raise FileRefusedError(_("Files of this kind are not taken. Taken are: %(types)s.") % {"types": rules.types})
    if not upload.size or upload.size > rules.most_mb * MB:
        raise FileRefusedError(_("The file is empty or larger than %(most)d MB.") % {"most": rules.most_mb})
    if case.files.count() >= rules.most_files:
        raise FileRefusedError(_("A case has at most %(most)d files.") % {"most": rules.most_files})
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"


def hand_out(row: CaseFile) -> FileResponse | None:
    """The file as a download that no browser runs or shows within the site; None when it is lost."""
    try:
        file = (folder() / row.key).open("rb")
    except FileNotFoundError:
        return None
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
    return FileResponse(
        file, as_attachment=True, filename=row.name, content_type="application/octet-stream", headers=headers
    )


def sweep() -> int:
    """Remove what has no row: left by a process that died, or by a case that was thrown away. Says how much."""
    old, gone = time.time() - LEFT_OVER, 0
    known = set(CaseFile.objects.values_list("key", flat=True))
    for path in folder().iterdir() if folder().exists() else ():
        if path.name not in known and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
