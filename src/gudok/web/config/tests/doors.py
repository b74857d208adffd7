"""Who may open what: one line for each address. Outcomes of a plain GET, in the order of PEOPLE.

200 opens, 302 is sent on (a stranger to sign in), 403 may not, 404 may but there is nothing, 405 is for POST only.
"""

from __future__ import annotations

PEOPLE = ("stranger", "charlie", "alice", "bob", "dave")

EVERYBODY = (302, 200, 200, 200, 200)
STAFF = (302, 403, 200, 200, 200)
WATCHERS = (302, 403, 403, 200, 200)
ADMINISTRATOR = (302, 403, 403, 403, 200)
NOT_FOUND_STAFF = (302, 403, 404, 404, 404)

DOORS: dict[str, tuple[int, int, int, int, int]] = {
    "health": (200, 200, 200, 200, 200),
    "home": (302, 403, 302, 302, 302),
    "login": (200, 302, 302, 302, 302),
    "logout": (405, 405, 405, 405, 405),
    "set_language": (405, 405, 405, 405, 405),
    "profile": EVERYBODY,
    "password": EVERYBODY,
    "people": STAFF,
    "customer_new": STAFF,
    "customer": NOT_FOUND_STAFF,
    "customer_delete": (302, 403, 405, 405, 405),
    "calls": STAFF,
    "call": NOT_FOUND_STAFF,
    "call_json": NOT_FOUND_STAFF,
    "call_recording": NOT_FOUND_STAFF,
    "call_peaks": NOT_FOUND_STAFF,
    "setup": (302, 403, 403, 403, 302),
    "setup_staff": ADMINISTRATOR,
    "setup_person_new": ADMINISTRATOR,
    "setup_person": (302, 403, 403, 403, 404),
    "setup_renew": (302, 403, 403, 403, 405),
    "setup_telephone": ADMINISTRATOR,
    "setup_rows": ADMINISTRATOR,
    "setup_row_new": ADMINISTRATOR,
    "setup_row": (302, 403, 403, 403, 404),
    "setup_row_delete": (302, 403, 403, 403, 405),
    "audit": ADMINISTRATOR,
    "desk": (302, 403, 200, 403, 403),
    "desk_phone": (302, 403, 405, 403, 403),
    "desk_mine": (302, 403, 200, 403, 403),
    "desk_why": (302, 403, 200, 403, 403),
    "desk_targets": (302, 403, 200, 403, 403),
    "desk_card": (302, 403, 403, 403, 403),
    "desk_note": (302, 403, 405, 403, 403),
    "desk_ask": (302, 403, 405, 403, 403),
    "wall": WATCHERS,
    "live_desk": (302, 403, 200, 403, 403),
    "live_wall": WATCHERS,
}

ARGUMENTS = {
    "pk": {
        "customer": 1,
        "customer_delete": 1,
        "setup_person": 987,
        "setup_renew": 987,
        "setup_row": 987,
        "setup_row_delete": 987,
    },
    "kind": "queues",
    "call": "c0123456789ab",
    "what": "ready",
    "n": 1,
}
"""What stands in an address for its arguments; a dict chooses by the address's name."""
