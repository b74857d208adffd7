"""What is remembered of coming in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Browsers name each other: the first that fits is the one.
BROWSERS = (
    ("YaBrowser", "Yandex"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class Entry(models.Model):
    """One session: whose, how it began, and when the person was last seen in it."""

    class How(models.TextChoices):
        PASSWORD = "password", _("password")
        FACTOR = "factor", _("password and second factor")
        PASSKEY = "passkey", _("passkey")
        PROVIDER = "provider", _("company account")
        DIRECTORY = "directory", _("directory's password")
        LINK = "link", _("link")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entries")
    session = models.CharField(max_length=40, unique=True)
    how = models.CharField(max_length=10, choices=How.choices)
    at = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-seen"]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"

    @property
    def device(self) -> str:
        """Browser and system as people call them; what names itself otherwise, as it does."""
        found = [next((name for mark, name in marks if mark in self.agent), "") for marks in (BROWSERS, SYSTEMS)]
        return ", ".join(part for part in found if part) or self.agent


class Failure(models.Model):
    """A wrong password or code; `login` is what was typed, whether there is such a person or not."""

    login = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["address", "at"])]

    def __str__(self) -> str:
        return f"{self.login} {self.address}"
