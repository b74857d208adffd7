"""What a waiting caller is told: the place in the queue and an estimate of the wait, as names of recorded prompts."""

from __future__ import annotations

MOST = 99
"""Beyond this a number is not told: it would help nobody."""
MINUTE = 60_000


def number(n: int) -> tuple[str, ...]:
    """The recorded digits of 1…99."""
    if n <= 20 or n % 10 == 0:
        return (f"digits/{n}",)
    return (f"digits/{n // 10 * 10}", f"digits/{n % 10}")


def place_sounds(place: int, minutes: int) -> tuple[str, ...]:
    """The prompts for a place (1 = next; 0: not told) and a wait of so many minutes at the most (0 = not known)."""
    if place == 1:
        sounds: tuple[str, ...] = ("queue-youarenext",)
    elif 1 < place <= MOST:
        sounds = ("queue-thereare", *number(place), "queue-callswaiting")
    else:
        sounds = ()
    if 1 <= minutes <= MOST:
        sounds += ("queue-holdtime", "queue-less-than", *number(minutes), "queue-minutes")
    return (*sounds, "queue-thankyou")


def spoken(number: str) -> tuple[str, ...]:
    """The recorded digits of a telephone number."""
    return tuple(f"digits/{digit}" for digit in number if digit.isdecimal())
