"""Sounds that come with Asterisk in Russian and English: a voice menu may say them before the centre has its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SOUNDS = {
    "hello": _("Hello"),
    "auth-thankyou": _("Thank you"),
    "vm-goodbye": _("Goodbye!"),
    "one-moment-please": _("One moment please"),
    "please-try-again": _("Please try again"),
    "pm-invalid-option": _("You have chosen an invalid option"),
    "vm-nobodyavail": _("Nobody is available to take the call"),
    "vm-reachoper": _("Press 0 to reach an operator"),
    "queue-thankyou": _("Thank you for your patience"),
    "im-sorry": _("I am sorry"),
    "beep": _("A beep"),
}
"""By Asterisk's name, what is said there. A prompt of the centre with the same code comes before."""
