"""Words about an operator's telephones, and the line that stands to one for the whole shift."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REASONS = {
    "asked_telephone": _("chose the other telephone"),
    "one_telephone": _("there is no second telephone to choose"),
    "desk_telephone_away": _("the telephone on the desk is not connected: calls could not ring there"),
    "rings_now": _("it rings at this moment"),
    "line_stands": _("the line of the shift stands to this telephone: end the shift first"),
    "line_up": _("the line of the shift stands"),
    "line_fell": _("the line of the shift fell"),
    "line_not_taken": _("the telephone did not take the line of the shift"),
}
PAUSES = {
    "line": _("Line of the shift is being rung"),
    "line_lost": _("Line of the shift fell"),
}
