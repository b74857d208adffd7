"""The set-up hears of people whose rights changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


class SetupConfig(AppConfig):
    name = "gudok.web.setup"

    def ready(self) -> None:
        from gudok.web.accounts.signals import roles_changed

        roles_changed.connect(_keep_telephone, dispatch_uid="setup.telephone")


def _keep_telephone(user: User, actor: User | None, **_kwargs: Any) -> None:
    from gudok.web.setup.actions import keep_telephone

    keep_telephone(actor, user.pk)
