"""What the codes and facts of a queue's life say: limits, old places, callbacks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REASONS = {
    "old_place": _("called again and has the old place"),
    "queue_full": _("as many callers as may be are waiting already"),
    "wait_too_long": _("the expected wait is too long"),
    "nobody_there": _("nobody is there to take calls"),
    "nobody_answered": _("nobody answered in time"),
    "callback_asked": _("pressed 1 to be called back and hears the number"),
    "callback_named": _("asked to be called back at another number when the turn comes"),
    "callback_names": _("types another number to be called back at"),
    "callback_reads": _("hears the number typed"),
    "callback_declined": _("the number was not confirmed, waits on"),
    "callback_booked": _("asked to be called back when the turn comes"),
    "callback_due": _("the callback has its turn again"),
    "callback_failed": _("called back without success"),
    "booking_expired": _("nobody came to call back in time"),
    "called_again": _("the customer called again"),
    "callback_time": _("the time of the callback"),
    "look_again": _("when the queue is looked at again"),
    "turned_away": _("there was no room"),
}

SENTENCES = {
    "CallbackBooked": _("To be called back, place %(place)s in the queue %(queue)s"),
    "CallbackRests": _("The callback waits, tries made: %(tries)s"),
    "CallMissed": _("Nobody answered: kept to be called back"),
}

ENDS = {
    "turned_away": _("Not served: no room in the queue"),
    "callback_booked": _("To be called back"),
    "called_again": _("The customer called again"),
    "booking_expired": _("Not called back in time"),
}
