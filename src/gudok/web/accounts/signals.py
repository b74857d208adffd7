"""What other rooms must know of people."""

from __future__ import annotations

from django.dispatch import Signal

roles_changed = Signal()
"""A person's rights changed by another way than the person's page. Sent with `user` and `actor` (None: the program),
inside the change's transaction: who may use the desk now has a telephone, who may not has none."""
