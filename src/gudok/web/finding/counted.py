"""A count of changes, so that an index knows what it has not read yet."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F
from django.utils.crypto import get_random_string


def new_mark() -> str:
    return get_random_string(16)


class Counted(models.Model):
    """The one row that counts changes of a room. Other records (a restored copy) have another mark."""

    n = models.PositiveBigIntegerField(default=0)
    mark = models.CharField(max_length=16, default=new_mark)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.n)

    @classmethod
    def step(cls) -> int:
        """Count one change. The row stays locked until the transaction is over, so numbers are seen in their order."""
        rows: Any = cls._default_manager
        rows.get_or_create(pk=1)
        rows.filter(pk=1).update(n=F("n") + 1)
        return rows.get(pk=1).n

    @classmethod
    def stand(cls) -> tuple[int, str]:
        """How many changes there were, and whose records they are of."""
        return cls._default_manager.filter(pk=1).values_list("n", "mark").first() or (0, "")
