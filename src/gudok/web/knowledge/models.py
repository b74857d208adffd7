"""Articles with a draft that is worked at and versions that were published, and receipts of who has read which."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gudok.web.finding.counted import Counted
from gudok.web.setup.codes import Coded

LONGEST_TITLE, LONGEST_TEXT = 160, 100_000


class Section(models.Model):
    """A shelf of articles. It comes with the first article that names it."""

    name = models.CharField(_("Name"), max_length=80, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class ArticleTag(models.Model):
    name = models.CharField(_("Name"), max_length=40, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Article(Coded):
    """`title` is that of the newest version, before the first one the draft's.

    `versions` tells of each field of the draft the edition of its last change, by which page, by whom: as
    `drafts.merge` reads it.
    """

    title = models.CharField(_("Title"), max_length=LONGEST_TITLE)
    section = models.ForeignKey(
        Section, verbose_name=_("Section"), null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    tags = models.ManyToManyField(ArticleTag, verbose_name=_("Tags"), blank=True, related_name="articles")
    queues = models.ManyToManyField(
        "setup.Queue",
        verbose_name=_("Queues"),
        blank=True,
        related_name="articles",
        help_text=_("None: of every queue. Articles of a call's queue are offered first."),
    )
    must_read = models.BooleanField(
        _("Must be read"),
        default=False,
        help_text=_("Operators of its queues confirm that they have read it before they are ready; each new version."),
    )
    archived = models.BooleanField(_("Is put away"), default=False)
    published = models.ForeignKey("Edition", null=True, on_delete=models.SET_NULL, related_name="+")
    draft_title = models.CharField(_("Title"), max_length=LONGEST_TITLE, blank=True)
    draft_text = models.TextField(_("Text"), blank=True)
    version = models.PositiveIntegerField(default=1)
    versions = models.JSONField(default=dict)
    drafted_at = models.DateTimeField(default=timezone.now)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    counted = models.PositiveBigIntegerField(default=0, db_index=True)
    """The shelf's count at its last change that can be found: who has read up to n reads on from there."""

    class Meta:
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def drafted(self) -> bool:
        """Whether the draft says something else than what is published."""
        now = self.published
        return now is None or (now.title, now.text) != (self.draft_title, self.draft_text)


class Edition(models.Model):
    """A published version. Never changed: going back publishes the old text anew."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="editions")
    n = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField()
    note = models.CharField(_("What is new"), max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    back_to = models.PositiveIntegerField(null=True)
    """The version that was returned to, when that made this one."""

    class Meta:
        ordering: ClassVar = ["-n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["article", "n"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.n})"


class Receipt(models.Model):
    """A person has confirmed to have read a version."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="receipts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "user"], name="edition_read_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.edition}"


class ArticleShelf(Counted):
    """The one row that counts changes of what can be found."""
