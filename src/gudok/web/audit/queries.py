from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet


def entries(*, person: str = "", verb: str = "") -> QuerySet[AuditEntry]:
    """Newest first, narrowed by a part of the person's name and the beginning of the verb."""
    found = AuditEntry.objects.all()
    if person:
        found = found.filter(actor_name__icontains=person)
    if verb:
        found = found.filter(verb__startswith=verb)
    return found
