from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from gudok.web.lists.models import SavedView

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gudok.web.accounts.models import User


def views_of(user: User, list_name: str) -> QuerySet[SavedView]:
    """One's own, and what others share."""
    return SavedView.objects.filter(Q(owner=user) | Q(shared=True), list=list_name).select_related("owner")


def may_drop(user: User, view: SavedView) -> bool:
    """One's own; with the right to share also what others share."""
    return view.owner_id == user.pk or (view.shared and user.has_perm("lists.share"))
