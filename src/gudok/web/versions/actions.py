"""Keeping versions: called inside the transaction of every change of the set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.setup.document.write import present
from gudok.web.versions.models import Version

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

START = "gudok"


def keep_version(actor: User | None, by: str, n: int) -> Version | None:
    """Keep the set-up as it is now, unless it looks as it did before (a password says nothing in a document)."""
    document = present()
    last = Version.objects.first()
    if last is not None and last.document == document:
        return None
    name = str(actor) if actor else by[:120] or START
    return Version.objects.create(n=n, actor=actor, actor_name=name, document=document)


def keep_beginning(n: int) -> None:
    """The first version: what was set up before versions were kept, or came with the program."""
    if not Version.objects.exists():
        keep_version(None, "", n)
