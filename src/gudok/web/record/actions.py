"""The one thing people write into the records: their notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from gudok.web.record.models import Note

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

LONGEST = 20_000


def save_note(author: User, call: str, text: str) -> Note:
    """Keep what a person wrote about a call, replacing what this person wrote before."""
    values = {"text": text.replace("\0", "")[:LONGEST], "saved_at": timezone.now()}
    return Note.objects.update_or_create(call=call, author=author, defaults=values)[0]
