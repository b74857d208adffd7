"""The first administrator of a new centre: without one nobody could sign in to add the others."""

from __future__ import annotations

import secrets

from gudok.install.lang import tr

LOGIN = "admin"


def first_administrator() -> list[str]:
    """Add one if there are no people yet; the lines that tell the password, once. Django must have been started."""
    from gudok.web.accounts.models import User
    from gudok.web.accounts.roles import Role
    from gudok.web.setup.actions import save_person

    if User.objects.exists():
        return []
    password = secrets.token_urlsafe(9)
    name = tr("Administrator", "Администратор")
    save_person(None, None, {"login": LOGIN, "full_name": name, "password": password, "roles": [Role.ADMINISTRATOR]})
    return [
        tr(f"Sign in as {LOGIN} with password {password}", f"Войдите как {LOGIN}, пароль {password}"),
        tr(
            f"(told only now; a new one: ./gudok manage changepassword {LOGIN})",
            f"(показан один раз; новый: ./gudok manage changepassword {LOGIN})",
        ),
    ]
