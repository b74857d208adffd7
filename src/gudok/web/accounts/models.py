"""The person who signs in."""

from __future__ import annotations

import zoneinfo
from functools import cache
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.roles import Role


@cache
def known_zones() -> frozenset[str]:
    """The zones of this machine; looking them up walks through a thousand files."""
    return frozenset(zoneinfo.available_timezones())


def check_time_zone(name: str) -> None:
    """Refuse a zone this machine does not know: every page of that person would fail."""
    if name not in known_zones():
        raise ValidationError(_("No such time zone: %(name)s"), params={"name": name})


LOGIN = RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", _("Small Latin letters, digits, dot, hyphen, underscore."))


class OwnRole(models.Model):
    """A role the centre made itself: a copy of a built-in one, then changed."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    rights = models.JSONField(_("Rights"), default=list)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People who work together. Who leads it, or belongs to it with the right to, sees its operators and queues."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    leads = models.ManyToManyField("accounts.User", verbose_name=_("Leads"), blank=True, related_name="led_teams")
    queues = models.ManyToManyField("setup.Queue", verbose_name=_("Queues"), blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, login: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(login=login, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One person of the centre.

    What a person may do follows from the roles (Django groups for the built-in ones, `own_roles` for the centre's);
    `sees` narrows of whom.
    """

    class Sees(models.TextChoices):
        CENTRE = "centre", _("The whole centre")
        OWN = "own", _("Own teams and queues")

    class Language(models.TextChoices):
        RUSSIAN = "ru", "Русский"
        ENGLISH = "en", "English"

    login = models.CharField(_("Login"), max_length=40, unique=True, validators=[LOGIN])
    full_name = models.CharField(_("Full name"), max_length=120)
    email = models.EmailField(_("Email"), blank=True)
    language = models.CharField(_("Language"), max_length=5, choices=Language.choices, default=Language.RUSSIAN)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="Europe/Moscow", validators=[check_time_zone])
    hide_numbers = models.BooleanField(_("Hide customers' numbers from this person"), default=False)
    sees = models.CharField(
        _("Sees"),
        max_length=8,
        choices=Sees.choices,
        default=Sees.CENTRE,
        help_text=_("How far the rights to see calls and operators reach."),
    )
    team = models.ForeignKey(
        Team, verbose_name=_("Team"), null=True, blank=True, on_delete=models.SET_NULL, related_name="members"
    )
    watches = models.ManyToManyField("setup.Queue", verbose_name=_("Queues to watch"), blank=True, related_name="+")
    own_roles = models.ManyToManyField(OwnRole, verbose_name=_("Own roles"), blank=True, related_name="people")
    must_change_password = models.BooleanField(_("Must choose a new password"), default=False)
    password_changed_at = models.DateTimeField(default=timezone.now, editable=False)
    subject = models.CharField(max_length=255, null=True, blank=True, unique=True, editable=False)
    """Who this is for the identity provider; NULL for who never came through it (an empty text would be one person)."""
    directory_id = models.CharField(max_length=255, null=True, blank=True, unique=True, editable=False)
    """Who this is for the company's directory; NULL for who never came with its password."""
    directory_login = models.CharField(max_length=255, blank=True, editable=False)
    """As it was typed: what the directory is asked for again."""
    gone = models.BooleanField(default=False, editable=False)
    """Closed here because the directory closed or lost the account; its word opens it again, an administrator's not."""
    is_active = models.BooleanField(_("May sign in"), default=True)
    since = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = UserManager()

    class Meta:
        ordering: ClassVar = ["full_name", "login"]

    def __str__(self) -> str:
        return self.full_name or self.login

    @property
    def role_names(self) -> list[str]:
        """The roles, in the order of the table."""
        names = {group.name for group in self.groups.all()}
        return [role.value for role in Role if role.value in names]


# The rooms inside this one have their own tables; Django finds them here.
from gudok.web.accounts.entry.models import Entry, Failure  # noqa: E402
from gudok.web.accounts.factors.models import Passkey, RecoveryCode, Totp  # noqa: E402
from gudok.web.accounts.invite.models import Invitation  # noqa: E402
from gudok.web.accounts.ldap.models import Directory  # noqa: E402
from gudok.web.accounts.oidc.models import Provider  # noqa: E402
from gudok.web.accounts.security.models import Security  # noqa: E402

__all__ = [
    "Directory", "Entry", "Failure", "Invitation", "OwnRole", "Passkey", "Provider", "RecoveryCode", "Security", "Team",
    "Totp", "User",
]  # fmt: skip
