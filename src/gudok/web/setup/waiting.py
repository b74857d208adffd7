"""A queue's rules for those who wait: limits, the closing hour, old places, callbacks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gudok.web.setup.numbers import whole
from gudok.web.setup.sounds import prompt_field

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000


class Waiting(models.Model):
    class Nobody(models.TextChoices):
        WAIT = "wait", _("Wait all the same")
        AWAY = "away", _("Go on as after the longest wait, when nobody is at work")
        PAUSED = "paused", _("The same, also when all have a break")

    class AtClosing(models.TextChoices):
        WAIT = "wait", _("Are still served")
        PART = "part", _("Hear that the queue is closed")

    most = models.PositiveIntegerField(
        _("Most callers waiting"), default=0, validators=[MaxValueValidator(10_000)],
        help_text=_("A further one goes on at once as after the longest wait. 0: any number."),
    )  # fmt: skip
    most_wait_s = whole(
        _("Longest expected wait, s"), 0, 0, 7200, _("Who would wait longer goes on at once. 0: not looked at.")
    )
    nobody = models.CharField(
        _("When nobody takes calls, callers"), max_length=8, choices=Nobody.choices, default=Nobody.WAIT
    )
    at_closing = models.CharField(
        _("At the closing hour, those who wait"), max_length=8, choices=AtClosing.choices, default=AtClosing.WAIT,
        help_text=_("With opening hours only."),
    )  # fmt: skip
    keep_place_min = whole(
        _("Old place for who calls again within, min"), 0, 0, 240,
        _("A caller who was cut off before an answer does not begin anew. 0: he does."),
    )  # fmt: skip
    missed = models.BooleanField(
        _("Callers who gave up become tasks"), default=False,
        help_text=_("To call back; done by itself when the customer calls again and is answered."),
    )  # fmt: skip
    callback = models.BooleanField(
        _("Callback instead of waiting"), default=False,
        help_text=_("The caller presses 1 after the offer, confirms his number with another 1, and keeps his place."),
    )  # fmt: skip
    callback_offer = prompt_field(
        _("The offer"), _("For example: press 1, and we call you back when your turn comes. Heard after the place.")
    )
    callback_after_s = whole(
        _("Offered from an expected wait of, s"), 0, 0, 7200, _("0: with every announcement of the place.")
    )
    callback_thanks = prompt_field(_("Words of thanks"), _("Heard after the booking; none: a common one."))
    callback_other = models.BooleanField(
        _("May name another number"), default=False,
        help_text=_(
            "2 instead of the second 1: the caller types a number and #, hears it and confirms it. Only numbers that "
            "calls out may dial. Offered to those whose number is withheld, too."
        ),
    )  # fmt: skip
    callback_tries = models.PositiveSmallIntegerField(
        _("Tries"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("After the last one the callback becomes a task of the queue."),
    )  # fmt: skip
    callback_pause_min = whole(_("Between tries, min"), 5, 1, 240)
    callback_keep_h = whole(_("A booking holds for, h"), 24, 1, 168)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.callback and self.callback_offer is None:
            raise ValidationError({"callback_offer": _("Choose the words by which callers learn of it.")})


def life(row: Waiting) -> dict[str, Any]:
    """The rules as the core's settings have them, without sounds."""
    return {
        "most": row.most,
        "most_wait": row.most_wait_s * SECOND,
        "nobody": row.nobody,
        "at_closing": row.at_closing,
        "keep_place": row.keep_place_min * MINUTE,
        "missed": row.missed,
        "callback": row.callback,
        "callback_after": row.callback_after_s * SECOND,
        "callback_other": row.callback_other,
        "callback_tries": row.callback_tries,
        "callback_pause": row.callback_pause_min * MINUTE,
        "callback_keep": row.callback_keep_h * HOUR,
    }
