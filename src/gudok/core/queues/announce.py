"""What a waiting caller is told: the place in the queue and an estimate of the wait, as names of recorded prompts."""

from __future__ import annotations

MOST = 99
"""Beyond this a number is not told: it would help nobody."""


def number(n: int) -> tuple[str, ...]:
    """The recorded digits of 1…99."""
    if n <= 20 or n % 10 == 0:
        return (f"digits/{n}",)
    return (f"digits/{n // 10 * 10}", f"digits/{n % 10}")


def place_sounds(place: int, minutes: int) -> tuple[str, ...]:
    """The prompts for a place (1 = next) and a wait in whole minutes (0 = not known)."""
    if place == 1:
        sounds: tuple[str, ...] = ("queue-youarenext",)
    elif place <= MOST:
        sounds = ("queue-thereare", *number(place), "queue-callswaiting")
    else:
        sounds = ()
    if 1 <= minutes <= MOST:
        sounds += ("queue-holdtime", *number(minutes), "queue-minutes")
    return (*sounds, "queue-thankyou")


def minutes_to_wait(place: int, served: tuple[int, ...], now: int) -> int:
    """The wait in minutes, rounded up, from the times (ms) when the queue's last calls were answered; 0 when not known.

    The place times the mean interval between answers up to now, so that an estimate grows when service has stopped.
    """
    if len(served) < 3 or now <= served[0]:
        return 0
    interval = (now - served[0]) // len(served)
    return -(-place * interval // 60_000)
