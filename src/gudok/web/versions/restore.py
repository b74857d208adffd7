"""Going back: the change of one version undone, or the whole set-up as a version had it. Both make a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gudok.web.setup.document.apply import apply, try_out
from gudok.web.setup.document.registry import tables
from gudok.web.versions.models import Version
from gudok.web.versions.queries import document_of, without

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.setup.document.compare import Change
    from gudok.web.setup.document.words import Document


def allowed(user: User, document: Document) -> Document:
    """The document without the tables this person may not change: the staff and how people sign in."""
    return {name: rows for name, rows in document.items() if user.has_perm(tables()[name].right)}


def wanted(user: User, version: Version, *, whole: bool) -> Document:
    """The set-up to be: as the version had it (`whole`), or the present one without the version's change."""
    return allowed(user, document_of(version) if whole else without(version).document)


def preview(user: User, version: Version, *, whole: bool) -> list[Change]:
    """What going back would change; raises BadDocumentError."""
    return try_out(wanted(user, version, whole=whole), actor=user)


@transaction.atomic
def go_back(user: User, version: Version, *, whole: bool) -> list[Change]:
    """Do it; raises BadDocumentError, and then nothing has changed."""
    changes = apply(user, wanted(user, version, whole=whole))
    if changes:
        mark = {"back_to": version.n} if whole else {"undid": version.n}
        Version.objects.filter(pk__in=Version.objects.values("pk")[:1]).update(**mark)
    return changes
