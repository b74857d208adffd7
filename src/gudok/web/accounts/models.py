"""The person who signs in."""

from __future__ import annotations

import zoneinfo
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.roles import Role


def check_time_zone(name: str) -> None:
    """Refuse a zone this machine does not know: every page of that person would fail."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("No such time zone: %(name)s"), params={"name": name})


LOGIN = RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", _("Small Latin letters, digits, dot, hyphen, underscore."))


class UserManager(BaseUserManager["User"]):
    def create_user(self, login: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(login=login, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One person of the centre. What a person may do follows from the roles (Django groups) alone."""

    class Language(models.TextChoices):
        RUSSIAN = "ru", "Русский"
        ENGLISH = "en", "English"

    login = models.CharField(_("Login"), max_length=40, unique=True, validators=[LOGIN])
    full_name = models.CharField(_("Full name"), max_length=120)
    email = models.EmailField(_("Email"), blank=True)
    language = models.CharField(_("Language"), max_length=5, choices=Language.choices, default=Language.RUSSIAN)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="Europe/Moscow", validators=[check_time_zone])
    hide_numbers = models.BooleanField(_("Hide customers' numbers from this person"), default=False)
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
