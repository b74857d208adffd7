"""Small pictures of what the rules of waiting do: callers in their line, the one it is about in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.routing.pictures import HEIGHT, framed, person, waves

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


def picture(kind: str) -> SafeString:
    """The picture of a rule; it says nothing that the sentences beside it do not."""
    return framed(PICTURES[kind]())


def line(d: str, chosen: bool = False) -> str:
    """A stroke; `chosen` in colour."""
    return f'<path class="is-line{" is-way" if chosen else ""}" d="{d}"/>'


def callers(count: int, x: float = 14, y: float = 22, chosen: int = -1) -> str:
    """A line of callers, the one in question in colour."""
    return "".join(person(x + 19 * n, y, n == chosen, 5) for n in range(count))


def clock(x: float, y: float, r: float = 10, at: str = "v-6m0 6l4 3") -> str:
    """A clock; `at` are its hands, from the middle."""
    return f'<circle class="is-line" cx="{x}" cy="{y}" r="{r}"/>{line(f"M{x} {y}{at}")}'


def arrow(x: float, y: float, length: float = 22) -> str:
    return line(f"M{x} {y}h{length}m-6-4l6 4-6 4", True)


def phone(x: float, y: float, chosen: bool = False) -> str:
    """A telephone with its keys."""
    way, name = (" is-way", ' class="is-chosen"') if chosen else ("", "")
    body = f'<rect class="is-line{way}" x="{x}" y="{y}" width="18" height="32" rx="4"/>'
    keys = "".join(f'<circle cx="{x + 5 + 4 * k}" cy="{y + 14 + 5 * n}" r="1.2"/>' for n in range(3) for k in range(3))
    return f"<g{name}>{body}{keys}</g>"


def place(x: float, y: float) -> str:
    """A place in the line that is kept for one who is not there."""
    outline = f"M{x} {y - 4}a4 4 0 0 1 0 8a4 4 0 0 1 0-8m-5.5 17a5.5 6 0 0 1 11 0z"
    return f'<path class="is-line is-way is-kept" d="{outline}"/>'


def long_wait() -> str:
    """After so long, on to another line."""
    return clock(18, 28, 13) + arrow(40, 28) + callers(3, 80, 10) + callers(1, 80, 34, 0)


def full() -> str:
    """There is no room for one more: he turns off before the line."""
    wall = '<rect class="is-line" x="46" y="10" width="80" height="34" rx="6"/>'
    return wall + callers(4, 58, 20) + person(14, 8, True, 5) + line("M24 15h8q6 0 6 6v26m-4-5l4 5 4-5", True)


def estimate() -> str:
    """A newcomer, and the clock of the wait before him."""
    return person(20, 20, True, 6) + line("M34 28h20m5 0h5m5 0h5", True) + clock(100, 28, 17, "v-11m0 11l8 5")


def nobody() -> str:
    """Callers, and chairs without operators."""
    chairs = "".join(line(f"M{x} 14v16h12v14M{x} 30v14") for x in (88, 110))
    return callers(3, 14, 22, 2) + line("M68 12v34") + chairs


def closing() -> str:
    """The hour, the door, and who stands before it still."""
    door = '<rect class="is-line" x="92" y="8" width="26" height="40" rx="2"/><circle cx="112" cy="29" r="1.8"/>'
    return clock(18, 28, 12, "v-8m0 8h6") + person(48, 20, True, 5) + person(68, 20, True, 5) + door


def old_place() -> str:
    """A gap in the line, and its caller coming back to it."""
    back = line("M14 48h46q6 0 6-6v-2m-4 4l4-5 4 5", True)
    return callers(2, 24, 18) + place(66, 18) + callers(2, 90, 18) + back


def missed() -> str:
    """One goes away from the line; a line of a list for him."""
    boxes = "".join(f'<rect class="is-line" x="80" y="{y - 4}" width="8" height="8" rx="2"/>' for y in (14, 42))
    rows = boxes + line("M92 14h30M92 42h30") + line("M92 28h30", True) + line("M80 28l3 4 6-8", True)
    return person(14, 20, size=5) + person(36, 20, True, 5) + arrow(50, 28, 20) + rows


def callback() -> str:
    """His place stays in the line; his telephone rings at its turn."""
    return callers(1, 18, 13) + place(42, 13) + callers(1, 66, 13) + line("M42 36v10h50", True) + RINGING


def other_number() -> str:
    """Not the telephone he calls from but another one."""
    return phone(14, 12) + arrow(42, 30, 44) + RINGING


def tries() -> str:
    """Once, again after a while, and once more."""
    way = line(f"M8 {HEIGHT - 8}h114m-7-4l7 4-7 4") + line("M18 44v8M62 44v8M106 44v8")
    dots = '<circle cx="18" cy="28" r="5"/><circle cx="62" cy="28" r="5"/>'
    return (
        "".join(waves(x, 14) for x in (18, 62, 106)) + dots + '<circle class="is-chosen" cx="106" cy="28" r="5"/>' + way
    )


RINGING = phone(100, 18, True) + waves(109, 6)
PICTURES = {
    "long_wait": long_wait, "full": full, "estimate": estimate, "nobody": nobody, "closing": closing,
    "old_place": old_place, "missed": missed, "callback": callback, "other_number": other_number, "tries": tries,
}  # fmt: skip
OF_FIELDS = {
    "max_wait_s": "long_wait", "most": "full", "most_wait_s": "estimate", "nobody": "nobody", "at_closing": "closing",
    "keep_place_min": "old_place", "missed": "missed", "callback": "callback", "callback_other": "other_number",
    "callback_tries": "tries",
}  # fmt: skip
"""The fields of a queue that have a picture beside them; those that follow one belong to it."""
