"""What a new voice menu begins from: whole flows in which only prompts, hours and queues remain to be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from gudok.web.setup.hours import Schedule
from gudok.web.setup.models import Queue

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from gudok.web.ivr.shape import Body

Node = tuple[str, dict[str, Any]]


class Beginning(NamedTuple):
    name: StrPromise
    text: StrPromise


BEGINNINGS = {
    "menu": Beginning(
        _("Greeting, hours, menu of two queues"), _("The usual: who presses nothing comes to the first queue.")
    ),
    "languages": Beginning(
        _("Language, hours, menu of two queues"), _("1 for Russian, 2 for English, then the same menu in each.")
    ),
    "vip": Beginning(_("VIPs past the menu"), _("The number tells who calls: VIPs come to an operator at once.")),
    "greeting": Beginning(_("A plain greeting"), _("Something is said, and the caller joins a queue.")),
    "empty": Beginning(_("Empty"), _("Draw everything yourself.")),
}


def beginning(name: str) -> Body:
    """The flow of a beginning, with the first queues and hours there are."""
    queues = [*Queue.objects.order_by("pk").values_list("code", flat=True)[:2], "", ""]
    hours = Schedule.objects.order_by("pk").values_list("code", flat=True).first() or ""
    made = {"menu": _menu, "languages": _languages, "vip": _vip, "greeting": _greeting, "empty": _empty}[name]
    nodes = made(queues[0], queues[1] or queues[0], hours)
    return {"start": nodes[0][0] if nodes else "", "nodes": dict(nodes)}


def _say(id_: str, to: str) -> Node:
    return id_, {"kind": "say", "sounds": [], "next": to}


def _menu_of(id_: str, keys: dict[str, str], otherwise: str) -> Node:
    return id_, {"kind": "menu", "sounds": [], "keys": keys, "nothing": otherwise, "wrong": otherwise}


def _hours(id_: str, hours: str, to: str, closed: str) -> Node:
    return id_, {"kind": "hours", "schedule": hours, "open": to, "closed": closed}


def _queue(id_: str, queue: str) -> Node:
    return id_, {"kind": "queue", "queue": queue}


def _end(id_: str) -> Node:
    return id_, {"kind": "end", "sounds": []}


def _menu(first: str, second: str, hours: str) -> list[Node]:
    return [
        _say("say1", "hours1"),
        _hours("hours1", hours, "menu1", "end1"),
        _menu_of("menu1", {"1": "queue1", "2": "queue2"}, "queue1"),
        _queue("queue1", first),
        _queue("queue2", second),
        _end("end1"),
    ]


def _languages(first: str, second: str, hours: str) -> list[Node]:
    """A prompt has one language: each language has its own menu and its own goodbye."""
    nodes = [_menu_of("menu1", {"1": "language1", "2": "language2"}, "language1")]
    for n, language in enumerate(("ru", "en"), 1):
        menu, end = f"menu{n + 1}", f"end{n}"
        nodes += [
            (f"language{n}", {"kind": "language", "language": language, "next": f"hours{n}"}),
            _hours(f"hours{n}", hours, menu, end),
            _menu_of(menu, {"1": "queue1", "2": "queue2"}, "queue1"),
            _end(end),
        ]
    return [*nodes, _queue("queue1", first), _queue("queue2", second)]


def _vip(first: str, second: str, hours: str) -> list[Node]:
    return [
        ("lookup1", {"kind": "lookup", "known": "menu1", "vip": "queue1", "unknown": "say1"}),
        _say("say1", "menu1"),
        _menu_of("menu1", {"1": "queue1", "2": "queue2"}, "queue1"),
        _queue("queue1", first),
        _queue("queue2", second),
    ]


def _greeting(first: str, second: str, hours: str) -> list[Node]:
    return [_say("say1", "queue1"), _queue("queue1", first)]


def _empty(first: str, second: str, hours: str) -> list[Node]:
    return []
