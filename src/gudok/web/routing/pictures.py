"""A small picture of what an algorithm does, drawn as SVG: operators or calls, and the chosen one in colour."""

from __future__ import annotations

from math import cos, pi, sin

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 132, 56


def picture(kind: str) -> SafeString:
    """The picture of a kind; it says nothing that the sentence beside it does not."""
    return framed(PICTURES[kind]())


def framed(drawn: str) -> SafeString:
    """What was drawn, as an image that is passed over by who hears the page."""
    inside = mark_safe(drawn)  # noqa: S308 drawn here, of numbers alone
    text = '<svg class="gk-routing-picture" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>'
    return format_html(text, WIDTH, HEIGHT, WIDTH, HEIGHT, inside)


def person(x: float, y: float, chosen: bool = False, size: float = 5) -> str:
    """Head and shoulders."""
    name = ' class="is-chosen"' if chosen else ""
    body = f'<path d="M{x - size:.1f} {y + size * 2.4:.1f}a{size:.1f} {size:.1f} 0 0 1 {2 * size:.1f} 0z"/>'
    return f'<g{name}><circle cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.7:.1f}"/>{body}</g>'


def bar(x: float, height: float, chosen: bool) -> str:
    name = ' class="is-chosen"' if chosen else ""
    return f'<rect{name} x="{x}" y="{HEIGHT - 4 - height}" width="12" height="{height}" rx="2"/>'


def bars(chosen: int) -> str:
    """Operators with something counted of each."""
    heights = (16, 28, 8, 20)
    return "".join(
        bar(12 + 30 * n, height, n == chosen) + person(18 + 30 * n, HEIGHT - 24 - height, n == chosen, 4)
        for n, height in enumerate(heights)
    )


def in_list() -> str:
    """A list from the top; the first is taken, so the next one is chosen."""
    rows = (f'<path class="is-line" d="M40 {y + 3}h70"/>' + person(24, y, n == 0, 4) for n, y in enumerate((6, 24, 42)))
    return "".join(rows)


def around() -> str:
    """A round."""
    places = [(66 + 44 * sin(2 * pi * n / 5), 24 - 17 * cos(2 * pi * n / 5)) for n in range(5)]
    arc = '<ellipse class="is-line" cx="66" cy="28" rx="30" ry="11"/><path class="is-line" d="M92 18l5 6-8 1"/>'
    return arc + "".join(person(x, y, n == 1, 4) for n, (x, y) in enumerate(places))


def dice() -> str:
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in ((22, 20), (34, 28), (46, 36)))
    box = '<rect class="is-line" x="12" y="10" width="44" height="36" rx="6"/>'
    return box + dots + "".join(person(78 + 20 * n, 24, n == 1, 5) for n in range(3))


def pie() -> str:
    """A share that is not reached yet."""
    full = '<circle class="is-line" cx="34" cy="28" r="20"/><path class="is-chosen" d="M34 28V8a20 20 0 0 1 17 30z"/>'
    return full + person(84, 22, True) + person(110, 22)


def pair() -> str:
    """The customer and his operator."""
    line = '<path class="is-line" d="M34 28h52"/><path class="is-line" d="M80 23l7 5-7 5"/>'
    return person(22, 22, size=6) + line + person(100, 10, size=5) + person(100, 34, True, 5)


def rings() -> str:
    circles = "".join(f'<circle class="is-line" cx="66" cy="28" r="{r}"/>' for r in (12, 25))
    return circles + person(66, 22, True, 4) + person(45, 32, size=4) + person(88, 10, size=4) + person(112, 24, size=4)


def waves(x: float, y: float) -> str:
    """A telephone rings: over its operator's head."""
    return f'<path class="is-line" d="M{x - 7} {y}a9 9 0 0 1 14 0M{x - 4} {y + 4}a5 5 0 0 1 8 0"/>'


def bells() -> str:
    """All ring, one answers."""
    return "".join(waves(21 + 30 * n, 12) + person(21 + 30 * n, 24, n == 1) for n in range(4))


def more() -> str:
    """One rings, then one more; others not yet."""
    line = '<path class="is-line" d="M8 50h112m-7-4l7 4-7 4"/>'
    ringing = "".join(waves(21 + 30 * n, 12) for n in range(2))
    return line + ringing + "".join(person(21 + 30 * n, 24, n == 0) for n in range(4))


def steps() -> str:
    """Fewer before, more later."""
    line = '<path class="is-line" d="M8 12h36v16h36v16h44"/>'
    counts = ((20, 24, 1), (48, 36, 2), (84, 48, 3))
    return line + "".join(
        person(x + 12 * n, y - 20, n == 0 and count == 1, 3.5) for x, y, count in counts for n in range(count)
    )


def groups() -> str:
    boxes = "".join(f'<rect class="is-line" x="{x}" y="8" width="54" height="40" rx="6"/>' for x in (8, 70))
    people = (person(22, 20, size=4), person(46, 20, size=4), person(84, 20, True, 4), person(108, 20, size=4))
    return boxes + "".join(people)


def line_of(chosen: int, vip: int = -1) -> str:
    """Callers in the order they came, the first at the right."""
    found = "".join(person(16 + 24 * n, 22, n == chosen, 6) for n in range(5))
    x = 16 + 24 * vip
    star = f'<path class="is-chosen" d="M{x} 2l2 4 4 .6-3 3 .8 4.4-3.8-2-3.8 2 .8-4.4-3-3 4-.6z"/>' if vip >= 0 else ""
    return found + star + '<path class="is-line" d="M8 50h112m-7-4l7 4-7 4"/>'


def queues() -> str:
    """Callers in several lines."""
    rows = ((10, 4, False), (34, 2, True))
    return "".join(person(100 - 20 * n, y, chosen and n == 0, 5) for y, count, chosen in rows for n in range(count))


def mode() -> str:
    """Another system's box, and the same in ours."""
    boxes = "".join(f'<rect class="is-line" x="{x}" y="12" width="40" height="32" rx="5"/>' for x in (8, 84))
    return boxes + '<path class="is-line" d="M54 28h22m-7-5l7 5-7 5"/>' + person(28, 22) + person(104, 22, True)


PICTURES = {
    "tall": lambda: bars(1), "short": lambda: bars(2), "list": in_list, "round": around, "dice": dice, "pie": pie,
    "pair": pair, "rings": rings, "bells": bells, "more": more, "steps": steps, "groups": groups,
    "vip": lambda: line_of(1, 1), "first": lambda: line_of(4), "last": lambda: line_of(0), "queues": queues,
    "mode": mode,
}  # fmt: skip
