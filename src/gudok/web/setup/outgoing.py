"""The one row with the rules of calls that operators dial, and the words it shares with queues and trunks."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.core import settings as core

SECOND = 1000
_PREFIX = re.compile(r"\+?\d{1,15}")


def split_prefixes(text: str) -> tuple[str, ...]:
    """Prefixes as people write them: «+7 (809), +77» or each on its line; a space parts them only before a plus."""
    parts = (re.sub(r"[\s()-]", "", part) for part in re.split(r"[,;\n]|\s(?=\+)", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def check_prefixes(text: str) -> None:
    for prefix in split_prefixes(text):
        if not _PREFIX.fullmatch(prefix):
            raise ValidationError(
                _("«%(prefix)s» is no beginning of a number: write +7495."), params={"prefix": prefix}
            )


def trunk_field(label: Any, text: Any = "") -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "setup.Trunk", verbose_name=label, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text=text,
    )  # fmt: skip


def number_field(label: Any, text: Any = "") -> models.CharField[Any, Any]:
    digits = RegexValidator(r"^\d{2,18}\Z", _("Digits only."))
    return models.CharField(label, max_length=18, blank=True, validators=[digits], help_text=text)


def seconds(label: Any, default: int, low: int, high: int, text: Any = "") -> models.PositiveIntegerField:
    limits = [MinValueValidator(low), MaxValueValidator(high)]
    return models.PositiveIntegerField(label, default=default, validators=limits, help_text=text)


class Outgoing(models.Model):
    """Which numbers operators may dial, over which trunk, and what the customer sees."""

    trunk = trunk_field(_("Trunk"), _("None: nobody calls out. A queue may have its own."))
    number = number_field(
        _("Number the customer sees"), _("Digits: 74951234567. Empty: the provider shows the account's own.")
    )
    allowed = models.TextField(
        _("Numbers that may be dialled"),
        default="+7",
        blank=True,
        validators=[check_prefixes],
        help_text=_("Beginnings of numbers: +7 +375. The longest beginning that fits decides; others are forbidden."),
    )
    forbidden = models.TextField(
        _("Numbers that may not be dialled"),
        default="+76 +77 +7809",
        blank=True,
        validators=[check_prefixes],
        help_text=_("Beginnings of numbers: +7809 are paid services, +76 and +77 are abroad."),
    )
    ring_s = seconds(_("Longest ringing, s"), 60, 10, 180)
    wrapup_s = seconds(_("Wrap-up, s"), 0, 0, 600, _("After calls on no queue's behalf. 0 switches wrap-up off."))
    wrapup_failed = models.BooleanField(
        _("Wrap-up also after a call that reached nobody"),
        default=False,
        help_text=_("Else the operator goes back at once to where the call was made from."),
    )
    record = models.BooleanField(_("Record calls on no queue's behalf"), default=True)

    def __str__(self) -> str:
        return str(_("Calls out"))

    def rules(self) -> core.Outgoing:
        """The same for the core."""
        return core.Outgoing(
            trunk=f"trunk-{self.trunk_id}" if self.trunk_id else "",
            number=self.number,
            allowed=split_prefixes(self.allowed),
            forbidden=split_prefixes(self.forbidden),
            ring=self.ring_s * SECOND,
            wrapup=self.wrapup_s * SECOND,
            wrapup_failed=self.wrapup_failed,
            record=self.record,
        )


def the_outgoing() -> Outgoing:
    return Outgoing.objects.get_or_create(pk=1)[0]
